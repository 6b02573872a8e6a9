import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nightjar } from '../src/demo/nightjar/brand.ts'
import { inventPeople } from '../src/demo/year/invent-people.ts'
import { liveDay } from '../src/demo/year/live.ts'
import { dayOf } from '../src/platform/calendar.ts'
import { ledgerFaults } from './invariants.ts'
import { openYear } from './year/open-year.ts'

const FROM = dayOf(new Date('2026-03-01T12:00:00Z'), 'UTC')
const DAYS = 12

const BOOKS = `
  select (select count(*) from members) as members, (select count(*) from order_events) as moves,
    (select count(*) from wishlist_items) as wishes, (select count(*) from referrals) as referrals,
    (select count(*) from codes where claimed_by is not null) as scans,
    (select sum(lifetime_points) from members) as points,
    (select count(*) from actions where name not in ('goal_set', 'goal_completed', 'reward_redeemed')) as actions`
const REDEEMED = `select array_agg(id order by id) as ids from orders where kind = 'reward'`

test('a day that was lived is lived again and does nothing twice, as after a kill in its last minute', async () => {
  const year = await openYear({ brand: nightjar, seed: 3, members: 60, scans: 700, from: FROM, days: DAYS })
  try {
    const people = inventPeople({
      ...{ count: 60, seed: 3, from: FROM, days: DAYS, packs: 700, consenting: 1 },
      ...{ mailDomains: ['example.com'], lines: year.productLines },
    })
    const desk = { operatorId: year.operatorId, share: 1, gifts: true }
    const live = async (days: number[]) => {
      const stage = year.stageFor(people)
      for (const day of days) {
        year.begin(day)
        await liveDay({ stage, atOnce: 8, desk }, day)
      }
      const { rows } = await year.admin.query(BOOKS)
      const [redeemed] = (await year.admin.query<{ ids: string[] }>(REDEEMED)).rows
      return { books: rows[0], orders: redeemed?.ids ?? [] }
    }
    const once = await live(Array.from({ length: DAYS }, (_, i) => FROM + i))
    assert.ok(Number(once.books.scans) > 100 && once.orders.length > 20, JSON.stringify(once))
    const twice = await live([FROM + DAYS - 1])
    assert.deepEqual(twice.books, once.books)
    // Who could afford nothing that day may redeem now; nobody's redemption is done again.
    assert.deepEqual(
      twice.orders.filter(id => once.orders.includes(id)),
      once.orders,
    )
    assert.ok(
      twice.orders.length <= once.orders.length + 3,
      `${twice.orders.length} of ${once.orders.length}`,
    )
    assert.deepEqual(await ledgerFaults(year.admin), [])
  } finally {
    await year.close({ keep: false })
  }
})
