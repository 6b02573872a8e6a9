import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Achievement, type AchievementDefinition, compileAchievements } from '../achievements/index.ts'
import { dayOf } from '../platform/calendar.ts'
import { DEFAULT_SETTINGS } from '../tenancy/index.ts'
import type { Variant } from './hold-out.ts'
import type { Insight } from './insight.ts'
import { type AchievementStanding, orderAchievements, type PlacedAchievement } from './order-achievements.ts'

const brand = {
  name: 'Fernwood',
  settings: { ...DEFAULT_SETTINGS, points_name: { one: 'Leaf', many: 'Leaves' } },
}

const INSIGHT: Insight = {
  source: 'local',
  computed_at: new Date('2026-03-02T12:00:00Z'),
  stale: false,
  given: new Set(),
  churn_probability: 0,
  engagement_score: 0,
  predicted_ltv: 0,
  purchase_probability: 0,
  product_affinity_scores: {},
  segment: 'casual',
  next_best_action: 'scan_again',
}

const ZONE = 'America/New_York'
// A Wednesday.
const AT = new Date('2026-03-04T17:00:00Z')

type Changes = { [K in keyof AchievementDefinition]?: Partial<AchievementDefinition[K]> }

function achievement(key: string, changes: Changes = {}): Achievement {
  const definition: AchievementDefinition = {
    name: key,
    description: '',
    criteria: {
      metric: 'scans',
      operator: 'at_least',
      value: [10],
      timeframe: 'all_time',
      ...changes.criteria,
    },
    rewards: { points: 100, ...changes.rewards },
    visibility: { active: true, show_progress: true, hidden: false, ...changes.visibility },
    personalization: { priority: 50, ...changes.personalization },
    metadata: { category: 'welcome', rarity: 'common', ...changes.metadata },
    ...(changes.repeat?.every ? { repeat: { every: changes.repeat.every } } : {}),
  }
  return { id: `id of ${key}`, key, version: 1, definition }
}

function order(
  achievements: Achievement[],
  insight: Partial<Insight> = {},
  standing: Partial<AchievementStanding> = {},
  at = AT,
  variant: Variant = 'personal',
): PlacedAchievement[] {
  return orderAchievements({
    brand,
    achievements: compileAchievements(achievements, ZONE),
    insight: { ...INSIGHT, ...insight },
    standing: { counters: {}, unlocked: new Map(), ...standing },
    variant,
    now: { at, day: dayOf(at, ZONE) },
  })
}

const keys = (placed: PlacedAchievement[]) => placed.map(({ achievement }) => achievement.key)

const anyAchievements = fc
  .array(
    fc.record({
      priority: fc.constantFrom(0, 49, 50, 100),
      churn_boost: fc.constantFrom(0, 0, 25, 50, 100),
      form: fc.constantFrom(null, 'edible', 'flower'),
      rarity: fc.constantFrom('common', 'uncommon', 'rare', 'epic', 'legendary'),
      target: fc.constantFrom(1, 3, 10, 30),
    }),
    { maxLength: 12 },
  )
  .map(all =>
    all.map(({ priority, churn_boost, form, rarity, target }, i) =>
      achievement(`a${i}`, {
        criteria: { value: [target], ...(form ? { product_filters: { product_form: [form] } } : {}) },
        personalization: { priority, churn_boost },
        metadata: { rarity },
      }),
    ),
  )

const share = fc.integer({ min: 0, max: 1_000 }).map(thousandths => thousandths / 1_000)

const anyInsight = fc.record({
  churn_probability: share,
  engagement_score: share,
  product_affinity_scores: fc.record({ edible: share, flower: share }),
})

test('the personal order is a permutation: nothing is lost and nothing is doubled', () => {
  fc.assert(
    fc.property(anyAchievements, anyInsight, fc.nat(40), (all, insight, scans) => {
      const placed = order(all, insight, { counters: { scans } })
      assert.deepEqual(keys(placed).sort(), all.map(({ key }) => key).sort())
      assert.ok(placed.every(({ reason }) => /^[A-Z]/.test(reason) && !reason.includes('null')))
    }),
  )
})

test('the order does not depend on the order they came in', () => {
  const shuffled = anyAchievements.chain(all =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  )
  fc.assert(
    fc.property(shuffled, anyInsight, ([all, mixed], insight) => {
      assert.deepEqual(order(mixed, insight), order(all, insight))
    }),
  )
})

test('more churn risk never lets one with less churn_boost pass one with more', () => {
  fc.assert(
    fc.property(anyAchievements, anyInsight, share, share, (all, insight, a, b) => {
      const before = keys(order(all, { ...insight, churn_probability: Math.min(a, b) }))
      const after = keys(order(all, { ...insight, churn_probability: Math.max(a, b) }))
      const boost = (key: string) =>
        all.find(candidate => candidate.key === key)?.definition.personalization.churn_boost ?? 0
      for (const [i, first] of before.entries()) {
        for (const second of before.slice(i + 1)) {
          if (boost(first) < boost(second)) continue
          assert.ok(after.indexOf(first) < after.indexOf(second), `${second} passed ${first}`)
        }
      }
    }),
  )
})

