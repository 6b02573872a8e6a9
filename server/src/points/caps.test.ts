import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addTo, type Counters } from '../counters/index.ts'
import { type Day, monthOf, weekOf } from '../platform/calendar.ts'
import type { Cap } from '../tenancy/index.ts'
import { capCounters, roomUnder } from './caps.ts'

const daily: Cap = { per: 'member', period: 'day', points: 100 }
const MONDAY: Day = 4
const TULIP = 'tulip'

/** What is counted after these scans, each cut to its room, and what each earned. */
function scanAll(caps: Cap[], scans: { day: Day; product: string; points: number }[]) {
  let counters: Counters = {}
  const earned = scans.map(({ day, product, points }) => {
    const entered = Math.min(points, roomUnder(caps, counters, day, product).room)
    for (const { key, window } of capCounters(caps, product)) {
      counters = { ...counters, [key]: addTo(counters[key], window, entered, day).state }
    }
    return entered
  })
  return { counters, earned }
}

describe('a cap', () => {
  test('that is not there leaves all the room in the world', () => {
    assert.deepEqual(roomUnder([], {}, MONDAY, TULIP), { room: Number.POSITIVE_INFINITY, cap: null })
  })

  test('of a day cuts what is beyond it, and is new on the next day', () => {
    const { earned } = scanAll(
      [daily],
      [
        { day: MONDAY, product: TULIP, points: 70 },
        { day: MONDAY, product: 'rose', points: 70 },
        { day: MONDAY, product: 'rose', points: 70 },
        { day: MONDAY + 1, product: 'rose', points: 70 },
      ],
    )
    assert.deepEqual(earned, [70, 30, 0, 70])
  })

  test('of a product says nothing of another product', () => {
    const cap: Cap = { per: 'product', period: 'all_time', points: 100 }
    const { earned } = scanAll(
      [cap],
      [
        { day: MONDAY, product: TULIP, points: 100 },
        { day: MONDAY + 400, product: TULIP, points: 100 },
        { day: MONDAY + 400, product: 'rose', points: 100 },
      ],
    )
    assert.deepEqual(earned, [100, 0, 100])
  })

  test('that is raised leaves the difference, and one that is lowered leaves nothing, not less', () => {
    const { counters } = scanAll([daily], [{ day: MONDAY, product: TULIP, points: 100 }])
    assert.equal(roomUnder([{ ...daily, points: 130 }], counters, MONDAY, TULIP).room, 30)
    assert.equal(roomUnder([{ ...daily, points: 60 }], counters, MONDAY, TULIP).room, 0)
  })

  test('that is the tightest is the one that is named', () => {
    const weekly: Cap = { per: 'member', period: 'week', points: 150 }
    const { counters } = scanAll([daily, weekly], [{ day: MONDAY, product: TULIP, points: 100 }])
    assert.deepEqual(roomUnder([daily, weekly], counters, MONDAY + 1, TULIP), { room: 50, cap: weekly })
    assert.deepEqual(roomUnder([daily, weekly], counters, MONDAY, TULIP), { room: 0, cap: daily })
  })
})

const cap = fc.record({
  per: fc.constantFrom('member' as const, 'product' as const),
  period: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'all_time' as const),
  points: fc.integer({ min: 1, max: 300 }),
})
const caps = fc.uniqueArray(cap, { selector: ({ per, period }) => `${per}${period}`, maxLength: 8 })
const scans = fc
  .array(
    fc.record({
      day: fc.nat(70),
      product: fc.constantFrom(TULIP, 'rose', 'aster'),
      points: fc.nat(120),
    }),
    { maxLength: 40 },
  )
  .map(list => list.sort((a, b) => a.day - b.day))

const periodOf = { day: (day: Day) => day, week: weekOf, month: monthOf, all_time: () => 0 }

test('whatever is scanned, no cap is passed in any period, and a scan is cut only by a cap that is full', () => {
  fc.assert(
    fc.property(caps, scans, (all, list) => {
      const { earned } = scanAll(all, list)
      const used = new Map<string, number>()
      list.forEach(({ day, product, points }, i) => {
        const entered = earned[i] as number
        let isFull = false
        for (const { per, period, points: limit } of all) {
          const key = `${per}/${period}/${periodOf[period](day)}/${per === 'product' ? product : ''}`
          const sum = (used.get(key) ?? 0) + entered
          used.set(key, sum)
          assert.ok(sum <= limit)
          isFull ||= sum === limit
        }
        assert.ok(entered === points || isFull)
      })
    }),
  )
})
