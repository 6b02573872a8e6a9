import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  daysLater,
  openPlain,
  PRODUCT,
  plainProgram,
  plainState,
  scanPlain,
} from '../../test/earning/plain-account.ts'
import { ACHIEVEMENT } from '../../test/world.ts'
import { type AchievementDefinition, compileRule, type Rule } from '../achievements/index.ts'
import type { ProductFacts } from '../catalogue/index.ts'
import { dayOf } from '../platform/calendar.ts'
import type { Ladder } from '../ranks/index.ts'
import type { Past } from './past.ts'
import { pastMoves, planReversal, type ReversalInput, type UnlockedRule } from './reversal.ts'
import type { AccountState, Program } from './state.ts'

const counted = (
  metric: AchievementDefinition['criteria']['metric'],
  value: number,
  points = 0,
  more: Partial<AchievementDefinition['criteria']> = {},
): Partial<AchievementDefinition> => ({
  criteria: { ...ACHIEVEMENT.criteria, metric, value: [value], ...more },
  rewards: { points },
})

interface Pack {
  day: number
  product?: ProductFacts
}

/** A member's life, scan by scan, and what of it a reversal reads. */
interface Life {
  program: Program
  state: AccountState
  past: Past
  unlocked: Map<string, UnlockedRule>
  byAction: Map<string, string[]>
  today: number
}

function live(program: Program, packs: Pack[]): Life {
  const life: Life = {
    program,
    state: plainState({ rank_key: program.ladder.ranks[0].key }),
    past: { scans: [], entries: [] },
    unlocked: new Map(),
    byAction: new Map(),
    today: 0,
  }
  for (const { day, product = PRODUCT } of packs) {
    const at = daysLater(day)
    const account = openPlain(program, life.state, at)
    const { act } = scanPlain(account, product)
    life.state = account.state
    life.today = dayOf(at, 'UTC')
    life.past.scans.push({ actionId: act.actionId, at, product })
    for (const { seq, reason, source, lifetime_amount: points } of act.entries) {
      life.past.entries.push({ actionId: act.actionId, seq, reason, source, points })
    }
    life.byAction.set(
      act.actionId,
      act.unlocked.map(({ achievement }) => achievement.key),
    )
    for (const { achievement, times, period } of act.unlocked) {
      const { id: achievementId, key, definition } = achievement
      life.unlocked.set(key, {
        achievementId,
        key,
        rule: compileRule(definition, 'UTC'),
        times,
        period,
        unlockedAt: life.unlocked.get(key)?.unlockedAt ?? at,
        lastUnlockedAt: at,
        actionId: act.actionId,
      })
    }
  }
  return life
}

const rulesOf = ({ achievements }: Program) =>
  achievements.all.map(({ id }) => achievements.ruleOf(id) as Rule)

function takeBack(life: Life, scan: number, more: Partial<ReversalInput> = {}) {
  const { actionId, at } = life.past.scans[scan] as Past['scans'][number]
  return planReversal({
    past: life.past,
    actionId,
    releasedBy: null,
    actionAt: at,
    unlockedByAction: new Set(life.byAction.get(actionId)),
    dropsScan: true,
    unlocked: [...life.unlocked.values()],
    rules: rulesOf(life.program),
    ladder: life.program.ladder,
    lifetimePoints: life.state.member.lifetime_points,
    rankOffset: 0,
    today: life.today,
    timeZone: 'UTC',
    ...more,
  })
}

const takenOf = ({ takes }: ReturnType<typeof takeBack>) =>
  [...takes].map(([{ reason, source }, points]) => [reason === 'scan' ? 'scan' : source, points])
const revokedOf = ({ revoked }: ReturnType<typeof takeBack>) => revoked.map(({ key }) => key)

const LADDER: Ladder = {
  ranks: [
    { key: 'low', name: 'Low', threshold: 0, multiplier_basis_points: 10_000 },
    { key: 'high', name: 'High', threshold: 260, multiplier_basis_points: 10_000, rewards: { points: 50 } },
  ],
  fall: null,
}

