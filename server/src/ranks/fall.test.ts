import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addMonths, type Day, isoDate } from '../platform/calendar.ts'
import { fallenRank, fallsAt } from './fall.ts'
import { DEFAULT_LADDER, type Fall, type Ladder, rankFor } from './ladder.ts'

const ladderThat = (fall: Fall): Ladder => ({ ...DEFAULT_LADDER, fall })
const [bronze, silver, gold] = DEFAULT_LADDER.ranks as [
  Ladder['ranks'][0],
  Ladder['ranks'][0],
  Ladder['ranks'][0],
]
const NEW_YEARS_EVE: Day = Date.UTC(2025, 11, 31) / 86_400_000

test('a rank is kept through the months without activity and the days of grace', () => {
  const ladder = ladderThat({ after_months: 2, grace_days: 10, notice_days: 14 })
  assert.equal(isoDate(fallsAt(ladder, gold, NEW_YEARS_EVE) as Day), '2026-03-10')
})

test('month ends do not wander: two steps of a month from 31 December end on 28 February', () => {
  const ladder = ladderThat({ after_months: 1, grace_days: 0, notice_days: 0 })
  const first = fallsAt(ladder, gold, NEW_YEARS_EVE) as Day
  const second = fallsAt(ladder, silver, NEW_YEARS_EVE, first) as Day
  const third = fallsAt(ladder, silver, NEW_YEARS_EVE, second) as Day
  assert.deepEqual([first, second, third].map(isoDate), ['2026-01-31', '2026-02-28', '2026-03-31'])
})

test('the lowest rank does not fall, and none where the ladder has no policy', () => {
  const ladder = ladderThat({ after_months: 1, grace_days: 0, notice_days: 0 })
  assert.equal(fallsAt(ladder, bronze, NEW_YEARS_EVE), null)
  assert.equal(fallenRank(ladder, bronze), null)
  assert.equal(fallsAt(DEFAULT_LADDER, gold, NEW_YEARS_EVE), null)
  assert.equal(fallenRank(ladder, gold)?.key, 'silver')
})

const fall = fc.record({
  after_months: fc.integer({ min: 1, max: 60 }),
  grace_days: fc.nat(365),
  notice_days: fc.nat(90),
})
const day = fc.integer({ min: 0, max: 40_000 })

test('a year of silence costs as many steps as it has periods, whether they are found in time or all at once', () => {
  fc.assert(
    fc.property(fall, day, fc.nat(1_500), fc.nat(100_000), (policy, lastActive, silence, points) => {
      const ladder = ladderThat(policy)
      const today = lastActive + silence
      let held = rankFor(ladder, points)
      const steps = ladder.ranks.indexOf(held)
      let after = lastActive
      let fallen = 0
      for (;;) {
        const last = fallsAt(ladder, held, lastActive, after)
        if (last === null || last >= today) break
        held = fallenRank(ladder, held) as typeof held
        after = last
        fallen++
      }
      let periods = 0
      while (addMonths(lastActive, (periods + 1) * policy.after_months) + policy.grace_days < today) periods++
      assert.equal(fallen, Math.min(periods, steps))
    }),
  )
})

test('the more recent the activity, the later the fall', () => {
  fc.assert(
    fc.property(fall, day, fc.nat(2_000), (policy, lastActive, later) => {
      const ladder = ladderThat(policy)
      const first = fallsAt(ladder, gold, lastActive) as Day
      assert.ok(first > lastActive)
      assert.ok((fallsAt(ladder, gold, lastActive + later) as Day) >= first)
    }),
  )
})
