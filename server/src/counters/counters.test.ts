import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Day, monthOf, weekOf } from '../platform/calendar.ts'
import {
  addItem,
  addTo,
  addWeek,
  type CounterState,
  ITEMS_MAX,
  itemsIn,
  valueIn,
  type Window,
  weeksIn,
} from './index.ts'

const WINDOWS: Window[] = ['all_time', '7d', '30d', '90d', 'day', 'week', 'month']
// A Saturday, two days before a week and a month begin: Monday 1 June 2026.
const START: Day = 20_603

const anyMoves = fc.array(
  fc.record({
    daysLater: fc.constantFrom(0, 0, 0, 1, 1, 2, 6, 7, 8, 29, 30, 31, 89, 90, 91),
    by: fc.integer({ min: -3, max: 5 }),
    item: fc.constantFrom('a', 'b', 'c', '__proto__'),
  }),
  { maxLength: 30 },
)
const anyWindow = fc.constantFrom(...WINDOWS)

/** Whether what happened on a day still counts later, said as plainly as the rule says it. */
function counts(window: Window, then: Day, day: Day): boolean {
  const rules: Record<Window, boolean> = {
    all_time: true,
    '7d': day - then < 7,
    '30d': day - then < 30,
    '90d': day - then < 90,
    day: then === day,
    week: weekOf(then) === weekOf(day),
    month: monthOf(then) === monthOf(day),
  }
  return rules[window]
}

/** As it is stored and read again. */
const stored = (state: CounterState) => JSON.parse(JSON.stringify(state))

test('a counter shows what a recount shows, in every window', () => {
  fc.assert(
    fc.property(anyWindow, anyMoves, (window, moves) => {
      let day = START
      let state: unknown
      let units: Day[] = []
      for (const { daysLater, by } of moves) {
        day += daysLater
        units = units.filter(then => counts(window, then, day))
        assert.equal(valueIn(state, window, day), units.length)
        if (by >= 0) units.push(...Array.from({ length: by }, () => day))
        else units.splice(Math.max(0, units.length + by))
        const counted = addTo(state, window, by, day)
        assert.equal(counted.value, units.length)
        state = stored(counted.state)
        assert.equal(valueIn(state, window, day), units.length)
      }
    }),
  )
})

test('different items are counted as a recount counts them, in every window', () => {
  fc.assert(
    fc.property(anyWindow, anyMoves, (window, moves) => {
      let day = START
      let state: unknown
      const seen: { item: string; day: Day }[] = []
      for (const { daysLater, item } of moves) {
        day += daysLater
        seen.push({ item, day })
        const within = seen.filter(one => counts(window, one.day, day))
        const different = new Set(within.map(one => one.item)).size
        const counted = addItem(state, window, item, day)
        assert.equal(counted.value, different)
        state = stored(counted.state)
        assert.equal(itemsIn(state, window, day), different)
      }
    }),
  )
})

test('a streak is the weeks in a row up to this one or the last', () => {
  fc.assert(
    fc.property(anyMoves, moves => {
      let day = START
      let state: unknown
      const weeks = new Set<number>()
      const inARow = (last: number): number => (weeks.has(last) ? 1 + inARow(last - 1) : 0)
      for (const { daysLater } of moves) {
        day += daysLater
        assert.equal(weeksIn(state, day), inARow(weekOf(day)) || inARow(weekOf(day) - 1))
        weeks.add(weekOf(day))
        const counted = addWeek(state, day)
        assert.equal(counted.value, inARow(weekOf(day)))
        state = stored(counted.state)
      }
    }),
  )
})

test('weeks begin on Monday and months on the first', () => {
  const [saturday, sunday, monday] = [START, START + 1, START + 2] as const
  for (const window of ['week', 'month'] as const) {
    const { state } = addTo(addTo(undefined, window, 2, saturday).state, window, 1, sunday)
    assert.equal(valueIn(state, window, sunday), 3)
    assert.equal(valueIn(state, window, monday), 0)
    assert.equal(addTo(state, window, 1, monday).value, 1)
  }
})

test('a clock a little behind another takes nothing away', () => {
  for (const window of WINDOWS) {
    const { state } = addTo(undefined, window, 2, START + 2)
    assert.equal(valueIn(state, window, START + 1), 2)
    assert.equal(addTo(state, window, 1, START + 1).value, 3)
  }
  const { state } = addWeek(addWeek(undefined, START).state, START + 2)
  assert.equal(addWeek(state, START + 1).value, 2)
})

test('what has left the window is not kept', () => {
  let state: unknown
  for (let day = START; day < START + 1_000; day++) state = addTo(state, '7d', 1, day).state
  assert.equal(Object.keys((state as { d: object }).d).length, 7)
  assert.deepEqual(addTo(state, '7d', -7, START + 999).state, { d: {} })
})

test('a counter of different things has a most, and the one not seen for longest makes room', () => {
  let state: unknown
  for (let n = 0; n <= ITEMS_MAX; n++) state = addItem(state, 'all_time', `item ${n}`, START + n).state
  assert.equal(itemsIn(state, 'all_time', START), ITEMS_MAX)
  assert.ok(!Object.hasOwn((state as { i: object }).i, 'item 0'))
})
