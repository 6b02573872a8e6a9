import type { Day } from '../platform/calendar.ts'
import { firstDayOf, isRolling, type Period, periodNumber, type Rolling, type Window } from './window.ts'

/**
 * What is kept of a counter, as JSON: a sum; sums by day (`d`); the sum `n` of the period `p`; items with the last day
 * each was seen (`i`); the last week `w` of a streak and its length `n`. Short names: a member has one row of them all.
 */
export type CounterState =
  | number
  | { d: Record<string, number> }
  | { p: number; n: number }
  | { i: Record<string, number> }
  | { w: number; n: number }

/** All that is counted about one member, by counter key. */
export type Counters = Record<string, CounterState>

export interface Counted {
  state: CounterState
  value: number
}

/**
 * Adds to a counter; a negative amount takes from the latest days, and never more than there is. What has left the
 * window is forgotten. No state is a counter that never moved.
 */
export function addTo(state: unknown, window: Window, by: number, day: Day): Counted {
  if (window === 'all_time') {
    const value = Math.max(0, valueIn(state, window, day) + by)
    return { state: value, value }
  }
  return isRolling(window) ? addToRolling(state, window, by, day) : addToPeriod(state, window, by, day)
}

/** What a counter shows on this day. */
export function valueIn(state: unknown, window: Window, day: Day): number {
  if (window === 'all_time') return typeof state === 'number' ? state : 0
  if (isRolling(window)) return sum(daysWithin(state, window, day))
  const { p, n } = periodIn(state)
  return p >= periodNumber(window, day) ? n : 0
}

function addToRolling(state: unknown, window: Rolling, by: number, day: Day): Counted {
  const days = daysWithin(state, window, day)
  if (by >= 0) days.set(day, (days.get(day) ?? 0) + by)
  else takeFromLatest(days, -by)
  const kept = [...days].filter(([, amount]) => amount > 0)
  return { state: { d: Object.fromEntries(kept) }, value: sum(days) }
}

function takeFromLatest(days: Map<Day, number>, amount: number) {
  let left = amount
  for (const [day, there] of [...days].sort(([a], [b]) => b - a)) {
    const taken = Math.min(left, there)
    days.set(day, there - taken)
    left -= taken
  }
}

/** Clocks of two machines may differ around midnight: a period that has begun stays the current one. */
function addToPeriod(state: unknown, window: Period, by: number, day: Day): Counted {
  const value = Math.max(0, valueIn(state, window, day) + by)
  const p = Math.max(periodIn(state).p, periodNumber(window, day))
  return { state: { p, n: value }, value }
}

function daysWithin(state: unknown, window: Rolling, day: Day): Map<Day, number> {
  const { d = {} } = (state ?? {}) as { d?: Record<string, number> }
  const first = firstDayOf(window, day)
  const days = Object.entries(d).map(([then, amount]) => [Number(then), amount] as const)
  return new Map(days.filter(([then]) => then >= first))
}

function periodIn(state: unknown): { p: number; n: number } {
  const { p = Number.NEGATIVE_INFINITY, n = 0 } = (state ?? {}) as { p?: number; n?: number }
  return { p, n }
}

const sum = (days: Map<Day, number>) => days.values().reduce((total, amount) => total + amount, 0)
