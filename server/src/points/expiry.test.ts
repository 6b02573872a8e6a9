import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Day, endOfDay, isoDate, NEVER } from '../platform/calendar.ts'
import type { Expiry } from '../tenancy/index.ts'
import { effectiveLots, inactivityEnd, inactivityEndAsTold, lastUsableDay, noticeDay } from './expiry.ts'

const dayNumber = (iso: string): Day => Date.parse(iso) / 86_400_000
const after = (months: number): Expiry => ({ policy: 'after_earning', months, notice_days: 14 })
const inactive = (months: number): Expiry => ({ policy: 'inactivity', months, notice_days: 14 })

test('points of 31 January last a month through 28 February, through 29 in a leap year', () => {
  assert.equal(isoDate(lastUsableDay(after(1), dayNumber('2026-01-31'))), '2026-02-28')
  assert.equal(isoDate(lastUsableDay(after(1), dayNumber('2028-01-31'))), '2028-02-29')
})

test('they end at the midnight of the brand after that day, also where the clocks change', () => {
  const day = lastUsableDay(after(1), dayNumber('2026-02-07'))
  assert.equal(endOfDay(day, 'America/New_York')?.toISOString(), '2026-03-08T05:00:00.000Z')
  assert.equal(endOfDay(day + 1, 'America/New_York')?.toISOString(), '2026-03-09T04:00:00.000Z')
})

test('without a policy, and by inactivity, no lot has a day of its own', () => {
  assert.equal(lastUsableDay({ policy: 'none' }, 20_000), NEVER)
  assert.equal(lastUsableDay(inactive(6), 20_000), NEVER)
})

test('inactivity ends everything some months after the last activity, where that is the policy', () => {
  assert.equal(isoDate(inactivityEnd(inactive(6), dayNumber('2026-08-31')) as Day), '2027-02-28')
  assert.equal(inactivityEnd(after(6), 20_000), null)
  assert.equal(inactivityEnd({ policy: 'none' }, 20_000), null)
})

test('a notice that comes late delays the end, and one that is not given yet will', () => {
  const activeAt = new Date('2026-01-31T12:00:00Z')
  const planned = dayNumber('2026-07-31')
  const endOn = (today: string, notified: string | null, expiry = inactive(6)) => {
    const notifiedAt = notified ? new Date(`${notified}T12:00:00Z`) : null
    const now = { today: dayNumber(today), timeZone: 'UTC' }
    return inactivityEndAsTold(expiry, { activeAt, notifiedAt }, now)
  }
  assert.equal(endOn('2026-03-01', null), planned)
  assert.equal(endOn('2026-07-17', '2026-07-17'), planned)
  assert.equal(endOn('2026-07-20', '2026-07-18'), planned + 1)
  assert.equal(endOn('2026-08-10', null), dayNumber('2026-08-24'), 'nothing ends without its notice')
  assert.equal(endOn('2026-03-01', '2026-01-30'), planned, 'a notice before the last scan is none')
  assert.equal(endOn('2026-08-10', null, { ...inactive(6), notice_days: 0 } as Expiry), planned)
})

test('lots of an earlier policy keep their day unless inactivity ends them sooner', () => {
  const lots = [5, 9, NEVER].map(expires_day => ({ expires_day, remaining: 1 }))
  const days = (end: Day | null) => effectiveLots(lots, end).map(({ expires_day }) => expires_day)
  assert.deepEqual(days(7), [5, 7, 7])
  assert.deepEqual(days(null), [5, 9, NEVER])
})

test('the notice comes as many days before as the brand says', () => {
  assert.equal(noticeDay(after(3), 100), 86)
})
