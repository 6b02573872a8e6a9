import { type Day, firstDayOfMonth, monthOf, weekdayOf, weekOf } from '../platform/calendar.ts'

/** Over which days something is counted. `7d` and its like are calendar days with today, the others calendar periods. */
export type Window = 'all_time' | Rolling | Period
export type Rolling = '7d' | '30d' | '90d'
export type Period = 'day' | 'week' | 'month'

const ROLLING_DAYS: Record<Rolling, number> = { '7d': 7, '30d': 30, '90d': 90 }

export const isRolling = (window: Window): window is Rolling => window in ROLLING_DAYS

/** The first day that counts in the window on `day`. */
export function firstDayOf(window: Window, day: Day): Day {
  switch (window) {
    case 'all_time':
      return Number.NEGATIVE_INFINITY
    case 'day':
      return day
    case 'week':
      return day - weekdayOf(day)
    case 'month':
      return firstDayOfMonth(monthOf(day))
    default:
      return day - ROLLING_DAYS[window] + 1
  }
}

/** The number of the day, week or month that `day` is in. */
export function periodNumber(period: Period, day: Day): number {
  if (period === 'day') return day
  return period === 'week' ? weekOf(day) : monthOf(day)
}
