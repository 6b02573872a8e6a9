import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRequestRate, waitAfterFailures } from './pace.ts'

test('the wait grows from 1 s to 5 min and is drawn from all that lies below', () => {
  const longest = [1, 2, 3, 9, 10, 1_000].map(failures => waitAfterFailures(failures, () => 1))
  assert.deepEqual(longest, [1_000, 2_000, 4_000, 256_000, 300_000, 300_000])
  assert.equal(
    waitAfterFailures(10, () => 0),
    0,
  )
})

test('a second of rest lets a second of requests through, and then they are spaced', () => {
  const rate = createRequestRate(50)
  const now = Date.parse('2026-03-01T12:00:00Z')
  const waits = Array.from({ length: 60 }, () => Math.round(rate.take(now)))
  assert.equal(waits.filter(wait => wait === 0).length, 50)
  assert.deepEqual(waits.slice(50, 53), [20, 40, 60])
})