describe('taking a scan back', () => {
  test('takes all that fell with it: an achievement, one that its bonus reached, and a rank’s reward', () => {
    const achievements = { second: counted('scans', 2, 40), rich: counted('points_earned', 300, 25) }
    const life = live(plainProgram({ ladder: LADDER, achievements }), [{ day: 0 }, { day: 1 }])
    // 200 of scans, 40, then the rank's 50 for 240 and 25 more: all in the second scan.
    assert.equal(life.state.member.lifetime_points, 200 + 40)
    const grown = live(
      plainProgram({ ladder: LADDER, achievements: { ...achievements, second: counted('scans', 2, 60) } }),
      [{ day: 0 }, { day: 1 }],
    )
    assert.equal(grown.state.member.lifetime_points, 200 + 60 + 50 + 25)
    const plan = takeBack(grown, 1)
    assert.deepEqual(takenOf(plan), [
      ['scan', 100],
      ['achievement:second', 60],
      ['achievement:rich', 25],
      ['rank:high', 50],
    ])
    assert.deepEqual([revokedOf(plan), plan.unrewarded], [['second', 'rich'], ['high']])
  })

  test('leaves the reward of a rank that is still reached, or that another scan reached', () => {
    const life = live(
      plainProgram({ ladder: LADDER }),
      [0, 1, 2, 3].map(day => ({ day })),
    )
    assert.deepEqual(takenOf(takeBack(life, 2)), [['scan', 100]], 'the third reached it, and three are left')
    assert.deepEqual(takenOf(takeBack(life, 0)), [['scan', 100]])
  })

  test('leaves an achievement that what is left reaches later', () => {
    const life = live(plainProgram({ achievements: { second: counted('scans', 2, 40) } }), [
      { day: 0 },
      { day: 1 },
      { day: 2 },
    ])
    assert.deepEqual(revokedOf(takeBack(life, 1)), [])
    assert.deepEqual(revokedOf(takeBack(life, 0)), [])
  })

  test('revokes a repeatable one in the period of the scan, and only if the scan unlocked it', () => {
    const achievements = {
      monthly: { ...counted('scans', 1, 10, { timeframe: 'month' }), repeat: { every: 'month' as const } },
    }
    const life = live(plainProgram({ achievements }), [{ day: 0 }, { day: 1 }, { day: 40 }])
    assert.equal(life.unlocked.get('monthly')?.times, 2)
    assert.deepEqual(revokedOf(takeBack(life, 0)), [], 'the second scan meets it in that month')
    assert.deepEqual(revokedOf(takeBack(life, 1)), [])
    const last = takeBack(life, 2)
    assert.deepEqual(takenOf(last), [
      ['scan', 100],
      ['achievement:monthly', 10],
    ])
    assert.equal(
      last.revoked[0]?.revokedPeriod,
      life.state.unlocked.get(last.revoked[0]?.achievementId ?? '')?.period,
    )
  })

  test('leaves alone what redemptions, wishes and friends unlocked, and their counters', () => {
    for (const metric of ['redemptions', 'wishlist_items', 'referrals_completed'] as const) {
      const definition = { ...ACHIEVEMENT, ...counted(metric, 1) }
      const rule = compileRule(definition, 'UTC')
      const life = live(plainProgram(), [{ day: 0 }])
      const at = daysLater(0)
      const other = { achievementId: 'a', key: 'b', rule, times: 1, period: null, actionId: 'c' }
      const plan = takeBack(life, 0, { unlocked: [{ ...other, unlockedAt: at, lastUnlockedAt: at }] })
      assert.deepEqual(revokedOf(plan), [], metric)
      assert.deepEqual(plan.counters, {}, metric)
    }
  })

  test('takes what is held of it as a whole', () => {
    const life = live(plainProgram({ achievements: { first: counted('scans', 1, 40) } }), [
      { day: 0 },
      { day: 1 },
    ])
    const { actionId } = life.past.scans[0] as Past['scans'][number]
    life.past.entries = life.past.entries.map(one =>
      one.actionId === actionId ? { ...one, seq: null } : one,
    )
    const plan = takeBack(life, 0)
    assert.deepEqual(revokedOf(plan), [], 'the second scan reaches it')
    assert.deepEqual(takenOf(plan), [
      ['scan', 100],
      ['achievement:first', 40],
    ])
  })
})

