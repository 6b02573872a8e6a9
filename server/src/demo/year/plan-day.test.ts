import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayOf } from '../../platform/calendar.ts'
import { drawsOf, operationId } from './draws.ts'
import { inventPeople } from './invent-people.ts'
import { planDay } from './plan-day.ts'
import { demandOn } from './season.ts'

const FROM = dayOf(new Date('2026-01-01T12:00:00Z'), 'UTC')
const day = (date: string) => dayOf(new Date(`${date}T12:00:00Z`), 'UTC')
const SHELVES = new Map([
  ['Greenhouse', ['A', 'B']],
  ['Woodlot', ['C']],
])
const people = (seed: number, packs = 3_000) =>
  inventPeople({
    ...{ count: 200, seed, from: FROM, days: 365, packs, consenting: 0.5 },
    ...{ mailDomains: ['example.com'], lines: [...SHELVES.keys()] },
  })

test('the same seeds draw the same, other seeds draw otherwise', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (a, b) => {
      const some = (...seeds: number[]) => {
        const draws = drawsOf(...seeds)
        return Array.from({ length: 4 }, () => draws.share())
      }
      assert.deepEqual(some(a, b), some(a, b))
      assert.notDeepEqual(some(a, b), some(a, b + 1))
      assert.ok(some(a, b).every(share => share >= 0 && share < 1))
    }),
  )
})

test('draws are spread evenly', () => {
  const draws = drawsOf(1)
  const shares = Array.from({ length: 100_000 }, () => draws.share())
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  assert.ok(Math.abs(mean - 0.5) < 0.005, `${mean}`)
})

test('an operation is named by what it is about', () => {
  assert.match(operationId('a', 1), /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(operationId('a', 1), operationId('a', 1))
  assert.notEqual(operationId('a', 1), operationId('a', 2))
})

test('20 April, Green Wednesday and weekends bring more', () => {
  const monday = demandOn(day('2026-05-11'))
  assert.ok(demandOn(day('2026-05-16')) > monday)
  assert.ok(demandOn(day('2026-04-20')) > 3 * monday)
  assert.ok(demandOn(day('2026-11-25')) > 2 * monday)
  assert.ok(demandOn(day('2026-11-18')) < demandOn(day('2026-11-25')) / 2)
})

test('a day is planned alike each time, in the order of its minutes, and nobody comes before joining', () => {
  const crowd = people(5)
  for (const at of [FROM + 3, FROM + 120, FROM + 364]) {
    const deeds = planDay(crowd, at, 5, SHELVES)
    assert.deepEqual(planDay(crowd, at, 5, SHELVES), deeds)
    assert.deepEqual(
      deeds.map(({ minute }) => minute),
      deeds.map(({ minute }) => minute).sort((a, b) => a - b),
    )
    for (const { person, does } of deeds) {
      assert.ok(person.joinsOn <= at && at < person.leavesOn)
      if (does === 'join' || does === 'scan') assert.equal(does === 'join', person.joinsOn === at)
    }
  }
})

test('as many packs are bought as was asked for, about, and few people buy many of them', () => {
  for (const seed of [1, 2, 3]) {
    const crowd = people(seed)
    const packs = new Map<number, number>()
    for (let at = FROM; at < FROM + 365; at++) {
      for (const { person, does } of planDay(crowd, at, seed, SHELVES)) {
        if (does === 'join' || does === 'scan') packs.set(person.number, (packs.get(person.number) ?? 0) + 1)
      }
    }
    const counts = [...packs.values()].sort((a, b) => b - a)
    const all = counts.reduce((sum, count) => sum + count, 0)
    assert.ok(all > 2_400 && all < 3_700, `${all} packs`)
    const most = counts.slice(0, 40).reduce((sum, count) => sum + count, 0)
    assert.ok(most > all * 0.45, `a fifth of them bought ${most} of ${all}`)
  }
})
