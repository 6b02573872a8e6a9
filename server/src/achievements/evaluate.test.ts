import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Day } from '../platform/calendar.ts'
import {
  type Achievement,
  type AchievementDefinition,
  compileAchievements,
  evaluate,
  type Moves,
  type PastMove,
  progressOf,
  replayCounter,
  type ScannedProduct,
  type Standing,
} from './index.ts'

const ZONE = 'America/New_York'
// Monday 1 June 2026.
const MONDAY: Day = 20_605
const at = (day: Day) => new Date(day * 86_400_000 + 16 * 3_600_000)

const FLOWER: ScannedProduct = {
  id: 'p1',
  form: 'flower',
  strain_type: 'indica',
  product_line: 'House',
  tags: ['calm', 'night'],
  sku: 'F1',
}
const EDIBLE: ScannedProduct = { ...FLOWER, id: 'p2', form: 'edible', strain_type: null, tags: [], sku: 'E1' }

type Changes = Omit<{ [K in keyof AchievementDefinition]?: Partial<AchievementDefinition[K]> }, 'repeat'> &
  Pick<AchievementDefinition, 'repeat'>

function achievement(key: string, changes: Changes = {}): Achievement {
  const definition: AchievementDefinition = {
    name: key,
    description: '',
    criteria: {
      metric: 'scans',
      operator: 'at_least',
      value: [3],
      timeframe: 'all_time',
      ...changes.criteria,
    },
    rewards: { points: 10 },
    visibility: { active: true, show_progress: true, hidden: false, ...changes.visibility },
    personalization: { priority: 1 },
    metadata: { category: 'any', rarity: 'common' },
    ...(changes.repeat ? { repeat: changes.repeat } : {}),
  }
  return { id: key, key, version: 1, definition }
}

/** A member as the kernel sees one: what each pass answers is put back before the next. */
function member(achievements: Achievement[]) {
  const compiled = compileAchievements(achievements, ZONE)
  const counters: Record<string, unknown> = {}
  const unlocked = new Map<string, Standing>()
  return {
    counters,
    unlocked,
    progress: (id: string, day: Day) => {
      const rule = compiled.ruleOf(id)
      assert.ok(rule)
      return progressOf(rule, counters, day)
    },
    /** The keys that unlock. */
    move(moves: Moves, day: Day, product?: ScannedProduct): string[] {
      const result = evaluate(compiled, { moves, product, counters, unlocked, at: at(day), day })
      Object.assign(counters, JSON.parse(JSON.stringify(Object.fromEntries(result.counters))))
      for (const { achievement, times, period } of result.unlocked) {
        unlocked.set(achievement.id, { times, period })
      }
      return result.unlocked.map(({ achievement }) => achievement.key)
    },
  }
}

test('each operator unlocks at its values, once', () => {
  const robin = member([
    achievement('at_least', { criteria: { value: [2] } }),
    achievement('equals', { criteria: { operator: 'equals', value: [3] } }),
    achievement('between', { criteria: { operator: 'between', value: [4, 5] } }),
    achievement('in', { criteria: { operator: 'in', value: [1, 6] } }),
  ])
  const unlocks = [1, 2, 3, 4, 5, 6].map(() => robin.move({ scans: 1 }, MONDAY, FLOWER))
  assert.deepEqual(unlocks, [['in'], ['at_least'], ['equals'], ['between'], [], []])
})

test('a filter wants every field that it names, and any value of it', () => {
  const robin = member([
    achievement('form', { criteria: { value: [1], product_filters: { product_form: ['edible', 'vapor'] } } }),
    achievement('both', {
      criteria: { value: [1], product_filters: { product_form: ['flower'], tags: ['night', 'day'] } },
    }),
    achievement('sku', { criteria: { value: [1], product_filters: { sku: ['X'] } } }),
  ])
  assert.deepEqual(robin.move({ scans: 1 }, MONDAY), [])
  assert.deepEqual(robin.move({ scans: 1 }, MONDAY, FLOWER), ['both'])
  assert.deepEqual(robin.move({ scans: 1 }, MONDAY, EDIBLE), ['form'])
})

test('counters keep the names that members’ progress is stored under', () => {
  const robin = member([
    achievement('all'),
    achievement('form', {
      criteria: { product_filters: { tags: ['night', 'calm'], product_form: ['flower'] } },
    }),
    achievement('month', { criteria: { metric: 'points_earned', timeframe: 'month' } }),
    achievement('week', { criteria: { timeframe: '7d', product_filters: { sku: ['F1'] } } }),
    achievement('from', { visibility: { from: '2026-06-01T00:00' } }),
  ])
  robin.move({ scans: 1, points_earned: 120 }, MONDAY, FLOWER)
  assert.deepEqual(Object.keys(robin.counters).sort(), [
    'points_earned;month',
    'scans',
    'scans;7d;sku=F1',
    'scans;from=2026-06-01T00:00',
    'scans;product_form=flower;tags=calm|night',
  ])
})

