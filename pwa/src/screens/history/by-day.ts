import type { HistoryItem } from '../../api/shapes.ts'
import { daysBetween } from '../../words/days.ts'

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
