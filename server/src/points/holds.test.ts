import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holdFor } from './holds.ts'

const AT = new Date('2026-11-23T20:00:00Z')

test('without rules nothing is held', () => {
  assert.equal(holdFor({ settle_after_hours: 0, review_from_scan_of_day: null }, 50, AT), null)
})

test('points settle after as many hours as the brand says', () => {
  assert.deepEqual(holdFor({ settle_after_hours: 48, review_from_scan_of_day: null }, 1, AT), {
    reason: 'settling',
    detail: null,
    settles_at: new Date('2026-11-25T20:00:00Z'),
  })
})

test('from the nth scan of a day on somebody has to look, however short points would be held otherwise', () => {
  const rules = { settle_after_hours: 1, review_from_scan_of_day: 4 }
  assert.equal(holdFor(rules, 3, AT)?.reason, 'settling')
  assert.deepEqual(holdFor(rules, 4, AT), { reason: 'review', detail: 'scan 4 of the day', settles_at: null })
})
