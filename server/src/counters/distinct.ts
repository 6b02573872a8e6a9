import type { Day } from '../platform/calendar.ts'
import type { Counted } from './counter.ts'
import { firstDayOf, type Window } from './window.ts'

/** So many items are told apart in one counter; beyond that the one not seen for longest makes room. */
export const ITEMS_MAX = 1_000

/** Counts an item once in a window, however often it is seen; seen again, it stays in for longer. */
export function addItem(state: unknown, window: Window, item: string, day: Day): Counted {
  const items = itemsWithin(state, window, day)
  items.set(item, Math.max(day, items.get(item) ?? day))
  if (items.size > ITEMS_MAX) items.delete(longestUnseen(items))
  return { state: { i: Object.fromEntries(items) }, value: items.size }
}

/** How many different items there are in the window on this day. */
export const itemsIn = (state: unknown, window: Window, day: Day): number =>
  itemsWithin(state, window, day).size

function itemsWithin(state: unknown, window: Window, day: Day): Map<string, Day> {
  const { i = {} } = (state ?? {}) as { i?: Record<string, Day> }
  const first = firstDayOf(window, day)
  return new Map(Object.entries(i).filter(([, lastDay]) => lastDay >= first))
}

function longestUnseen(items: Map<string, Day>): string {
  const [first, ...others] = items
  return others.reduce((oldest, next) => (next[1] < oldest[1] ? next : oldest), first as [string, Day])[0]
}