test('no value of a filter can pass for another filter', () => {
  const keyOf = (product_filters: object) =>
    compileAchievements([achievement('a', { criteria: { product_filters } })], ZONE).counters[0]?.counterKey
  const crafted = fc.string({
    unit: fc.constantFrom('a', ';', '|', '=', '\\', 'tags'),
    minLength: 1,
    maxLength: 4,
  })
  assert.notEqual(keyOf({ sku: ['a\\', 'b'] }), keyOf({ sku: ['a|b'] }))
  fc.assert(
    fc.property(fc.uniqueArray(crafted, { minLength: 2, maxLength: 3 }), crafted, (values, tag) => {
      const key = keyOf({ sku: values })
      assert.equal(key, keyOf({ sku: values.toReversed() }))
      assert.notEqual(key, keyOf({ sku: [values.toSorted().join('|')] }))
      assert.notEqual(keyOf({ sku: values, tags: [tag] }), keyOf({ sku: [...values, `;tags=${tag}`] }))
      assert.notEqual(keyOf({ sku: [values[0]], tags: [tag] }), keyOf({ sku: [`${values[0]};tags=${tag}`] }))
    }),
  )
})

test('a target can be changed without losing progress', () => {
  const { counters } = (() => {
    const robin = member([achievement('a', { criteria: { value: [5] } })])
    robin.move({ scans: 2 }, MONDAY, FLOWER)
    return robin
  })()
  const later = member([achievement('a', { criteria: { value: [3] } })])
  Object.assign(later.counters, counters)
  assert.deepEqual(later.move({ scans: 1 }, MONDAY, FLOWER), ['a'])
})

test('a timeframe that has passed begins anew', () => {
  const robin = member([
    achievement('week', { criteria: { timeframe: '7d', value: [2] } }),
    achievement('month', { criteria: { timeframe: 'month', value: [3] } }),
  ])
  assert.deepEqual(robin.move({ scans: 1 }, MONDAY - 1, FLOWER), [])
  assert.deepEqual(robin.move({ scans: 1 }, MONDAY + 6, FLOWER), [])
  assert.deepEqual(robin.move({ scans: 1 }, MONDAY + 12, FLOWER), ['week'])
  assert.equal(robin.progress('month', MONDAY + 12), 2)
  assert.equal(robin.progress('month', MONDAY + 30), 0)
})

test('a repeatable one unlocks once in each period', () => {
  const robin = member([
    achievement('regular', { criteria: { timeframe: 'month', value: [2] }, repeat: { every: 'month' } }),
  ])
  const unlocks = [0, 1, 2, 29, 30, 31, 32].map(
    later => robin.move({ scans: 1 }, MONDAY + later, FLOWER).length,
  )
  assert.deepEqual(unlocks, [0, 1, 0, 0, 0, 1, 0])
  assert.deepEqual(robin.unlocked.get('regular'), { times: 2, period: `month:${2026 * 12 + 6}` })
})

test('different products, weeks in a row and unlocks are counted as such', () => {
  const robin = member([
    achievement('explorer', { criteria: { metric: 'distinct_products', value: [2] } }),
    achievement('faithful', { criteria: { metric: 'streak_weeks', value: [3] } }),
    achievement('hunter', { criteria: { metric: 'achievements_unlocked', value: [2] } }),
  ])
  assert.deepEqual(robin.move({ scans: 1 }, MONDAY, FLOWER), [])
  assert.deepEqual(robin.move({ scans: 1 }, MONDAY + 7, FLOWER), [])
  assert.deepEqual(robin.move({ scans: 1 }, MONDAY + 20, EDIBLE), ['explorer', 'faithful'])
  assert.deepEqual(robin.move({ achievements_unlocked: 2 }, MONDAY + 20, EDIBLE), ['hunter'])
})

test('a wishlist goes down as well, and going down unlocks nothing', () => {
  const robin = member([
    achievement('wishes', { criteria: { metric: 'wishlist_items', operator: 'equals', value: [2] } }),
  ])
  robin.move({ wishlist_items: 3 }, MONDAY)
  assert.deepEqual(robin.move({ wishlist_items: -1 }, MONDAY), [])
  robin.move({ wishlist_items: -5 }, MONDAY)
  assert.deepEqual(robin.move({ wishlist_items: 2 }, MONDAY), ['wishes'])
})

test('between its beginning and its end an achievement counts and unlocks, before and after it does not', () => {
  const december = achievement('december', {
    criteria: { value: [2] },
    visibility: { from: '2026-06-02T00:00', until: '2026-06-04T00:00' },
  })
  const robin = member([december])
  const unlocks = (from: Day) => [from, from + 1].map(day => robin.move({ scans: 1 }, day, FLOWER).length)
  assert.deepEqual(unlocks(MONDAY), [0, 0])
  assert.equal(robin.progress('december', MONDAY + 1), 1)
  assert.deepEqual(unlocks(MONDAY + 2), [1, 0])
  const late = member([december])
  late.move({ scans: 1 }, MONDAY + 1, FLOWER)
  assert.deepEqual(late.move({ scans: 1 }, MONDAY + 3, FLOWER), [])
})

