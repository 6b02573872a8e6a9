import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { NEVER } from '../platform/calendar.ts'
import { expiredLots, type Lot, nextExpiry, pointsIn, settleLots, takeFromLots } from './lots.ts'

const lot = (expires_day: number, remaining: number): Lot => ({ expires_day, remaining })

test('what ends soonest is taken first, what never ends last', () => {
  const lots = [lot(NEVER, 50), lot(20, 30), lot(10, 10)]
  assert.deepEqual(takeFromLots(lots, 45), [
    { expires_day: 10, points: 10 },
    { expires_day: 20, points: 30 },
    { expires_day: NEVER, points: 5 },
  ])
  assert.throws(() => takeFromLots(lots, 91), RangeError)
})

test('a lot is usable through its day, and what never ends is not the next to end', () => {
  const lots = [lot(NEVER, 50), lot(10, 5), lot(9, 7), lot(8, 0)]
  assert.deepEqual(expiredLots(lots, 10), [lot(9, 7)])
  assert.deepEqual(nextExpiry(lots), { expires_day: 9, points: 7 })
  assert.equal(nextExpiry([lot(NEVER, 50), lot(8, 0)]), null)
})

const day = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(NEVER))
const lots = fc
  .uniqueArray(fc.tuple(day, fc.nat(100)), { selector: ([expires]) => expires, maxLength: 8 })
  .map(pairs => pairs.map(([expires, remaining]) => lot(expires, remaining)))
const credits = fc.uniqueArray(fc.tuple(day, fc.integer({ min: 1, max: 100 })), { selector: ([at]) => at })

test('lots hold what came in less what left, none below zero, and each day changes once', () => {
  fc.assert(
    fc.property(lots, credits, fc.double({ min: 0, max: 1, noNaN: true }), (before, given, share) => {
      const moves = { credits: new Map(given), debit: 0 }
      const there = pointsIn(before) + given.reduce((sum, [, points]) => sum + points, 0)
      moves.debit = Math.floor(there * share)
      const changes = settleLots(before, moves)
      const after = new Map(before.map(({ expires_day, remaining }) => [expires_day, remaining]))
      const days = [...changes.credits, ...changes.debits].map(({ expires_day }) => expires_day)
      assert.equal(new Set(days).size, days.length)
      for (const { expires_day, points } of changes.credits) {
        assert.ok(points > 0)
        after.set(expires_day, (after.get(expires_day) ?? 0) + points)
      }
      for (const { expires_day, points } of changes.debits) {
        assert.ok(points > 0 && after.has(expires_day))
        after.set(expires_day, (after.get(expires_day) as number) - points)
      }
      assert.ok([...after.values()].every(remaining => remaining >= 0))
      assert.equal(
        after.values().reduce((sum, remaining) => sum + remaining, 0),
        there - moves.debit,
      )
    }),
  )
})

test('no later lot is touched while a sooner one has points left', () => {
  fc.assert(
    fc.property(lots, fc.nat(800), (before, wanted) => {
      const taken = new Map(
        takeFromLots(before, Math.min(wanted, pointsIn(before))).map(({ expires_day, points }) => [
          expires_day,
          points,
        ]),
      )
      const open = before.filter(({ expires_day, remaining }) => remaining > (taken.get(expires_day) ?? 0))
      const firstOpen = Math.min(...open.map(({ expires_day }) => expires_day))
      assert.ok([...taken.keys()].every(expires_day => expires_day <= firstOpen))
    }),
  )
})

test('where nothing leaves, the lots need not be known', () => {
  assert.deepEqual(settleLots([], { credits: new Map([[5, 10]]), debit: 0 }), {
    credits: [{ expires_day: 5, points: 10 }],
    debits: [],
  })
})
