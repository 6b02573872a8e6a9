import { type Day, dayOf, firstDayOfMonth, monthOf, startOfDay, weekdayOf } from '../platform/calendar.ts'
import type { RewardLimit } from './definition.ts'

const MONTHS = 12

function bounds(period: Exclude<RewardLimit['period'], 'all_time'>, day: Day): [first: Day, next: Day] {
  if (period === 'day') return [day, day + 1]
  if (period === 'week') return [day - weekdayOf(day), day - weekdayOf(day) + 7]
  const month = monthOf(day)
  if (period === 'month') return [firstDayOfMonth(month), firstDayOfMonth(month + 1)]
  const january = month - (month % MONTHS)
  return [firstDayOfMonth(january), firstDayOfMonth(january + MONTHS)]
}

/** When the period of a moment began and when the next one begins, by the brand's calendar; null where it never does. */
export function periodAround(
  period: RewardLimit['period'],
  at: Date,
  timeZone: string,
): { since: Date | null; next: Date | null } {
  if (period === 'all_time') return { since: null, next: null }
  const [first, next] = bounds(period, dayOf(at, timeZone))
  return { since: startOfDay(first, timeZone), next: startOfDay(next, timeZone) }
}
