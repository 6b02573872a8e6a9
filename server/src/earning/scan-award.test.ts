import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  AT,
  daysLater,
  openPlain,
  PRODUCT,
  plainProgram,
  plainState,
  scanPlain,
} from '../../test/earning/plain-account.ts'
import type { Cap } from '../tenancy/index.ts'

const dayCap = (points: number): Cap => ({ per: 'member', period: 'day', points })
const DOUBLE = { effect: { multiplier_basis_points: 20_000 } }
const entriesOf = (account: ReturnType<typeof openPlain>) =>
  account.entries.map(({ reason, amount }) => [reason, amount])

describe('what a scan earns', () => {
  test('is base times rank, streak, timed and campaigns, rounded once and half up, then the bonuses', () => {
    const program = plainProgram({
      settings: { second_scan_basis_points: 15_000 },
      campaigns: [{ effect: { multiplier_basis_points: 11_000 } }, { effect: { bonus_points: 7 } }],
    })
    const state = plainState(
      { rank_key: 'silver', lifetime_points: 5_000, scan_count: 1 },
      { multipliers: [{ basis_points: 20_000, starts_at: AT, ends_at: daysLater(1) }] },
    )
    const account = openPlain(program, state)
    const { award } = scanPlain(account, { ...PRODUCT, msrp_cents: 1_045 })
    // 104.5 x 1.25 x 1.5 x 2 x 1.1 = 431.0625; rounded on the way it would be 433.
    assert.equal(award.points, 431 + 7)
    assert.deepEqual(
      award.multipliers.map(({ rule }) => rule),
      ['rank', 'streak', 'timed', 'campaign'],
    )
    assert.deepEqual(entriesOf(account), [
      ['scan', 431],
      ['campaign', 7],
    ])
    // 104.5 x 1.25 x 1.5 x 2 = 391.875, so 392 without the campaign.
    assert.deepEqual(
      award.campaigns.map(({ points }) => points),
      [39, 7],
    )
  })

  test('is multiplied by the rank held before, not by the one that it reaches', () => {
    const account = openPlain(plainProgram(), plainState({ lifetime_points: 4_950, points_balance: 4_950 }))
    assert.equal(scanPlain(account).award.points, 100)
    assert.equal(account.rank.key, 'silver')
    assert.equal(scanPlain(account).award.points, 125)
  })

  test('is fixed where the product says so', () => {
    const account = openPlain(plainProgram({ campaigns: [DOUBLE] }))
    assert.equal(scanPlain(account, { ...PRODUCT, fixed_points: 33 }).award.points, 66)
  })

  test('keeps rule, multipliers, campaigns and versions on the entry', () => {
    const account = openPlain(plainProgram({ campaigns: [DOUBLE], settings: { caps: [dayCap(150)] } }))
    scanPlain(account)
    assert.partialDeepStrictEqual(account.entries[0]?.rule, {
      rule: 'points_per_dollar',
      settings_version: 1,
      ladder_version: 1,
      capped: 50,
      cap: dayCap(150),
      campaigns: [{ version: 1, points: 50 }],
    })
  })
})

describe('a campaign with a limit', () => {
  const usage = (awards: number, points: number, limits: object) => () => ({
    awards,
    points,
    budget_points: null,
    first_n: null,
    ...limits,
  })

  test('whose budget does not hold its whole extra does not apply at all', () => {
    const program = plainProgram({ campaigns: [{ ...DOUBLE, budget_points: 250 }] })
    const left = (points: number) => {
      const account = openPlain(program)
      return scanPlain(account, PRODUCT, usage(1, points, { budget_points: 250 })).award.points
    }
    assert.deepEqual([left(150), left(151)], [200, 100])
  })

  test('for the first so many is over with the last of them', () => {
    const program = plainProgram({ campaigns: [{ ...DOUBLE, first_n: 3 }] })
    const after = (awards: number) =>
      scanPlain(openPlain(program), PRODUCT, usage(awards, 0, { first_n: 3 })).award.points
    assert.deepEqual([after(2), after(3)], [200, 100])
  })

  test('of each member counts what that member got', () => {
    const account = openPlain(plainProgram({ campaigns: [{ ...DOUBLE, points_per_member: 250 }] }))
    assert.deepEqual(
      [1, 2, 3].map(() => scanPlain(account).award.points),
      [200, 200, 100],
    )
  })
})

