import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  AT,
  daysLater,
  openPlain,
  plainProgram,
  plainState,
  scanPlain,
} from '../../test/earning/plain-account.ts'
import { ACHIEVEMENT } from '../../test/world.ts'
import type { Ladder } from '../ranks/index.ts'
import type { Account } from './account.ts'
import { demote, progress, promoteAndProgress } from './progress.ts'

const rank = (key: string, threshold: number, points = 0) => ({
  key,
  name: key,
  threshold,
  multiplier_basis_points: 10_000,
  rewards: { points },
})
const LADDER: Ladder = {
  ranks: [rank('bronze', 0), rank('silver', 100, 60), rank('gold', 200, 40), rank('platinum', 1_000, 500)],
  fall: null,
}

const earns = (
  metric: 'points_earned' | 'scans' | 'achievements_unlocked',
  value: number,
  points: number,
) => ({
  criteria: { ...ACHIEVEMENT.criteria, metric, value: [value] },
  rewards: { points },
})

const earning = (amount: number) => ({ amount, reason: 'scan', source: 'code:1', rule: {} }) as const

const act = (account: Account, work: () => void) =>
  account.act({ name: 'product_scanned', requestId: null, facts: {} }, work)

const keysOf = ({ unlocked }: { unlocked: { achievement: { key: string } }[] }) =>
  unlocked.map(({ achievement }) => achievement.key)

describe('within one act', () => {
  test('what ranks and achievements give promotes and unlocks further, until nothing more does', () => {
    const achievements = {
      second_step: earns('points_earned', 160, 50),
      collector: earns('achievements_unlocked', 1, 7),
      far_away: earns('points_earned', 400, 1_000),
    }
    const account = openPlain(plainProgram({ ladder: LADDER, achievements }))
    const { act: done } = scanPlain(account)
    // 100 make silver, its 60 make 160 earned, so 50 and gold with 40; the unlock makes the collector, 7.
    assert.equal(done.earned, 100 + 60 + 50 + 40 + 7)
    assert.deepEqual(keysOf(done), ['second_step', 'collector'])
    assert.deepEqual([done.rankBefore.key, done.rankAfter.key], ['bronze', 'gold'])
    assert.deepEqual(account.member.ranks_rewarded, ['silver', 'gold'])
  })

  test('a rank’s reward is given once, also to who lost the rank and reached it again', () => {
    const program = plainProgram({ ladder: LADDER })
    const account = openPlain(program)
    act(account, () => {
      account.earn(earning(100))
      promoteAndProgress(account)
    })
    assert.equal(account.member.points_balance, 160)
    act(account, () => {
      account.take({ ...earning(100), reason: 'adjustment', fromLifetime: true })
      demote(account, 160)
    })
    assert.equal(account.rank.key, 'bronze')
    act(account, () => {
      account.earn(earning(100))
      promoteAndProgress(account)
    })
    assert.deepEqual([account.rank.key, account.member.points_balance], ['silver', 160])
  })

  test('several ranks that are reached at once give all their rewards', () => {
    const account = openPlain(plainProgram({ ladder: LADDER }))
    act(account, () => {
      account.earn(earning(900))
      promoteAndProgress(account)
    })
    assert.deepEqual([account.rank.key, account.member.points_balance], ['platinum', 900 + 60 + 40 + 500])
  })

  test('a rank that the ladder no longer has is the one that the points reached before', () => {
    const account = openPlain(plainProgram({ ladder: LADDER }), plainState({ rank_key: 'amber' }))
    assert.equal(account.rank.key, 'bronze')
    const done = scanPlain(account).act
    assert.deepEqual(
      [done.rankBefore.key, done.rankAfter.key, account.member.rank_key],
      ['bronze', 'silver', 'silver'],
    )
    assert.equal(done.earned, 160)
  })

  test('a rank is never lost by spending', () => {
    const account = openPlain(plainProgram({ ladder: LADDER }))
    scanPlain(account)
    act(account, () => account.take({ ...earning(160), reason: 'redemption' }))
    assert.deepEqual([account.rank.key, account.member.points_balance], ['silver', 0])
  })

  test('points that come in repay what is owed, and are earned all the same', () => {
    const account = openPlain(plainProgram(), plainState({ points_owed: 130 }))
    const first = scanPlain(account).act
    assert.deepEqual([first.earned, account.member.points_balance, account.member.points_owed], [100, 0, 30])
    scanPlain(account)
    assert.deepEqual([account.member.points_balance, account.member.points_owed], [70, 0])
    assert.equal(account.member.lifetime_points, 200)
    assert.deepEqual([...account.lots.credits.values()], [70])
  })

  test('held points are neither in the balance nor in the lifetime points, but counters move and unlock', () => {
    const achievements = { first: earns('points_earned', 100, 40) }
    const holds = { settle_after_hours: 24, review_from_scan_of_day: null }
    const account = openPlain(plainProgram({ ladder: LADDER, achievements, settings: { holds } }))
    const { act: done } = scanPlain(account)
    assert.deepEqual([done.earned, keysOf(done), done.rankAfter.key], [140, ['first'], 'bronze'])
    const { points_balance, points_held, lifetime_points } = account.member
    assert.deepEqual(
      { points_balance, points_held, lifetime_points },
      {
        points_balance: 0,
        points_held: 140,
        lifetime_points: 0,
      },
    )
    assert.deepEqual(account.entries, [])
    assert.equal(account.holds[0]?.actionId, done.actionId)
    assert.deepEqual(
      account.holds[0]?.entries.map(({ amount, reason }) => [amount, reason]),
      [
        [100, 'scan'],
        [40, 'achievement'],
      ],
    )
  })

  test('a hold on nothing is no hold', () => {
    const holds = { settle_after_hours: 24, review_from_scan_of_day: null }
    const account = openPlain(plainProgram({ settings: { holds, points_per_dollar: 0 } }))
    assert.equal(scanPlain(account).act.held, null)
    assert.deepEqual([account.holds, account.member.points_held], [[], 0])
  })
})

