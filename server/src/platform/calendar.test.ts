import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addMonths,
  type Day,
  dayOf,
  endOfDay,
  firstDayOfMonth,
  isoDate,
  momentOf,
  monthOf,
  monthOfYear,
  NEVER,
  startOfDay,
  weekdayOf,
  weekOf,
} from './calendar.ts'

const ZONES = [
  'America/New_York',
  'America/Los_Angeles',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Pacific/Kiritimati',
]
const day = (iso: string): Day => Date.parse(`${iso}T00:00:00Z`) / 86_400_000

test('a day is the one of the brand’s calendar: an evening west of UTC is not yet tomorrow', () => {
  const at = new Date('2026-03-01T04:30:00Z')
  assert.equal(dayOf(at, 'America/New_York'), day('2026-02-28'))
  assert.equal(dayOf(at, 'UTC'), day('2026-03-01'))
  assert.equal(dayOf(at, 'Pacific/Kiritimati'), day('2026-03-01'))
})

test('a day of 23 hours and one of 25 begin and end where the clocks say', () => {
  const hours = (iso: string) =>
    ((endOfDay(day(iso), 'America/New_York') as Date).getTime() -
      startOfDay(day(iso), 'America/New_York').getTime()) /
    3_600_000
  assert.equal(hours('2026-03-08'), 23)
  assert.equal(hours('2026-11-01'), 25)
  assert.equal(hours('2026-11-02'), 24)
})

test('a month later is the same day, or the last of a shorter month', () => {
  assert.equal(isoDate(addMonths(day('2026-01-31'), 1)), '2026-02-28')
  assert.equal(isoDate(addMonths(day('2027-12-31'), 2)), '2028-02-29')
  assert.equal(isoDate(addMonths(day('2026-08-31'), 6)), '2027-02-28')
  assert.equal(isoDate(NEVER), null)
  assert.equal(endOfDay(NEVER, 'UTC'), null)
})

test('weeks begin on Monday, and months are those of the calendar', () => {
  assert.equal(weekdayOf(day('2026-11-23')), 0)
  assert.equal(weekdayOf(day('2026-11-22')), 6)
  assert.equal(weekOf(day('2026-11-22')) + 1, weekOf(day('2026-11-23')))
  assert.equal(weekOf(day('1969-12-29')), 0)
  assert.equal(monthOf(day('2026-11-30')) + 1, monthOf(day('2026-12-01')))
  assert.equal(monthOfYear(day('2026-12-01')), 12)
  assert.equal(isoDate(firstDayOfMonth(monthOf(day('2026-12-31')))), '2026-12-01')
  assert.equal(isoDate(firstDayOfMonth(monthOf(day('1969-02-28')))), '1969-02-01')
})

test('a moment lies in its day, whatever the zone', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
      fc.constantFrom(...ZONES),
      (at, zone) => {
        const today = dayOf(at, zone)
        assert.ok(startOfDay(today, zone) <= at)
        assert.ok((endOfDay(today, zone) as Date) > at)
      },
    ),
  )
})

test('a wall clock’s moment is that of the zone', () => {
  assert.equal(momentOf('2026-11-23T18:00', 'America/New_York').toISOString(), '2026-11-23T23:00:00.000Z')
  assert.throws(() => momentOf('2026-02-30T18:00', 'UTC'), RangeError)
})
