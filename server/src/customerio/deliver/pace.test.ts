import assert from 'node:assert/strict'
import { test } from 'node:test'
import { waitAfterFailures } from './pace.ts'

test('the wait grows from 1 s to 5 min and is drawn from all that lies below', () => {
  const longest = [1, 2, 3, 9, 10, 1_000].map(failures => waitAfterFailures(failures, () => 1))
  assert.deepEqual(longest, [1_000, 2_000, 4_000, 256_000, 300_000, 300_000])
  assert.equal(
    waitAfterFailures(10, () => 0),
    0,
  )
})