describe('a timed multiplier', () => {
  test('is the highest of those that run, from its first moment to before its last', () => {
    const multipliers = [
      { basis_points: 15_000, starts_at: AT, ends_at: daysLater(9) },
      { basis_points: 30_000, starts_at: daysLater(1), ends_at: daysLater(2) },
    ]
    const factorAt = (days: number) =>
      openPlain(plainProgram(), plainState({}, { multipliers }), daysLater(days)).runningMultiplier
    assert.deepEqual([-1, 0, 1, 1.999, 2, 9].map(factorAt), [10_000, 15_000, 30_000, 30_000, 15_000, 10_000])
  })

  test('that a scan brings multiplies the next one, not itself', () => {
    const achievements = {
      first: {
        ...earns('scans', 1, 0),
        rewards: { points: 0, multiplier: { basis_points: 30_000, days: 1 } },
      },
    }
    const program = plainProgram({ achievements })
    const account = openPlain(program)
    assert.equal(scanPlain(account).act.earned, 100)
    const later = openPlain(program, account.state, new Date(AT.getTime() + 1))
    assert.equal(scanPlain(later).act.earned, 300)
  })
})

test('events are written with the numbers at the end of the act, and only with consent', () => {
  const achievements = { first: earns('scans', 1, 40) }
  const program = plainProgram({ ladder: LADDER, achievements })
  for (const marketing_consent of [true, false]) {
    const account = openPlain(program, plainState({ marketing_consent }))
    scanPlain(account)
    assert.deepEqual(
      account.events.map(({ name, numbers }) => [name, numbers.points_balance]),
      marketing_consent
        ? [
            ['achievement_unlocked', 240],
            ['rank_changed', 240],
          ]
        : [],
    )
    assert.equal(account.actions.length, 1)
  }
})

test('points move within an act only', () => {
  assert.throws(() => openPlain(plainProgram()).earn(earning(1)))
})

const step = fc.oneof(
  fc.record({ do: fc.constant('earn' as const), points: fc.nat(400), held: fc.boolean() }),
  fc.record({ do: fc.constant('take' as const), points: fc.nat(400), held: fc.constant(false) }),
)

test('whatever is earned and taken: balance, debt, lots and lifetime points are the sums of the entries', () => {
  const program = plainProgram({
    ladder: LADDER,
    achievements: { rich: earns('points_earned', 300, 90), keen: earns('achievements_unlocked', 1, 11) },
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), steps => {
      const account = openPlain(program)
      for (const { do: what, points, held } of steps) {
        act(account, () => {
          if (held) account.hold({ reason: 'review', detail: null, settles_at: null })
          if (what === 'take') account.take({ ...earning(points), reason: 'reversal', owes: true })
          else {
            account.earn(earning(points))
            progress(account, { points_earned: points })
          }
        })
      }
      const sum = (of: (entry: Account['entries'][number]) => number) =>
        account.entries.reduce((total, entry) => total + of(entry), 0)
      const { member } = account
      assert.equal(
        member.points_balance,
        sum(({ amount }) => amount),
      )
      assert.equal(
        member.points_owed,
        sum(({ owed_amount }) => owed_amount),
      )
      assert.equal(
        member.lifetime_points,
        sum(({ lifetime_amount }) => lifetime_amount),
      )
      const credited = account.lots.credits.values().reduce((total, points) => total + points, 0)
      assert.equal(credited - account.lots.debit, member.points_balance)
      assert.equal(
        member.points_held,
        account.holds.flatMap(({ entries }) => entries).reduce((total, { amount }) => total + amount, 0),
      )
      assert.equal(account.unlocked.size, member.achievement_count)
      assert.equal(new Set(member.ranks_rewarded).size, member.ranks_rewarded.length)
      const reached = LADDER.ranks.findLast(({ threshold }) => threshold <= member.lifetime_points)
      assert.equal(account.rank.key, reached?.key)
    }),
  )
})
