import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { type Customer, type Desk, openDesk } from './earning/desk.ts'
import { type Recorded, recordStatements } from './hot/record-statements.ts'
import { countRowsRead } from './hot/rows-read.ts'
import { ACHIEVEMENT } from './world.ts'

let desk: Desk

before(async () => {
  desk = await openDesk(undefined)
  // Every kind of counter that a scan moves.
  await desk.settings({
    caps: [
      { per: 'member', period: 'day', points: 100_000_000 },
      { per: 'product', period: 'all_time', points: 100_000_000 },
    ],
    holds: { settle_after_hours: 0, review_from_scan_of_day: 1_000 },
    expiry: { policy: 'after_earning', months: 12, notice_days: 30 },
  })
})
after(async () => {
  await desk.checkBooks()
  await desk.world.close()
})

async function recordScan(member: Customer, more?: () => Promise<unknown>): Promise<Recorded[]> {
  // The first one fills the caches.
  await desk.scan(member)
  const [code] = (await desk.codes(1)) as [string]
  return recordStatements(async () => {
    assert.equal((await desk.scan(member, { code })).verdict, 'claimed')
    await more?.()
  })
}

/** What a scan sends, and in how many journeys. */
const shapeOf = (recorded: Recorded[]) => ({
  statements: recorded.map(({ text }) => text.trim().replace(/\s+/g, ' ').slice(0, 60)),
  roundTrips: recorded.filter(({ startsRoundTrip }) => startsRoundTrip).length,
})

const rowsRead = (recorded: Recorded[]) =>
  countRowsRead(
    { admin: desk.admin, pool: desk.world.platform.scanPool },
    desk.brand.id,
    recorded.filter(({ text }) => /^\s*(select(?! set_config)|with wanted)/i.test(text)),
  )

const METRICS = ['scans', 'points_earned', 'distinct_products'] as const
const TIMEFRAMES = ['all_time', '7d', '30d', 'month'] as const

/** One that is not met here: of what moves in a scan, in all timeframes, with filters and without. */
const someAchievement = (i: number) => ({
  criteria: {
    ...ACHIEVEMENT.criteria,
    metric: METRICS[i % 3] as (typeof METRICS)[number],
    timeframe: TIMEFRAMES[i % 4] as (typeof TIMEFRAMES)[number],
    value: [i % 3 === 1 ? 1_000_000 : 100 + (i % 500)],
    ...(i % 5 === 0 ? { product_filters: { tags: ['calm', `tag ${i % 40}`] } } : {}),
  },
})

const addCampaign = (i: number, more: object = {}) =>
  desk.do('POST', 'campaigns', {
    client_op_id: randomUUID(),
    definition: {
      name: `Campaign ${i}`,
      description: '',
      from: '2031-03-01T00:00',
      until: '2031-12-01T00:00',
      effect: { bonus_points: 1 },
      when: {},
      stacks: i % 2 === 0,
      priority: 1,
      ...more,
    },
  })

describe('a scan sends the same statements in two round trips', () => {
  let plain: ReturnType<typeof shapeOf>
  before(async () => {
    for (let i = 0; i < 10; i++) await desk.world.addAchievement(desk.brand, `one_${i}`, someAchievement(i))
    plain = shapeOf(await recordScan(await desk.member()))
  })

  test('five of them', () => {
    assert.equal(plain.statements.length, 5, plain.statements.join('\n'))
    assert.equal(plain.roundTrips, 2)
  })

  test('with 10 and with 1,000 achievements', async () => {
    for (let i = 10; i < 1_000; i++) {
      await desk.world.addAchievement(desk.brand, `one_${i}`, someAchievement(i))
    }
    assert.deepEqual(shapeOf(await recordScan(await desk.member())), plain)
  })

  test('with no campaign, with 50, and with five that have a budget', async () => {
    for (let i = 0; i < 50; i++) await addCampaign(i)
    const member = await desk.member()
    assert.deepEqual(shapeOf(await recordScan(member)), plain)
    for (let i = 50; i < 55; i++)
      await addCampaign(i, { budget_points: 1_000_000, first_n: 1_000_000, stacks: true })
    assert.deepEqual(shapeOf(await recordScan(member)), plain)
    const [given] = await desk.rows(
      `select sum(awards)::int as awards from campaign_usage where budget_points > 0`,
    )
    assert.equal(given?.awards, 10, 'each of the five applied to both scans')
  })

  describe('and reads as many rows', () => {
    let young: Recorded[]
    let veteran: Customer
    let old: Recorded[]
    before(async () => {
      young = await recordScan(await desk.member())
      veteran = await desk.member()
      await desk.scan(veteran)
      await desk.addPastScans(veteran, 10_000)
      old = await recordScan(veteran)
    })

    test('after one scan and after 10,000', async () => {
      assert.deepEqual(shapeOf(old), shapeOf(young))
      const [few, many] = [await rowsRead(young), await rowsRead(old)]
      assert.ok(few >= 6, 'member, counters, code, batch, product, campaigns')
      assert.ok(Math.abs(many - few) <= 2, `${many} rows instead of ${few}`)
      assert.ok(many < 40, `${many} rows`)
    })

    test('planted bug: a statement that reads the history is found, by its number and by the rows', async () => {
      const readHistory = (member: Customer) => () =>
        desk.world.platform.db.transaction(desk.brand.id, tx =>
          tx.raw('select sum(amount) from ledger_entries where brand_id = $1 and member_id = $2', [
            desk.brand.id,
            member.id,
          ]),
        )
      const recorded = await recordScan(veteran, readHistory(veteran))
      assert.notDeepEqual(shapeOf(recorded), shapeOf(young))
      assert.ok((await rowsRead(recorded)) > 10_000)
    })
  })
})
