import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { differenceInterval } from './difference-interval.ts'

const rounded = (...[a, b]: Parameters<typeof differenceInterval>) => {
  const interval = differenceInterval(a, b) ?? assert.fail()
  return [interval.low, interval.high].map(bound => bound.toFixed(4))
}

test('the interval is that of Newcombe’s table II, method 10', () => {
  assert.deepEqual(rounded({ done: 56, of: 70 }, { done: 48, of: 80 }), ['0.0524', '0.3339'])
  assert.deepEqual(rounded({ done: 9, of: 10 }, { done: 3, of: 10 }), ['0.1705', '0.8090'])
  assert.deepEqual(rounded({ done: 6, of: 7 }, { done: 2, of: 7 }), ['0.0582', '0.8062'])
  assert.deepEqual(rounded({ done: 5, of: 56 }, { done: 0, of: 29 }), ['-0.0381', '0.1926'])
})

const anyShare = fc
  .integer({ min: 1, max: 500 })
  .chain(of => fc.record({ of: fc.constant(of), done: fc.nat(of) }))

test('the interval holds the difference, stays possible, turns round with the groups and shrinks with them', () => {
  fc.assert(
    fc.property(anyShare, anyShare, (a, b) => {
      const { difference, low, high } = differenceInterval(a, b) ?? assert.fail()
      assert.ok(low <= difference + 1e-12 && difference <= high + 1e-12)
      assert.ok(low >= -1 - 1e-12 && high <= 1 + 1e-12)
      const turned = differenceInterval(b, a) ?? assert.fail()
      assert.ok(Math.abs(turned.low + high) < 1e-12)
      const times = (share: { done: number; of: number }) => ({ done: share.done * 9, of: share.of * 9 })
      const wider = differenceInterval(times(a), times(b)) ?? assert.fail()
      assert.ok(wider.high - wider.low < high - low)
    }),
  )
})

test('nothing is said of a group without anybody', () => {
  assert.equal(differenceInterval({ done: 0, of: 0 }, { done: 1, of: 2 }), null)
})
