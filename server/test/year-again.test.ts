import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inventPeople } from '../src/demo/year/invent-people.ts'
import { liveDay } from '../src/demo/year/live.ts'
import { dayOf } from '../src/platform/calendar.ts'
import { openYear } from './year/open-year.ts'

const FROM = dayOf(new Date('2026-03-01T12:00:00Z'), 'UTC')
const DAYS = 12

const BOOKS = `
  select (select count(*) from members) as members, (select sum(points_balance) from members) as points,
    (select count(*) from ledger_entries) as entries, (select count(*) from orders) as orders,
    (select count(*) from order_events) as moves, (select count(*) from wishlist_items) as wishes,
    (select count(*) from referrals) as referrals, (select count(*) from codes where claimed_by is not null) as scans,
    (select count(*) from actions where name <> 'goal_set') as actions`

test('a day that was lived is lived again without a trace, as after a kill in its last minute', async () => {
  const year = await openYear({ seed: 3, members: 60, scans: 700, from: FROM, days: DAYS })
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
      return (await year.admin.query(BOOKS)).rows[0]
    }
    const once = await live(Array.from({ length: DAYS }, (_, i) => FROM + i))
    assert.ok(Number(once.scans) > 100 && Number(once.orders) > 20, JSON.stringify(once))
    assert.deepEqual(await live([FROM + DAYS - 1]), once)
  } finally {
    await year.close({ keep: false })
  }
})
