import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PointsStatement } from '../../api/shapes.ts'
import { balanceNotes } from './balance-notes.ts'

const now = new Date(2026, 10, 24, 15, 0)
const leaves = { one: 'Leaf', many: 'Leaves' }
const nothing: PointsStatement = {
  balance: 500,
  owed: 0,
  held: [],
  lots: [],
  next_expiry: null,
  multiplier: null,
}
const notes = (part: Partial<PointsStatement>) =>
  balanceNotes({ ...nothing, ...part }, leaves, now).map(note => note.replaceAll('\u00a0', ' '))

test('a balance that nothing is going to happen to needs no note', () => {
  assert.deepEqual(notes({}), [])
})

test('the next expiry is told from 60 days before', () => {
  assert.deepEqual(notes({ next_expiry: { points: 120, expires_on: '2027-01-23' } }), [
    '120 Leaves until January 23, 2027',
  ])
  assert.deepEqual(notes({ next_expiry: { points: 120, expires_on: '2027-01-24' } }), [])
})

test('what several scans have on hold is one sum, and a debt is named', () => {
  const hold = { reason: 'review' as const, settles_at: null, since: now.toISOString() }
  assert.deepEqual(
    notes({
      held: [
        { ...hold, points: 100 },
        { ...hold, points: 50 },
      ],
      owed: 1,
    }),
    ['150 Leaves on their way', 'You owe 1 Leaf'],
  )
})