test('a stronger liking for edibles never lowers what is about edibles', () => {
  fc.assert(
    fc.property(anyAchievements, share, share, (all, a, b) => {
      const placeOf = (score: number) => keys(order(all, { product_affinity_scores: { edible: score } }))
      const before = placeOf(Math.min(a, b))
      const after = placeOf(Math.max(a, b))
      for (const { key, definition } of all) {
        if (definition.criteria.product_filters?.product_form?.[0] !== 'edible') continue
        assert.ok(after.indexOf(key) <= before.indexOf(key))
      }
    }),
  )
})

test('each reason names what moved it most, in plain words', () => {
  const edible = achievement('edible', { criteria: { product_filters: { product_form: ['edible'] } } })
  const near = { counters: { scans: 9 } }
  const liked = { product_affinity_scores: { edible: 0.7 } }
  assert.equal(order([achievement('near')], {}, near)[0]?.reason, 'You are 1 scan away')
  assert.equal(order([edible], liked)[0]?.reason, 'Because you have chosen edibles before')
  assert.equal(
    order([edible], { ...liked, given: new Set(['product_affinity_scores'] as const) })[0]?.reason,
    'Because you seem to enjoy edibles',
  )
  const boosted = achievement('boosted', { personalization: { churn_boost: 100 } })
  assert.equal(order([boosted], { churn_probability: 0.8 })[0]?.reason, 'To welcome you back')
  const rare = achievement('rare', { metadata: { rarity: 'epic' } })
  assert.equal(order([rare], { engagement_score: 0.9 })[0]?.reason, 'Because you are here often')
  assert.equal(order([achievement('plain')])[0]?.reason, 'Picked by Fernwood')
})

test('the distance is told in what the rule counts', () => {
  const distance = (criteria: Partial<AchievementDefinition['criteria']>, counter: string, value: number) =>
    order([achievement('a', { criteria })], {}, { counters: { [counter]: value } })[0]?.distance
  assert.equal(distance({}, 'scans', 7), '3 scans')
  assert.equal(distance({ metric: 'points_earned', value: [5_000] }, 'points_earned', 1_500), '3,500 Leaves')
  assert.equal(distance({ metric: 'points_earned' }, 'points_earned', 9), '1 Leaf')
  const edible = { product_filters: { product_form: ['edible'] } }
  assert.equal(distance(edible, 'scans;product_form=edible', 9), '1 scan of edibles')
  assert.equal(distance({ product_filters: { tags: ['calm'] } }, 'scans;tags=calm', 8), '2 matching scans')
  const things = [
    ['redemptions', '1 reward'],
    ['referrals_completed', '1 friend'],
    ['wishlist_items', '1 wish'],
    ['achievements_unlocked', '1 achievement'],
    ['streak_weeks', '1 week'],
    ['distinct_products', '1 more product'],
  ] as const
  for (const [metric, words] of things) assert.equal(distance({ metric, value: [1] }, '', 0), words)
  const kinds = { metric: 'distinct_products' as const, product_filters: { product_form: ['edible'] } }
  assert.equal(distance(kinds, '', 0), '10 more edibles')
})

const once = (at: string) => ({ times: 1, period: null, unlocked_at: new Date(at) })

test('unlocked ones come last, latest first, and stay even when they are switched off or hidden', () => {
  const hidden = achievement('hidden', { visibility: { hidden: true } })
  const off = achievement('off', { visibility: { active: false } })
  const open = achievement('open', { personalization: { priority: 0 } })
  const unlocked = new Map([
    [off.id, once('2026-02-01T00:00:00Z')],
    [hidden.id, once('2026-01-01T00:00:00Z')],
  ])
  const placed = order([hidden, off, open], {}, { unlocked })
  assert.deepEqual(keys(placed), ['open', 'off', 'hidden'])
  assert.deepEqual(placed[1]?.progress, { value: 10, target: 10 })
  assert.deepEqual(keys(order([hidden, off, open])), ['open'])
})

test('what can no longer be reached is not dangled', () => {
  const exactly = achievement('exactly', { criteria: { operator: 'equals', value: [5] } })
  const within = achievement('within', { criteria: { operator: 'between', value: [5, 8] } })
  const anyOf = achievement('any_of', { criteria: { operator: 'in', value: [20, 5] } })
  const at = (scans: number) => keys(order([exactly, within, anyOf], {}, { counters: { scans } })).sort()
  assert.deepEqual(at(4), ['any_of', 'exactly', 'within'])
  assert.deepEqual(at(5), ['any_of', 'within'])
  assert.deepEqual(at(8), ['any_of'])
  assert.deepEqual(at(20), [])
})

