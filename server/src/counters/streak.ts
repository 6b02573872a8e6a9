import { type Day, weekOf } from '../platform/calendar.ts'
import type { Counted } from './counter.ts'

/** Counts the week of this day: one more in a row after last week's, the same within a week, else the first again. */
export function addWeek(state: unknown, day: Day): Counted {
  const { w, n } = streakIn(state)
  const week = weekOf(day)
  if (week <= w) return { state: { w, n }, value: n }
  const value = week === w + 1 ? n + 1 : 1
  return { state: { w: week, n: value }, value }
}

/** How many weeks in a row there are on this day. Last week's streak can still go on, one before that is over. */
export function weeksIn(state: unknown, day: Day): number {
  const { w, n } = streakIn(state)
  return weekOf(day) <= w + 1 ? n : 0
}

function streakIn(state: unknown): { w: number; n: number } {
  const { w = Number.NEGATIVE_INFINITY, n = 0 } = (state ?? {}) as { w?: number; n?: number }
  return { w, n }
}
