import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { daysAtPace, friendsFor, quarterPassed, wayTo } from './way.ts'

const points = fc.integer({ min: 0, max: 1_000_000 })
const cost = fc.integer({ min: 1, max: 1_000_000 })

describe('the way to a reward', () => {
  test('is reached exactly when nothing is missing', () => {
    fc.assert(
      fc.property(cost, points, (wanted, balance) => {
        const { points_needed, progress, reached } = wayTo(wanted, balance)
        assert.equal(reached, points_needed === 0)
        assert.equal(reached, progress === 1)
        assert.ok(reached || balance + points_needed === wanted)
      }),
    )
  })

  test('is passed in quarters, each told once on a way that only leads up', () => {
    fc.assert(
      fc.property(cost, fc.array(fc.integer({ min: 0, max: 5_000 })), (wanted, gains) => {
        let balance = 0
        const told: number[] = []
        for (const gain of gains) {
          const quarter = quarterPassed(wanted, balance, balance + gain)
          balance += gain
          if (quarter !== null) told.push(quarter)
        }
        assert.deepEqual(told, [...new Set(told)].sort())
        assert.ok(told.every(quarter => quarter >= 1 && quarter <= 3 && balance * 4 >= quarter * wanted))
      }),
    )
  })

  test('is not told of when it leads down', () => assert.equal(quarterPassed(100, 80, 10), null))
})

test('at their own pace people arrive on the day that brings the last point', () => {
  assert.equal(daysAtPace(100, { points: 90, days: 90 }), 100)
  assert.equal(daysAtPace(1, { points: 1_000, days: 7 }), 1)
  assert.equal(daysAtPace(0, { points: 0, days: 90 }), 0)
  assert.equal(daysAtPace(100, { points: 0, days: 90 }), null)
})

test('friends bring what is missing, or nothing where they do not count', () => {
  assert.equal(friendsFor(501, { enabled: true, referrer_points: 500 }), 2)
  assert.equal(friendsFor(500, { enabled: true, referrer_points: 500 }), 1)
  assert.equal(friendsFor(0, { enabled: true, referrer_points: 500 }), 0)
  assert.equal(friendsFor(500, { enabled: true, referrer_points: 0 }), null)
  assert.equal(friendsFor(500, { enabled: false, referrer_points: 500 }), null)
})
