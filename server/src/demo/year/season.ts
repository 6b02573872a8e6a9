import { type Day, isoDate, weekdayOf } from '../../platform/calendar.ts'

/** Monday to Sunday: people shop towards the weekend. */
const WEEKDAYS = [0.8, 0.82, 0.88, 0.98, 1.25, 1.3, 0.97]

/** How much more than on an ordinary day members buy on this one. */
export function demandOn(day: Day): number {
  return (WEEKDAYS[weekdayOf(day)] as number) * feastOn(day)
}

function feastOn(day: Day): number {
  const monthAndDay = (isoDate(day) as string).slice(5)
  if (monthAndDay === '04-20') return 3.2
  if (monthAndDay === '04-18' || monthAndDay === '04-19') return 1.8
  if (isGreenWednesday(day, monthAndDay)) return 2.6
  if (monthAndDay >= '12-15' && monthAndDay <= '12-31') return 1.2
  return 1
}

/** The eve of Thanksgiving, which is the fourth Thursday of November. */
const isGreenWednesday = (day: Day, monthAndDay: string) =>
  weekdayOf(day) === 2 && monthAndDay >= '11-21' && monthAndDay <= '11-27'
