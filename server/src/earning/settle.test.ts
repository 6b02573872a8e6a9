import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { AT, daysLater, openPlain, plainProgram, plainState } from '../../test/earning/plain-account.ts'
import { dayOf, NEVER } from '../platform/calendar.ts'
import { type HoldRecord, settleLots } from '../points/index.ts'
import type { Ladder } from '../ranks/index.ts'
import type { Account } from './account.ts'
import { settle } from './settle.ts'
import type { AccountState, Program } from './state.ts'

const TODAY = dayOf(AT, 'UTC')

interface StoredLot {
  expires_day: number
  remaining: number
  notified_at: Date | null
}

const lot = (expires_day: number, remaining: number): StoredLot => ({
  expires_day,
  remaining,
  notified_at: null,
})

const held = (id: number, settles_at: Date | null, amount: number): HoldRecord => ({
  id: `hold ${id}`,
  member_id: 'member',
  action_id: `scan ${id}`,
  points: amount,
  entries: [{ amount, reason: 'scan', source: `code:${id}`, rule: {}, countsForRank: true }],
  reason: settles_at ? 'settling' : 'review',
  detail: null,
  state: 'held',
  settles_at,
  created_at: AT,
  settled_at: null,
  settled_by: null,
})

/** Everything that is stored of an account. */
interface Stored {
  state: AccountState
  lots: StoredLot[]
  holds: HoldRecord[]
}

/** Settles at a moment, and answers what is stored afterwards, as the transaction writes it. */
function settleAt(program: Program, { state, lots, holds }: Stored, at: Date) {
  const account = openPlain(program, state, at)
  const { released, notified } = settle(account, lots, holds)
  const { credits, debits } = settleLots(lots, account.lots)
  const left = new Map(lots.map(one => [one.expires_day, { ...one }]))
  for (const { expires_day, points } of credits) {
    const known = left.get(expires_day) ?? lot(expires_day, 0)
    left.set(expires_day, { ...known, remaining: known.remaining + points })
  }
  for (const { expires_day, points } of debits) {
    const known = left.get(expires_day) as StoredLot
    left.set(expires_day, { ...known, remaining: known.remaining - points })
  }
  const after: Stored = {
    state: account.state,
    lots: [...left.values()]
      .filter(({ remaining }) => remaining > 0)
      .map(one => (notified.includes(one.expires_day) ? { ...one, notified_at: at } : one)),
    holds: holds.filter(({ id }) => !released.includes(id)),
  }
  return { account, after }
}

const namesOf = (account: Account) => account.actions.map(({ name }) => name)

const LADDER: Ladder = {
  ranks: ['bronze', 'silver', 'gold'].map((key, i) => ({
    key,
    name: key,
    threshold: i * 100,
    multiplier_basis_points: 10_000,
  })) as Ladder['ranks'],
  fall: { after_months: 1, grace_days: 0, notice_days: 5 },
}

describe('settling', () => {
  test('releases holds, ends lots, and lets the rank fall, in this order', () => {
    const program = plainProgram({
      ladder: { ...LADDER, fall: { after_months: 1, grace_days: 0, notice_days: 0 } },
      settings: { expiry: { policy: 'after_earning', months: 12, notice_days: 0 } },
    })
    const member = {
      points_balance: 40,
      points_held: 160,
      lifetime_points: 40,
      last_active_at: daysLater(-60),
    }
    const { account, after } = settleAt(
      program,
      { state: plainState(member), lots: [lot(TODAY - 1, 40)], holds: [held(1, AT, 160), held(2, null, 5)] },
      AT,
    )
    assert.deepEqual(namesOf(account), ['points_released', 'points_expired', 'rank_fell'])
    assert.deepEqual(
      account.entries.map(({ reason, amount, action_id }) => [reason, amount, action_id === 'scan 1']),
      [
        ['scan', 160, true],
        ['expiry', -40, false],
      ],
    )
    assert.deepEqual([account.rank.key, account.member.points_balance], ['silver', 160])
    assert.deepEqual(
      after.holds.map(({ id }) => id),
      ['hold 2'],
    )
  })

  test('takes a hold that comes in while the member owes as a repayment', () => {
    const state = plainState({ points_owed: 70, points_held: 100 })
    const { account } = settleAt(plainProgram(), { state, lots: [], holds: [held(1, AT, 100)] }, AT)
    const { points_balance, points_owed, points_held } = account.member
    assert.deepEqual(
      { points_balance, points_owed, points_held },
      {
        points_balance: 30,
        points_owed: 0,
        points_held: 0,
      },
    )
  })

  test('keeps on its last day what ends with it', () => {
    const program = plainProgram()
    const stored = { state: plainState({ points_balance: 10 }), lots: [lot(TODAY, 10)], holds: [] }
    assert.deepEqual(namesOf(settleAt(program, stored, new Date('2031-03-03T23:59:59.999Z')).account), [])
    assert.deepEqual(namesOf(settleAt(program, stored, new Date('2031-03-04T00:00:00Z')).account), [
      'points_expired',
    ])
  })

  test('of an account a year late gives the notices first, ends nothing that had none, and is due again for it', () => {
    const program = plainProgram({
      ladder: LADDER,
      settings: { expiry: { policy: 'inactivity', months: 2, notice_days: 7 } },
    })
    const member = { points_balance: 250, lifetime_points: 250, rank_key: 'gold', last_active_at: AT }
    const stored = { state: plainState(member), lots: [lot(NEVER, 250)], holds: [] }
    const late = settleAt(program, stored, daysLater(365))
    assert.deepEqual(namesOf(late.account), ['points_expiring', 'rank_will_fall'])
    assert.equal(late.account.member.points_balance, 250)
    const due = late.account.member.due_at as Date
    assert.deepEqual(due, new Date('2032-03-08T00:00:00Z'), 'the rank, five days after its notice')
    const second = settleAt(program, late.after, due)
    assert.deepEqual([namesOf(second.account), second.account.rank.key], [['rank_fell'], 'silver'])
    const third = settleAt(program, second.after, second.account.member.due_at as Date)
    assert.deepEqual([namesOf(third.account), third.account.member.points_balance], [['points_expired'], 0])
  })

  test('tells how much ends and when', () => {
    const program = plainProgram({
      settings: { expiry: { policy: 'after_earning', months: 2, notice_days: 10 } },
    })
    const lots = [lot(TODAY + 3, 20), lot(TODAY + 10, 5), lot(TODAY + 11, 1)]
    const { account, after } = settleAt(
      program,
      { state: plainState({ points_balance: 26 }), lots, holds: [] },
      AT,
    )
    assert.deepEqual(
      account.events.map(({ name, refs }) => [name, refs.points, refs.expires_on]),
      [
        ['points_expiring', 20, '2031-03-06'],
        ['points_expiring', 5, '2031-03-13'],
      ],
    )
    assert.deepEqual(
      after.lots.map(({ notified_at }) => notified_at),
      [AT, AT, null],
    )
  })
})

