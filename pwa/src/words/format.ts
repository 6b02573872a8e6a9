import type { PointsName } from '../api/shapes.ts'
import { language } from './index.ts'

const whole = new Intl.NumberFormat(language)
const upToTwo = new Intl.NumberFormat(language, { maximumFractionDigits: 2 })
const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
const plural = new Intl.PluralRules(language)

export const formatNumber = (value: number) => whole.format(value)

/** 1.25 as it is shown behind a multiplication sign. */
export const formatMultiplier = (value: number) => upToTwo.format(value)

/** 22.4 as a percentage; the wire counts in hundredths. */
export const formatPercent = (value: number) => percent.format(value / 100)

/** The brand's own word for this many points, without the number. */
export const pointsWord = (count: number, name: PointsName) =>
  plural.select(count) === 'one' ? name.one : name.many

/** "340 Leaves". */
export const formatPoints = (count: number, name: PointsName) =>
  `${formatNumber(count)}\u00a0${pointsWord(count, name)}`

/** "+340" or "−200"; a minus sign is not a hyphen. */
export const formatChange = (points: number) =>
  `${points < 0 ? '\u2212' : '+'}${formatNumber(Math.abs(points))}`

/** The hour and minute where the reader is. */
export const formatTime = (time: Date) =>
  time.toLocaleTimeString(language, { hour: 'numeric', minute: '2-digit' })

/** The day where the reader is, with the year where it is not this one. */
export const formatDay = (day: Date, now: Date) =>
  day.toLocaleDateString(language, {
    day: 'numeric',
    month: 'long',
    ...(day.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  })

/** The name of a month, 1 to 12. */
export const formatMonth = (month: number) =>
  new Date(2000, month - 1).toLocaleDateString(language, { month: 'long' })
