import { formatDay, formatTime } from './format.ts'
import { memberWords } from './member.ts'

/** A calendar day of the wire, such as 2026-12-01, where the reader is; `new Date` would take it for UTC. */
export const dayOf = (day: string) => new Date(`${day}T00:00`)

/** How many calendar days from one moment to the other, where the reader is. */
export function daysBetween(from: Date, to: Date) {
  // Counted at noon, so that a day of 23 or 25 hours is still one day.
  const noon = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), 12)
  return Math.round((noon(to) - noon(from)) / 86_400_000)
}

/** The last that is before `end`: "31 December" where it ends at that day's midnight, "9:00 PM today", "today". */
export function lastBefore(end: Date, now: Date): string {
  const last = new Date(end.getTime() - 1)
  if (daysBetween(now, last) !== 0) return formatDay(last, now)
  return daysBetween(last, end) === 0 ? memberWords.days.todayAt(formatTime(end)) : memberWords.days.today
}

/** When something comes: "on 3 December", "today at 4:15 PM", or soon where it should have come already. */
export function arrivalOf(at: Date, now: Date): string {
  if (at <= now) return memberWords.days.soon
  if (daysBetween(now, at) === 0) return memberWords.days.onToday(formatTime(at))
  return memberWords.days.on(formatDay(at, now))
}
