import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextRestart } from './restart-policy.ts'

test('the first crash is answered at once, each further one later', () => {
  const crashes = [0, 10, 20, 30]
  const delays = crashes.map((now, index) => nextRestart(crashes.slice(0, index + 1), now))
  assert.deepEqual(delays, [{ delayMs: 0 }, { delayMs: 200 }, { delayMs: 400 }, { delayMs: 800 }])
})

test('five crashes within 30 s are enough', () => {
  assert.equal(nextRestart([0, 1000, 2000, 3000, 29_999], 29_999), 'give-up')
})

test('crashes long ago are forgotten', () => {
  assert.deepEqual(nextRestart([0, 1000, 2000, 3000, 60_000], 60_000), { delayMs: 0 })
})