test('where the brand hides progress neither the number, the place nor the reason gives it away', () => {
  const secret = achievement('secret', { visibility: { show_progress: false } })
  const [far] = order([secret], {}, { counters: { scans: 1 } })
  const [near] = order([secret], {}, { counters: { scans: 9 } })
  assert.deepEqual(near, far)
  assert.deepEqual(near?.progress, { value: 0, target: 10 })
  assert.equal(near?.reason, 'Picked by Fernwood')
})

test('outside its time an achievement is not shown, unless it was unlocked', () => {
  const spring = achievement('spring', {
    visibility: { from: '2026-03-01T00:00', until: '2026-06-01T00:00' },
  })
  const on = (at: string, unlocked = new Map()) => order([spring], {}, { unlocked }, new Date(at))
  assert.deepEqual(keys(on('2026-03-01T04:59:00Z')), [], 'it is still February in New York')
  assert.deepEqual(keys(on('2026-03-01T05:00:00Z')), ['spring'])
  assert.deepEqual(keys(on('2026-06-01T04:00:00Z')), [])
  assert.equal(on('2026-06-02T00:00:00Z', new Map([[spring.id, once('2026-05-01T00:00:00Z')]])).length, 1)
})

test('one that is for the engaged, or for who likes edibles, is shown to them alone', () => {
  const engaged = achievement('engaged', { personalization: { engagement_min: 0.5 } })
  const sweet = achievement('sweet', {
    criteria: { product_filters: { product_form: ['edible'] } },
    personalization: { affinity_min: 0.3 },
  })
  const shown = (insight: Partial<Insight>, unlocked = new Map()) =>
    keys(order([engaged, sweet], insight, { unlocked })).sort()
  assert.deepEqual(shown({ engagement_score: 0.49, product_affinity_scores: { flower: 1, edible: 0.2 } }), [])
  assert.deepEqual(shown({ engagement_score: 0.5, product_affinity_scores: { edible: 0.3 } }), [
    'engaged',
    'sweet',
  ])
  assert.deepEqual(shown({}, new Map([[sweet.id, once('2026-02-01T00:00:00Z')]])), ['sweet'])
})

test('progress of a month begins anew on the first of the next', () => {
  const monthly = achievement('monthly', { criteria: { timeframe: 'month' } })
  const standing = { counters: { 'scans;month': { p: 2026 * 12 + 2, n: 4 } } }
  const [march] = order([monthly], {}, standing)
  assert.deepEqual([march?.progress.value, march?.resets_on], [4, '2026-04-01'])
  const [april] = order([monthly], {}, standing, new Date('2026-04-01T04:00:00Z'))
  assert.deepEqual([april?.progress.value, april?.resets_on], [0, '2026-05-01'])
  const [rolling] = order(
    [achievement('rolling', { criteria: { timeframe: '7d' } })],
    {},
    {
      counters: { 'scans;7d': { d: { [dayOf(AT, ZONE) - 6]: 2, [dayOf(AT, ZONE) - 7]: 5 } } },
    },
  )
  assert.deepEqual([rolling?.progress.value, rolling?.resets_on], [2, null])
})

test('a repeatable one is done for its period, and open again in the next', () => {
  const weekly = achievement('weekly', { criteria: { timeframe: '7d' }, repeat: { every: 'week' } })
  const week = Math.floor((dayOf(AT, ZONE) + 3) / 7)
  const unlocked = new Map([
    [weekly.id, { times: 3, period: `week:${week}`, unlocked_at: new Date('2026-03-03T00:00:00Z') }],
  ])
  const [done] = order([weekly], {}, { unlocked })
  assert.deepEqual([done?.unlocked_at !== null, done?.times, done?.resets_on], [true, 3, '2026-03-09'])
  const [open] = order([weekly], {}, { unlocked }, new Date('2026-03-09T04:00:00Z'))
  assert.deepEqual([open?.unlocked_at, open?.times], [null, 3])
  const over = {
    ...weekly,
    definition: { ...weekly.definition, visibility: { ...weekly.definition.visibility, active: false } },
  }
  const [last] = order([over], {}, { unlocked }, new Date('2026-03-09T04:00:00Z'))
  assert.deepEqual([last?.unlocked_at !== null, last?.resets_on], [true, null])
})

test('to those held out it is ordered by priority, then by key, whatever is predicted', () => {
  fc.assert(
    fc.property(anyAchievements, anyInsight, fc.nat(40), (all, insight, scans) => {
      const placed = order(all, insight, { counters: { scans } }, AT, 'hold_out')
      const priority = (key: string) =>
        all.find(one => one.key === key)?.definition.personalization.priority ?? 0
      assert.deepEqual(
        keys(placed),
        keys(placed).toSorted((a, b) => priority(b) - priority(a) || (a < b ? -1 : 1)),
      )
      assert.ok(placed.every(({ reason }) => reason === 'Picked by Fernwood'))
    }),
  )
})
