/** A day of a brand's calendar, such as 2026-11-23. Days compare as text, and `never` comes after all of them. */
export type Day = string

export const NEVER: Day = 'never'

const date = (day: Day) => Temporal.PlainDate.from(day)

export const dayOf = (at: number, zone: string): Day =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString()

export const addDays = (day: Day, days: number): Day => date(day).add({ days }).toString()

export const addMonths = (day: Day, months: number): Day => date(day).add({ months }).toString()

/** How many days after `from` the day `to` is. */
export const daysBetween = (from: Day, to: Day): number =>
  date(from).until(date(to), { largestUnit: 'days' }).days

/** The Monday of the day's week. */
export const mondayOf = (day: Day): Day => addDays(day, 1 - date(day).dayOfWeek)

export const monthOf = (day: Day): string => day.slice(0, 7)

export const yearOf = (day: Day): string => day.slice(0, 4)

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export const weekdayOf = (day: Day): string => WEEKDAYS[date(day).dayOfWeek - 1] as string

/** The first moment of a day. */
export const startOf = (day: Day, zone: string): number =>
  date(day).toZonedDateTime({ timeZone: zone }).epochMilliseconds

/** The moment that a clock on the wall shows as `local`. */
export const momentOf = (local: string, zone: string): number =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds

export const earlier = (a: Day, b: Day): Day => (a < b ? a : b)
export const later = (a: Day, b: Day): Day => (a > b ? a : b)
