import { addDays, type Day, daysBetween, mondayOf, monthOf } from './calendar.ts'
import type { Criteria, Metric } from './configuration.ts'

/** Something that was counted: on which day, by how much, and of what. */
export interface Counted {
  day: Day
  by: number
  item?: string
}

export type Window = Criteria['timeframe'] | 'day' | 'week'

const ROLLING: Record<string, number> = { '7d': 7, '30d': 30, '90d': 90 }

/** Whether what happened on `then` counts in the window on `today`. */
export function isWithin(window: Window, then: Day, today: Day): boolean {
  if (window === 'all_time') return true
  if (window === 'day') return then === today
  if (window === 'week') return mondayOf(then) === mondayOf(today)
  if (window === 'month') return monthOf(then) === monthOf(today)
  return daysBetween(then, today) < (ROLLING[window] as number)
}

/** What a counter shows today, counted anew from everything that it ever counted. */
export function count(metric: Metric, window: Window, counted: Counted[], today: Day): number {
  if (metric === 'streak_weeks') return weeksInARow(counted, today)
  const within = counted.filter(({ day }) => isWithin(window, day, today))
  if (metric === 'distinct_products') return new Set(within.map(({ item }) => item)).size
  return within.reduce((sum, { by }) => sum + by, 0)
}

/** Counts one less: of the latest day that is in the window; where nothing is, nothing. */
export function takeLatest(counted: Counted[], window: Window, today: Day): void {
  const latest = counted
    .filter(({ day, by }) => by > 0 && isWithin(window, day, today))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .at(-1)
  if (latest) latest.by -= 1
}

/** Weeks in a row up to this one, or up to the last one while this one may still follow. */
function weeksInARow(counted: Counted[], today: Day): number {
  const weeks = new Set(counted.map(({ day }) => mondayOf(day)))
  let week = mondayOf(today)
  if (!weeks.has(week)) week = addDays(week, -7)
  let length = 0
  for (; weeks.has(week); week = addDays(week, -7)) length++
  return length
}

/** Whether a value, just after it moved, meets a criterion. */
export function isMet({ operator, value }: Pick<Criteria, 'operator' | 'value'>, current: number): boolean {
  const [first = 1, last = first] = value
  if (operator === 'at_least') return current >= first
  if (operator === 'equals') return current === first
  if (operator === 'between') return first <= current && current <= last
  return value.includes(current)
}