describe('a cap', () => {
  test('cuts off the youngest bonus first, then multiplied extras, then the rest; what is cut to 0 is no award', () => {
    const campaigns = [DOUBLE, { effect: { bonus_points: 20 } }, { effect: { bonus_points: 10 } }]
    const awarded = (points: number) => {
      const account = openPlain(plainProgram({ campaigns, settings: { caps: [dayCap(points)] } }))
      const { award } = scanPlain(account)
      assert.equal(award.points, Math.min(230, points))
      assert.equal(award.capped, 230 - award.points)
      return [award.campaigns.map(one => one.points), entriesOf(account).map(([, amount]) => amount)]
    }
    assert.deepEqual(awarded(230), [
      [100, 20, 10],
      [200, 20, 10],
    ])
    assert.deepEqual(awarded(225), [
      [100, 20, 5],
      [200, 20, 5],
    ])
    assert.deepEqual(awarded(205), [
      [100, 5],
      [200, 5],
    ])
    assert.deepEqual(awarded(150), [[50], [150]])
    assert.deepEqual(awarded(90), [[], [90]])
  })

  test('of a product holds for each product, one of the member for all', () => {
    const caps: Cap[] = [
      { per: 'product', period: 'all_time', points: 150 },
      { per: 'member', period: 'week', points: 320 },
    ]
    const account = openPlain(plainProgram({ settings: { caps } }))
    const [a, b, c] = ['1', '2', '3'].map(id => ({ ...PRODUCT, id })) as [
      typeof PRODUCT,
      typeof PRODUCT,
      typeof PRODUCT,
    ]
    assert.deepEqual(
      [a, a, a, b, b, c].map(product => scanPlain(account, product).award.points),
      [100, 50, 0, 100, 50, 20],
    )
    const nextWeek = openPlain(account.program, account.state, daysLater(7))
    assert.deepEqual(
      [a, c].map(product => scanPlain(nextWeek, product).award.points),
      [0, 100],
    )
  })

  test('cuts what scans and campaigns earn, not what achievements and ranks give; what is cut moves no metric', () => {
    const { account, act } = (() => {
      const program = plainProgram({
        settings: { caps: [dayCap(60)] },
        achievements: {
          sixty: {
            criteria: { metric: 'points_earned', operator: 'equals', value: [60], timeframe: 'all_time' },
            rewards: { points: 500 },
          },
        },
      })
      const opened = openPlain(program)
      return { account: opened, ...scanPlain(opened) }
    })()
    assert.equal(act.earned, 560)
    assert.equal(account.member.points_balance, 560)
    assert.equal(scanPlain(account).act.earned, 0)
  })
})

describe('a review from the third scan of a day on', () => {
  const holds = { settle_after_hours: 0, review_from_scan_of_day: 3 }

  test('holds the third and the fourth, and none of the next day', () => {
    const account = openPlain(plainProgram({ settings: { holds } }))
    const held = [1, 2, 3, 4].map(() => scanPlain(account).act.held?.detail ?? null)
    assert.deepEqual(held, [null, null, 'scan 3 of the day', 'scan 4 of the day'])
    const tomorrow = openPlain(account.program, account.state, daysLater(1))
    assert.equal(scanPlain(tomorrow).act.held, null)
  })

  test('comes before settling by itself', () => {
    const settings = { holds: { ...holds, settle_after_hours: 24 } }
    const account = openPlain(plainProgram({ settings }))
    const reasons = [1, 2, 3].map(() => scanPlain(account).act.held?.reason)
    assert.deepEqual(reasons, ['settling', 'settling', 'review'])
  })
})

const anyCampaign = fc.record({
  effect: fc.oneof(
    fc.integer({ min: 10_001, max: 100_000 }).map(multiplier_basis_points => ({ multiplier_basis_points })),
    fc.integer({ min: 1, max: 300 }).map(bonus_points => ({ bonus_points })),
  ),
  stacks: fc.boolean(),
  priority: fc.nat(100),
})

test('whatever runs: entries add up to the award, campaigns to their part of it, and no cap is passed', () => {
  fc.assert(
    fc.property(
      fc.array(anyCampaign, { maxLength: 5 }),
      fc.option(fc.integer({ min: 1, max: 600 })),
      fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 5 }),
      (campaigns, cap, prices) => {
        const caps = cap === null ? [] : [dayCap(cap)]
        const account = openPlain(plainProgram({ campaigns, settings: { caps } }))
        let earned = 0
        for (const msrp_cents of prices) {
          const { act, award } = scanPlain(account, { ...PRODUCT, msrp_cents })
          const entered = act.entries.reduce((sum, { amount }) => sum + amount, 0)
          assert.equal(entered, award.points)
          assert.ok(act.entries.every(({ amount }) => amount > 0))
          const given = award.campaigns.reduce((sum, { points }) => sum + points, 0)
          assert.ok(award.campaigns.every(({ points }) => points > 0) && given <= award.points)
          earned += award.points
        }
        assert.ok(cap === null || earned <= cap)
        assert.equal(account.member.points_balance, earned)
        assert.equal(
          account.awards.length,
          new Set(account.awards.map(({ campaign, actionId }) => campaign.id + actionId)).size,
        )
      },
    ),
  )
})
