import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { PERIODS } from './definition.ts'
import { periodAround } from './period.ts'

const zone = 'America/New_York'
const around = (period: (typeof PERIODS)[number], at: string) => {
  const { since, next } = periodAround(period, new Date(at), zone)
  return [since?.toISOString() ?? null, next?.toISOString() ?? null]
}

test('periods are those of the brand’s calendar: days, weeks from Monday, months, years', () => {
  // Thursday, 1 January 2026, 01:30 in New York; a day later by UTC.
  const at = '2026-01-01T06:30:00Z'
  assert.deepEqual(around('day', at), ['2026-01-01T05:00:00.000Z', '2026-01-02T05:00:00.000Z'])
  assert.deepEqual(around('week', at), ['2025-12-29T05:00:00.000Z', '2026-01-05T05:00:00.000Z'])
  assert.deepEqual(around('month', at), ['2026-01-01T05:00:00.000Z', '2026-02-01T05:00:00.000Z'])
  assert.deepEqual(around('year', at), ['2026-01-01T05:00:00.000Z', '2027-01-01T05:00:00.000Z'])
  assert.deepEqual(around('all_time', at), [null, null])
  const before = '2026-01-01T04:59:59Z'
  assert.deepEqual(around('year', before), ['2025-01-01T05:00:00.000Z', '2026-01-01T05:00:00.000Z'])
})

test('a day of 23 hours is a day', () => {
  assert.deepEqual(around('day', '2026-03-08T12:00:00Z'), [
    '2026-03-08T05:00:00.000Z',
    '2026-03-09T04:00:00.000Z',
  ])
})

test('every moment is within its period, and the next one begins where it ends', () => {
  const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  const zones = fc.constantFrom('UTC', zone, 'Europe/Berlin', 'Australia/Lord_Howe')
  fc.assert(
    fc.property(moments, fc.constantFrom(...PERIODS), zones, (at, period, timeZone) => {
      const { since, next } = periodAround(period, at, timeZone)
      if (!since || !next) return assert.equal(period, 'all_time')
      assert.ok(since <= at && at < next)
      assert.deepEqual(periodAround(period, next, timeZone).since, next)
      assert.deepEqual(periodAround(period, new Date(next.getTime() - 1), timeZone), { since, next })
    }),
  )
})
