import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../test/world.ts'
import { type Day, NEVER } from '../platform/calendar.ts'
import { composeWrites, type WriteFragment } from '../platform/db/write-fragment.ts'
import { newId } from '../platform/id.ts'
import { type Brand, type Expiry, publishSettings } from '../tenancy/index.ts'
import { readHold, readLots } from './queries.ts'
import {
  creditLots,
  debitLots,
  type HoldRow,
  insertHolds,
  insertTimedMultipliers,
  type LotRow,
  settleHolds,
} from './write.ts'

const NOON = new Date('2026-03-10T16:00:00Z')
const HOUR_MS = 3_600_000
const dayNumber = (iso: string): Day => Date.parse(iso) / 86_400_000

let world: World
let brands = 0

before(async () => {
  world = await openWorld()
  world.time.now = NOON
})
after(() => world.close())

/** A member of a brand with this policy, who is new today. */
async function memberUnder(expiry: Expiry) {
  const brand = await world.addBrand({ slug: `points-${++brands}` })
  await world.platform.db.transaction(brand.id, tx =>
    publishSettings(tx, { patch: { expiry }, at: NOON, by: null }),
  )
  world.app.brands.forget(brand.id)
  return { brand, ...(await world.addMember({ brand })) }
}

async function write<Row>(brand: Brand, fragment: WriteFragment<Row>, rows: Row[]) {
  const text = composeWrites([fragment] as WriteFragment<never>[])
  await world.platform.db.transaction(brand.id, tx =>
    tx.raw(text, [JSON.stringify(rows), `{${rows.length}}`]),
  )
}

const lot = (brand: Brand, member: string, expires_day: Day, points: number): LotRow => ({
  brand_id: brand.id,
  member_id: member,
  expires_day,
  points,
})

async function statement(brand: Brand, token: string) {
  const reply = await world.app.server.inject({
    url: '/api/points',
    headers: world.headers({ brand, token }),
  })
  assert.equal(reply.statusCode, 200, reply.body)
  return reply.json()
}

const hold = (brand: Brand, member: string, settles_at: Date | null): HoldRow => ({
  brand_id: brand.id,
  id: newId(NOON),
  member_id: member,
  action_id: newId(NOON),
  points: 120,
  entries: [{ amount: 120, reason: 'scan', source: 'code:1', rule: {}, countsForRank: true }],
  reason: settles_at ? 'settling' : 'review',
  detail: null,
  settles_at,
  created_at: NOON,
})

describe('a member sees', () => {
  test('nothing, as somebody new', async () => {
    const { brand, token } = await memberUnder({ policy: 'none' })
    const nothing = { balance: 0, owed: 0, held: [], lots: [], next_expiry: null, multiplier: null }
    assert.deepEqual(await statement(brand, token), nothing)
  })

  test('every day on which points expire, the soonest first', async () => {
    const { brand, id, token } = await memberUnder({ policy: 'after_earning', months: 6, notice_days: 14 })
    await write(brand, creditLots, [
      lot(brand, id, NEVER, 70),
      lot(brand, id, dayNumber('2026-09-30'), 20),
      lot(brand, id, dayNumber('2026-08-31'), 10),
    ])
    const { lots, next_expiry } = await statement(brand, token)
    assert.deepEqual(lots, [
      { points: 10, expires_on: '2026-08-31' },
      { points: 20, expires_on: '2026-09-30' },
      { points: 70, expires_on: null },
    ])
    assert.deepEqual(next_expiry, { points: 10, expires_on: '2026-08-31' })
  })

  test('one day for all points where inactivity ends them', async () => {
    const { brand, id, token } = await memberUnder({ policy: 'inactivity', months: 3, notice_days: 14 })
    await write(brand, creditLots, [lot(brand, id, NEVER, 70), lot(brand, id, dayNumber('2027-09-30'), 30)])
    const { lots, next_expiry } = await statement(brand, token)
    assert.deepEqual(lots, [{ points: 100, expires_on: '2026-06-10' }])
    assert.deepEqual(next_expiry, { points: 100, expires_on: '2026-06-10' })
  })

  test('what is held and why, and the highest multiplier that runs', async () => {
    const { brand, id, token } = await memberUnder({ policy: 'none' })
    const settles_at = new Date(NOON.getTime() + 48 * HOUR_MS)
    await write(brand, insertHolds, [hold(brand, id, settles_at), hold(brand, id, null)])
    const multiplier = (basis_points: number, startsIn: number, endsIn: number) => ({
      brand_id: brand.id,
      member_id: id,
      id: newId(NOON),
      basis_points,
      starts_at: new Date(NOON.getTime() + startsIn * HOUR_MS),
      ends_at: new Date(NOON.getTime() + endsIn * HOUR_MS),
      source: 'achievement:third_leaf',
      action_id: newId(NOON),
    })
    await write(brand, insertTimedMultipliers, [
      multiplier(15_000, -1, 5),
      multiplier(20_000, -1, 2),
      multiplier(30_000, -2, 0),
      multiplier(40_000, 1, 9),
    ])
    const seen = await statement(brand, token)
    assert.deepEqual(
      seen.held.map(({ points, reason, settles_at: at }: HoldRow) => [points, reason, at]),
      [
        [120, 'settling', '2026-03-12T16:00:00.000Z'],
        [120, 'review', null],
      ],
    )
    assert.deepEqual(seen.multiplier, { factor: 2, until: '2026-03-10T18:00:00.000Z' })
  })
})

describe('in the database', () => {
  test('lots are added to and taken from, and never below zero', async () => {
    const { brand, id } = await memberUnder({ policy: 'none' })
    const day = dayNumber('2026-09-30')
    await write(brand, creditLots, [lot(brand, id, day, 50)])
    await write(brand, creditLots, [lot(brand, id, day, 25)])
    await write(brand, debitLots, [lot(brand, id, day, 60)])
    const lots = () => world.platform.db.transaction(brand.id, tx => readLots(tx, id))
    assert.deepEqual(await lots(), [{ expires_day: day, remaining: 15, notified_at: null }])
    await assert.rejects(write(brand, debitLots, [lot(brand, id, day, 16)]), /check constraint/)
    await assert.rejects(write(brand, debitLots, [lot(brand, id, day + 1, 1)]), /division by zero/)
    await write(brand, debitLots, [lot(brand, id, day, 15)])
    assert.deepEqual(await lots(), [])
  })

  test('a hold is settled once', async () => {
    const { brand, id } = await memberUnder({ policy: 'none' })
    const held = hold(brand, id, null)
    await write(brand, insertHolds, [held])
    const settled = { brand_id: brand.id, id: held.id, settled_at: NOON, settled_by: null }
    await write(brand, settleHolds, [{ ...settled, state: 'released' }])
    await assert.rejects(write(brand, settleHolds, [{ ...settled, state: 'rejected' }]), /division by zero/)
    const found = await world.platform.db.transaction(brand.id, tx => readHold(tx, held.id))
    assert.deepEqual([found?.state, found?.entries], ['released', held.entries])
  })
})
