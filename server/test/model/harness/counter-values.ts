import { type Day, daysBetween, mondayOf, monthOf } from '../reference/calendar.ts'
import { isWithin, type Window } from '../reference/counting.ts'

const EPOCH = '1970-01-01'
const dayNumber = (day: Day) => daysBetween(EPOCH, day)
const dayOfNumber = (number: number): Day => Temporal.PlainDate.from(EPOCH).add({ days: number }).toString()
/** Weeks are counted from the Monday before 1970. */
const weekNumber = (day: Day) => Math.floor((dayNumber(mondayOf(day)) + 3) / 7)
const monthNumber = (day: Day) => Number(monthOf(day).slice(0, 4)) * 12 + Number(monthOf(day).slice(5)) - 1

type State =
  | { d?: Record<string, number>; i?: Record<string, number>; p?: number; w?: number; n?: number }
  | number

/** What a stored counter shows today, read as its contract says: the key tells the window, the state's shape the rest. */
export function shownBy(key: string, state: State, today: Day): number {
  if (typeof state === 'number') return state
  const window = (key.split(';').find(part => ['7d', '30d', '90d', 'month'].includes(part)) ??
    'all_time') as Window
  if (state.i) {
    return Object.values(state.i).filter(day => isWithin(window, dayOfNumber(day), today)).length
  }
  if (state.d) {
    return Object.entries(state.d)
      .filter(([day]) => isWithin(window, dayOfNumber(Number(day)), today))
      .reduce((sum, [, amount]) => sum + amount, 0)
  }
  const { n = 0 } = state
  if (state.w !== undefined) return weekNumber(today) <= state.w + 1 ? n : 0
  return state.p === monthNumber(today) ? n : 0
}
