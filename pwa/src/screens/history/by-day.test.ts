import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byDay } from './by-day.ts'

const item = (id: string, occurred: Date) => ({
  id,
  name: 'product_scanned',
  title: 'Scan',
  occurred_at: occurred.toISOString(),
  points: 1,
  balance_after: 1,
  entries: [],
  held: null,
  product: null,
  unlocked: [],
})

test('items of one day stand together, in the order given', () => {
  const now = new Date(2026, 2, 9, 8)
  const days = byDay(
    [
      item('d', new Date(2026, 2, 9, 7)),
      item('c', new Date(2026, 2, 8, 23, 59)),
      item('b', new Date(2026, 2, 8, 0, 1)),
      item('a', new Date(2025, 2, 8, 12)),
    ],
    now,
  )
  assert.deepEqual(
    days.map(day => [day.daysAgo, day.items.map(entry => entry.id)]),
    [
      [0, ['d']],
      [1, ['c', 'b']],
      [366, ['a']],
    ],
  )
})
