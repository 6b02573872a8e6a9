/**
 * Days as a brand's calendar counts them, in its IANA time zone: the number of days since 1970-01-01. Weeks begin on
 * Monday. A number, so that windows and streaks are plain arithmetic; a day of 23 or 25 hours is a day like any other.
 */
export type Day = number

/** The last usable day of what does not expire. */
export const NEVER: Day = 2_147_483_647

const EPOCH = Temporal.PlainDate.from('1970-01-01')

const plain = (day: Day) => EPOCH.add({ days: day })
const numberOf = (date: Temporal.PlainDate): Day => EPOCH.until(date).days

/** The day it is in the zone. Throws RangeError for an unknown zone. */
export const dayOf = (at: Date, timeZone: string): Day =>
  numberOf(Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate())

/** The first moment of a day: midnight, or later where the clocks jump over it. */
export const startOfDay = (day: Day, timeZone: string): Date =>
  new Date(plain(day).toZonedDateTime(timeZone).epochMilliseconds)

/** The first moment at which what was usable through this day no longer is; null for what never ends. */
export const endOfDay = (day: Day, timeZone: string): Date | null =>
  day === NEVER ? null : startOfDay(day + 1, timeZone)

/** The same day some months later, or the last one of a shorter month: 31 January and one month is 28 February. */
export const addMonths = (day: Day, months: number): Day => numberOf(plain(day).add({ months }))

/** The number of the week; weeks begin on Monday. */
export const weekOf = (day: Day): number => Math.floor((day + 3) / 7)

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (day: Day): number => (((day + 3) % 7) + 7) % 7

/** The number of the month: year x 12 + month - 1. */
export function monthOf(day: Day): number {
  const { year, month } = plain(day)
  return year * 12 + month - 1
}

/** The first day of the month of this number. */
export const firstDayOfMonth = (month: number): Day => addMonths(0, month - 1970 * 12)

/** 1 for January to 12. */
export const monthOfYear = (day: Day): number => plain(day).month

/** Such as 2026-11-23; null for what never ends. */
export const isoDate = (day: Day): string | null => (day === NEVER ? null : plain(day).toString())

/** The moment that a wall clock in the zone shows as `local`, such as 2026-11-23T18:00. Throws RangeError. */
export const momentOf = (local: string, timeZone: string): Date =>
  new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds)
