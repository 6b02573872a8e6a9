import type { HistoryItem } from '../../api/shapes.ts'

export type Day = { key: string; date: Date; daysAgo: number; items: HistoryItem[] }

/** Groups items, newest first, by the calendar day on which they happened where the reader is. */
export function byDay(items: HistoryItem[], now: Date): Day[] {
  const days: Day[] = []
  for (const item of items) {
    const date = new Date(item.occurred_at)
    const key = dayKey(date)
    const last = days.at(-1)
    if (last?.key === key) last.items.push(item)
    else days.push({ key, date, daysAgo: daysBetween(date, now), items: [item] })
  }
  return days
}

const dayKey = (date: Date) => `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`

// Counted at noon, so that a day of 23 or 25 hours is still one day.
function daysBetween(from: Date, to: Date) {
  const noon = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), 12)
  return Math.round((noon(to) - noon(from)) / 86_400_000)
}
