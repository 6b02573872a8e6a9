import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arrivalOf, dayOf, daysBetween, lastBefore } from './days.ts'

const now = new Date(2026, 10, 24, 15, 0)

test('a day of the wire is that day where the reader is, east and west of Greenwich', t => {
  const { TZ } = process.env
  t.after(() => {
    if (TZ === undefined) delete process.env.TZ
    else process.env.TZ = TZ
  })
  for (const zone of ['Pacific/Honolulu', 'UTC', 'Pacific/Auckland']) {
    process.env.TZ = zone
    const day = dayOf('2026-12-01')
    assert.deepEqual([day.getMonth(), day.getDate(), day.getHours()], [11, 1, 0], zone)
  }
})

test('days are counted by the calendar, not by hours', () => {
  assert.equal(daysBetween(new Date(2026, 10, 24, 23, 59), new Date(2026, 10, 25, 0, 1)), 1)
  assert.equal(daysBetween(now, dayOf('2026-11-24')), 0)
  assert.equal(daysBetween(now, dayOf('2026-11-23')), -1)
})

test('what ends at midnight lasts until the day before, and on that day no hour is named', () => {
  assert.equal(lastBefore(new Date(2026, 11, 1), now), 'November 30')
  assert.equal(lastBefore(new Date(2026, 10, 25), now), 'the end of today')
})

test('what ends in the middle of today names the hour', () => {
  assert.match(lastBefore(new Date(2026, 10, 24, 21, 0), now), /^9:00\sPM today$/)
})

test('what comes today names the hour, what comes later the day, and what is late comes soon', () => {
  assert.match(arrivalOf(new Date(2026, 10, 24, 16, 15), now), /^today at 4:15\sPM$/)
  assert.equal(arrivalOf(new Date(2026, 11, 3, 9, 0), now), 'on December 3')
  assert.equal(arrivalOf(new Date(2026, 10, 24, 14, 59), now), 'soon')
})