test('nobody is told of the end of points that have just ended all together', () => {
  const program = plainProgram({ settings: { expiry: { policy: 'inactivity', months: 1, notice_days: 3 } } })
  const member = { points_balance: 60, last_active_at: daysLater(-60), expiry_notified_at: daysLater(-20) }
  const stored = { state: plainState(member), lots: [lot(TODAY + 2, 60)], holds: [] }
  const { account } = settleAt(program, stored, AT)
  assert.deepEqual([namesOf(account), account.member.due_at], [['points_expired'], null])
})

const anyExpiry = fc.oneof(
  fc.constant({ policy: 'none' as const }),
  fc.record({
    policy: fc.constantFrom('after_earning' as const, 'inactivity' as const),
    months: fc.integer({ min: 1, max: 4 }),
    notice_days: fc.integer({ min: 0, max: 27 }),
  }),
)
const anyFall = fc.option(
  fc.record({
    after_months: fc.integer({ min: 1, max: 4 }),
    grace_days: fc.nat(20),
    notice_days: fc.nat(27),
  }),
)

test('whatever the policies: settling twice does nothing more, nothing is due that was done, and the points add up', () => {
  fc.assert(
    fc.property(
      anyExpiry,
      anyFall,
      fc.uniqueArray(fc.integer({ min: -40, max: 200 }), { maxLength: 4 }),
      fc.array(fc.option(fc.nat(100)), { maxLength: 3 }),
      fc.nat(300),
      fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 }),
      (expiry, fall, lotDays, holdDays, activeDaysAgo, waits) => {
        const program = plainProgram({ settings: { expiry }, ladder: { ...LADDER, fall } })
        const lots = [...lotDays.map(days => lot(TODAY + days, 60)), lot(NEVER, 25)]
        const points = 60 * lotDays.length + 25
        const holds = holdDays.map((days, i) => held(i, days === null ? null : daysLater(days), 30))
        let stored: Stored = {
          state: plainState({
            points_balance: points,
            lifetime_points: points,
            points_held: 30 * holds.length,
            rank_key: points >= 200 ? 'gold' : points >= 100 ? 'silver' : 'bronze',
            last_active_at: daysLater(-activeDaysAgo),
          }),
          lots,
          holds,
        }
        let at = AT
        for (const days of waits) {
          at = daysLater(days, at)
          const { account, after } = settleAt(program, stored, at)
          const again = settleAt(program, after, at)
          assert.deepEqual(namesOf(again.account), [], `again ${namesOf(account)}`)
          const { due_at, points_balance, points_held } = account.member
          assert.deepEqual(again.account.member.due_at, due_at)
          assert.ok(due_at === null || due_at > at)
          assert.equal(
            after.lots.reduce((sum, { remaining }) => sum + remaining, 0),
            points_balance,
          )
          assert.equal(
            after.holds.reduce((sum, one) => sum + one.points, 0),
            points_held,
          )
          stored = after
        }
      },
    ),
  )
})