test('an achievement that is switched off neither counts nor unlocks; one that is hidden does', () => {
  const robin = member([
    achievement('off', { criteria: { value: [1], timeframe: '7d' }, visibility: { active: false } }),
    achievement('hidden', { criteria: { value: [1] }, visibility: { hidden: true } }),
  ])
  assert.deepEqual(robin.move({ scans: 1 }, MONDAY, FLOWER), ['hidden'])
  assert.deepEqual(Object.keys(robin.counters), ['scans'])
})

/** Counts what is looked at: the product's properties, and the unlocks that watchers ask for. */
function costOf(achievements: Achievement[]): number {
  let looks = 0
  const product = new Proxy(FLOWER, {
    get(target, field) {
      looks++
      return Reflect.get(target, field)
    },
  })
  class Counting extends Map<string, Standing> {
    override get(id: string) {
      looks++
      return super.get(id)
    }
  }
  const compiled = compileAchievements(achievements, ZONE)
  const moves = { scans: 1, points_earned: 10 }
  evaluate(compiled, { moves, product, counters: {}, unlocked: new Counting(), at: at(MONDAY), day: MONDAY })
  return looks
}

test('what a scan costs does not depend on achievements that it does not touch', () => {
  const touched = [
    achievement('all'),
    achievement('flower', { criteria: { product_filters: { product_form: ['flower'] } } }),
  ]
  const others = Array.from({ length: 1_000 }, (_, n) =>
    achievement(`other ${n}`, {
      criteria: [
        { product_filters: { product_form: [`form ${n}`] } },
        { product_filters: { product_form: ['flower'], tags: [`tag ${n}`] } },
        { product_filters: { sku: [`sku ${n}`] }, metric: 'points_earned' as const },
        { metric: 'redemptions' as const },
        { metric: 'referrals_completed' as const, value: [n + 1] },
      ][n % 5] as Partial<AchievementDefinition['criteria']>,
    }),
  )
  const few = costOf([...touched, ...others.slice(0, 10)])
  assert.equal(costOf([...touched, ...others]), few)
  assert.ok(few < 40, `${few} looks`)
  const watching = Array.from({ length: 10 }, (_, n) => achievement(`more ${n}`))
  assert.equal(costOf([...touched, ...watching]), costOf(touched) + 10)
})

const anyAchievement = fc.record({
  metric: fc.constantFrom(
    'scans' as const,
    'points_earned' as const,
    'distinct_products' as const,
    'streak_weeks' as const,
  ),
  operator: fc.constantFrom('at_least' as const, 'equals' as const),
  value: fc.tuple(fc.integer({ min: 1, max: 6 })),
  timeframe: fc.constantFrom('all_time' as const, '7d' as const, 'month' as const),
  form: fc.constantFrom(null, 'flower', 'edible'),
  from: fc.constantFrom(undefined, '2026-06-08T00:00'),
  until: fc.constantFrom(undefined, '2026-07-01T00:00'),
  every: fc.constantFrom(undefined, 'week' as const, 'month' as const),
})

const anyMoves = fc.array(
  fc.record({
    later: fc.constantFrom(0, 0, 1, 3, 7, 20),
    product: fc.constantFrom(FLOWER, EDIBLE),
    points: fc.nat(3),
  }),
  { maxLength: 25 },
)

test('a replay says what was counted and unlocked as it happened', () => {
  fc.assert(
    fc.property(anyAchievement, anyMoves, ({ form, from, until, every, ...criteria }, moves) => {
      const one = achievement('one', {
        criteria: { ...criteria, ...(form ? { product_filters: { product_form: [form] } } : {}) },
        visibility: { ...(from ? { from } : {}), ...(until ? { until } : {}) },
        ...(every ? { repeat: { every } } : {}),
      })
      const robin = member([one])
      let day = MONDAY
      const past: PastMove[] = []
      const unlocks: Date[] = []
      for (const { later, product, points } of moves) {
        day += later
        const move = { scans: 1, points_earned: points }
        if (robin.move(move, day, product).length > 0) unlocks.push(at(day))
        past.push({ at: at(day), day, product, moves: move })
      }
      const rule = compileAchievements([one], ZONE).ruleOf('one')
      assert.ok(rule)
      const replay = replayCounter(rule, past, day)
      assert.deepEqual(replay.state, robin.counters[rule.counterKey])
      assert.equal(replay.value, robin.progress('one', day))
      assert.deepEqual(
        replay.met.map(met => met.at),
        unlocks,
      )
      assert.deepEqual(replay.firstMetAt, unlocks[0] ?? null)
    }),
  )
})
