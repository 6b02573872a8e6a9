import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fernwood } from '../src/demo/fernwood/brand.ts'
import { dayOf } from '../src/platform/calendar.ts'
import { AIMS, reportOf, reportText } from './year/report.ts'
import { runYear } from './year/run-year.ts'

const FROM = dayOf(new Date('2026-03-01T12:00:00Z'), 'UTC')
const DAYS = 45

test('six weeks of a brand with farms in it: the books agree, farms get little, honest members wait for nothing', async () => {
  const days: number[] = []
  const run = await runYear({
    ...{ brand: fernwood, seed: 7, members: 200, scans: 3_000, from: FROM, days: DAYS, keep: false },
    stop: new AbortController().signal,
    onDay: day => days.push(day),
  })
  const report = reportOf(7, run)
  const told = reportText(report)
  assert.equal(days.length, DAYS)
  assert.deepEqual(report.faults, {}, told)
  assert.ok(report.scans > 2_000 && report.scans < 4_000, told)
  assert.ok(report.farms.points > 20_000, told)
  assert.ok(report.farms.withheld_share >= AIMS.farm_points_withheld_min, told)
  assert.ok(report.honest.held_share <= AIMS.honest_held_max, told)
  for (const deed of ['redemptions', 'cancellations', 'wishes'] as const)
    assert.ok((run.counts[deed] ?? 0) > 0, deed)
})