test('taking part of a scan’s points back leaves the scan, and what only points had reached falls', () => {
  const achievements = { rich: counted('points_earned', 195, 30), second: counted('scans', 2, 5) }
  const life = live(plainProgram({ achievements }), [{ day: 0 }, { day: 1 }])
  const scan = life.past.entries.findLast(({ reason }) => reason === 'scan') as Past['entries'][number]
  const plan = takeBack(life, 1, { dropsScan: false, takes: new Map([[scan, 25]]) })
  assert.deepEqual(takenOf(plan), [
    ['scan', 25],
    ['achievement:rich', 30],
  ])
  assert.deepEqual([plan.counters.scans, plan.counters.points_earned], [2, 100 + 75 + 5])
})

test('no achievement is held up by its own bonus, nor two by each other’s', () => {
  const achievements = { one: counted('points_earned', 150, 200), other: counted('points_earned', 250, 200) }
  const life = live(plainProgram({ achievements }), [{ day: 0 }, { day: 1 }])
  assert.equal(life.state.member.lifetime_points, 600)
  assert.deepEqual(revokedOf(takeBack(life, 1)), ['one', 'other'])
})

test('the past is told as it was: a scan, then what it brought; corrections by operators are no earning', () => {
  const life = live(plainProgram({ achievements: { second: counted('scans', 2, 40) } }), [
    { day: 0 },
    { day: 1 },
  ])
  life.past.entries.push({ actionId: 'x', seq: 9, reason: 'adjustment', source: 'operator:1', points: 999 })
  const moves = pastMoves(life.past, 'UTC', { unlocked: [...life.unlocked.values()] })
  assert.deepEqual(
    moves.map(one => one.moves),
    [
      { scans: 1, points_earned: 100 },
      { scans: 1, points_earned: 100 },
      { points_earned: 40 },
      { achievements_unlocked: 1 },
    ],
  )
  assert.equal(moves[2]?.product?.id, PRODUCT.id)
})

const PRODUCTS = ['flower', 'edible', 'vape'].map((form, i) => ({
  ...PRODUCT,
  id: `p${i}`,
  sku: `S${i}`,
  form,
}))
const anyPacks = fc
  .array(fc.record({ wait: fc.nat(12), product: fc.constantFrom(...PRODUCTS) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map(list => {
    let day = 0
    return list.map(({ wait, product }) => {
      day += wait
      return { day, product }
    })
  })

test('whatever was scanned: taking one scan back leaves the counters and unlocks of a life without it', () => {
  const program = plainProgram({
    achievements: {
      three: counted('scans', 3),
      exactly_two: counted('scans', 2, 0, { operator: 'equals', timeframe: '7d' }),
      monthly: counted('scans', 3, 0, { timeframe: 'month' }),
      edibles: counted('scans', 2, 0, { product_filters: { product_form: ['edible'] } }),
      kinds: counted('distinct_products', 2, 0, { timeframe: '30d' }),
      weeks: counted('streak_weeks', 3),
      rich: counted('points_earned', 400, 0, { timeframe: '30d' }),
    },
  })
  fc.assert(
    fc.property(anyPacks, fc.nat(), (packs, which) => {
      const gone = which % packs.length
      const plan = takeBack(live(program, packs), gone)
      const without = live(program, packs.toSpliced(gone, 1))
      assert.deepEqual(plan.counters, without.state.counters)
      const had = [...live(program, packs).unlocked.keys()]
      assert.deepEqual(revokedOf(plan).sort(), had.filter(key => !without.unlocked.has(key)).sort())
      assert.deepEqual(takenOf(plan), [['scan', 100]])
    }),
    { numRuns: 300 },
  )
})
