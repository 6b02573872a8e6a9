import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { NEVER } from '../platform/calendar.ts'
import { type Account, openLedger } from './ledger.ts'

const EMPTY: Account = { points_balance: 0, points_owed: 0, lifetime_points: 0, ledger_seq: 0 }
const open = (account: Account = EMPTY) =>
  openLedger({ brandId: 1, memberId: 'member', actionId: 'action', at: new Date(0), account })
const scan = (amount: number) =>
  ({ amount, reason: 'scan', source: 'code:1', rule: {}, expiresDay: NEVER }) as const
const taking = (amount: number) => ({ amount, reason: 'reversal', source: 'code:1', rule: {} }) as const

test('what comes in repays a debt first, by an entry of its own', () => {
  const ledger = open({ points_balance: 0, points_owed: 40, lifetime_points: 60, ledger_seq: 7 })
  ledger.earn(scan(100))
  assert.deepEqual(
    ledger.entries.map(({ seq, reason, amount, owed_amount, lifetime_amount, balance_after }) => ({
      seq,
      reason,
      amount,
      owed_amount,
      lifetime_amount,
      balance_after,
    })),
    [
      { seq: 8, reason: 'scan', amount: 100, owed_amount: 0, lifetime_amount: 100, balance_after: 100 },
      { seq: 9, reason: 'repayment', amount: -40, owed_amount: -40, lifetime_amount: 0, balance_after: 60 },
    ],
  )
  assert.deepEqual(ledger.account, {
    points_balance: 60,
    points_owed: 0,
    lifetime_points: 160,
    ledger_seq: 9,
  })
  assert.deepEqual(ledger.lots, { credits: new Map([[NEVER, 60]]), debit: 0 })
  assert.equal(ledger.earned, 100)
})

test('a reversal takes what is there and leaves the rest owed; all of it leaves the lifetime points', () => {
  const ledger = open({ points_balance: 30, points_owed: 0, lifetime_points: 100, ledger_seq: 1 })
  const entry = ledger.take({ ...taking(100), reverses: 1, fromLifetime: true, owes: true })
  assert.deepEqual(
    [entry?.amount, entry?.owed_amount, entry?.lifetime_amount, entry?.reverses],
    [-30, 70, -100, 1],
  )
  assert.deepEqual(ledger.account, { points_balance: 0, points_owed: 70, lifetime_points: 0, ledger_seq: 2 })
  assert.equal(ledger.lots.debit, 30)
})

test('nothing is entered for nothing', () => {
  const ledger = open()
  assert.equal(ledger.earn(scan(0)), null)
  assert.equal(ledger.take(taking(0)), null)
  assert.deepEqual(ledger.entries, [])
})

test('points that do not count for the rank are in the balance all the same', () => {
  const ledger = open()
  ledger.earn({ ...scan(50), countsForRank: false })
  assert.deepEqual([ledger.account.points_balance, ledger.account.lifetime_points], [50, 0])
})

test('more than there is can only be taken where it may be owed; parts of points not at all', () => {
  assert.throws(() => open().take(taking(1)), RangeError)
  assert.throws(() => open().take({ ...taking(1), owes: true, fromLifetime: true }), RangeError)
  assert.throws(() => open().earn(scan(0.5)), RangeError)
  assert.throws(() => open().take(taking(-1)), RangeError)
})

const command = fc.oneof(
  fc.record({ kind: fc.constant('earn' as const), amount: fc.nat(500), counts: fc.boolean() }),
  fc.record({ kind: fc.constant('take' as const), amount: fc.nat(500), counts: fc.boolean() }),
)

test('entries add up: balance and debt are never negative, seq has no gap, lots follow the balance', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 30 }), commands => {
      const ledger = open()
      for (const { kind, amount, counts } of commands) {
        if (kind === 'earn') ledger.earn({ ...scan(amount), countsForRank: counts })
        else {
          const fromLifetime = counts && amount <= ledger.account.lifetime_points
          ledger.take({ ...taking(amount), owes: true, fromLifetime })
        }
      }
      let [balance, owed, lifetime] = [0, 0, 0]
      ledger.entries.forEach((entry, i) => {
        balance += entry.amount
        owed += entry.owed_amount
        lifetime += entry.lifetime_amount
        assert.equal(entry.seq, i + 1)
        assert.equal(entry.balance_after, balance)
        assert.ok(balance >= 0 && owed >= 0 && lifetime >= 0)
        assert.ok(entry.amount !== 0 || entry.owed_amount !== 0)
      })
      // Who earns while owing owes nothing or keeps nothing of it.
      assert.ok(balance === 0 || owed === 0)
      const { ledger_seq, ...sums } = ledger.account
      assert.deepEqual(sums, { points_balance: balance, points_owed: owed, lifetime_points: lifetime })
      const credited = ledger.lots.credits.values().reduce((sum, points) => sum + points, 0)
      assert.equal(credited - ledger.lots.debit, balance)
    }),
  )
})
