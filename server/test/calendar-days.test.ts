import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { type Customer, type Desk, openDesk } from './earning/desk.ts'
import { ACHIEVEMENT, openWorld, type World } from './world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

// One clock goes through the whole file, so the tests are in the order of their moments.
const WEST = 'America/Los_Angeles'
const EAST = 'Asia/Tokyo'
const FAR_EAST = 'Pacific/Auckland'

const openIn = (timeZone: string) =>
  openDesk(undefined, { world, timeZone, settings: { second_scan_basis_points: 10_000 } })

const bothZones = async () => [await openIn(WEST), await openIn(EAST)] as const

/** What a scan earns at this moment. */
async function earns(desk: Desk, member: Customer, iso: string): Promise<number> {
  desk.go(iso)
  return (await desk.scan(member)).points_earned
}

async function unlocks(desk: Desk, member: Customer, iso: string): Promise<string[]> {
  desk.go(iso)
  return (await desk.scan(member)).achievements_unlocked.map(({ key }: { key: string }) => key)
}

async function balanceAt(desk: Desk, member: Customer, iso: string): Promise<number> {
  desk.go(iso)
  await desk.settle()
  return (await desk.account(member)).balance
}

const DAY_CAP = { caps: [{ per: 'member' as const, period: 'day' as const, points: 150 }] }

describe('a day is one of the brand’s zone:', () => {
  test('caps begin anew at its midnight, west and east of UTC', async () => {
    const [west, east] = await bothZones()
    for (const desk of [west, east]) await desk.settings(DAY_CAP)
    const [here, there] = [await west.member(), await east.member()]
    // 23:30 on 30 April in the west, 15:30 on 1 May in the east.
    assert.deepEqual(
      [await earns(west, here, '2031-05-01T06:30:00Z'), await earns(east, there, '2031-05-01T06:30:00Z')],
      [100, 100],
    )
    assert.deepEqual(
      [await earns(west, here, '2031-05-01T06:59:59Z'), await earns(east, there, '2031-05-01T06:59:59Z')],
      [50, 50],
    )
    assert.deepEqual(
      [await earns(west, here, '2031-05-01T07:00:00Z'), await earns(east, there, '2031-05-01T07:00:00Z')],
      [100, 0],
    )
    assert.equal(await earns(east, there, '2031-05-01T14:59:59Z'), 0)
    assert.equal(await earns(east, there, '2031-05-01T15:00:00Z'), 100)
  })

  test('months of achievements end with its last day', async () => {
    const [west, east] = await bothZones()
    const criteria = { ...ACHIEVEMENT.criteria, value: [2], timeframe: 'month' as const }
    for (const desk of [west, east]) await world.addAchievement(desk.brand, 'monthly', { criteria })
    const [here, there] = [await west.member(), await east.member()]
    await earns(west, here, '2031-06-01T06:30:00Z')
    await earns(east, there, '2031-06-01T06:30:00Z')
    assert.deepEqual(await unlocks(west, here, '2031-06-01T07:30:00Z'), [], '31 May and 1 June')
    assert.deepEqual(await unlocks(east, there, '2031-06-01T07:30:00Z'), ['monthly'], '1 June twice')
  })

  test('weeks in a row are told apart by its Monday', async () => {
    const [west, east] = await bothZones()
    const criteria = { ...ACHIEVEMENT.criteria, metric: 'streak_weeks' as const, value: [2] }
    for (const desk of [west, east]) await world.addAchievement(desk.brand, 'faithful', { criteria })
    const [here, there] = [await west.member(), await east.member()]
    await earns(west, here, '2031-06-09T06:30:00Z')
    await earns(east, there, '2031-06-09T06:30:00Z')
    assert.deepEqual(await unlocks(west, here, '2031-06-09T07:30:00Z'), ['faithful'], 'Sunday and Monday')
    assert.deepEqual(await unlocks(east, there, '2031-06-09T07:30:00Z'), [], 'Monday twice')
  })

  test('the month of birth begins with its first day', async () => {
    const [west, east] = await bothZones()
    const [here, there] = [await west.member(), await east.member()]
    for (const [desk, { token }] of [
      [west, here],
      [east, there],
    ] as const) {
      await startCampaign(desk, { from: '2031-06-10T00:00', until: '2031-12-01T00:00', birthday_month: true })
      const { statusCode } = await world.app.server.inject({
        method: 'PATCH',
        url: '/api/me',
        headers: world.headers({ brand: desk.brand, token }),
        payload: { birth_month: 7 },
      })
      assert.equal(statusCode, 200)
    }
    assert.equal(await earns(west, here, '2031-07-01T06:59:00Z'), 100, '30 June')
    assert.equal(await earns(east, there, '2031-07-01T06:59:00Z'), 130, '1 July')
    assert.equal(await earns(west, here, '2031-07-01T07:00:00Z'), 130)
    assert.equal(await earns(east, there, '2031-07-31T15:00:00Z'), 100, '1 August')
  })

  test('a campaign begins and ends by its clock, on its weekdays', async () => {
    const [west, east] = await bothZones()
    // 5 September is a Friday.
    const times = { from: '2031-09-05T00:00', until: '2031-09-13T00:00', weekdays: ['fri'] }
    for (const desk of [west, east]) await startCampaign(desk, times)
    const [here, there] = [await west.member(), await east.member()]
    assert.equal(await earns(east, there, '2031-09-04T14:59:59Z'), 100)
    assert.equal(await earns(east, there, '2031-09-04T15:00:00Z'), 130)
    assert.equal(await earns(west, here, '2031-09-05T06:59:59Z'), 100)
    assert.equal(await earns(west, here, '2031-09-05T07:00:00Z'), 130)
    assert.equal(await earns(east, there, '2031-09-05T15:00:00Z'), 100, 'Saturday in the east')
    assert.equal(await earns(west, here, '2031-09-06T06:59:59Z'), 130)
    assert.equal(await earns(west, here, '2031-09-06T07:00:00Z'), 100)
    assert.equal(await earns(east, there, '2031-09-12T14:59:59Z'), 130)
    assert.equal(await earns(west, here, '2031-09-13T06:59:59Z'), 130)
    assert.equal(await earns(west, here, '2031-09-13T07:00:00Z'), 100)
  })
})

async function startCampaign(
  desk: Desk,
  { from, until, ...when }: { from: string; until: string; weekdays?: string[]; birthday_month?: true },
) {
  await desk.do('POST', 'campaigns', {
    client_op_id: randomUUID(),
    definition: {
      name: 'Some',
      description: '',
      from,
      until,
      effect: { bonus_points: 30 },
      when,
      stacks: true,
      priority: 1,
    },
  })
}

const monthly = { policy: 'after_earning', months: 1, notice_days: 0 } as const

describe('at the end of a month', () => {
  test('points of 31 January that last a month are there until the leap year’s 29 February is over', async () => {
    const [west, east] = await bothZones()
    for (const desk of [west, east]) await desk.settings({ expiry: monthly })
    const [here, there] = [await west.member(), await east.member()]
    // 31 January, 22:00 in the west; 1 February in the east.
    await earns(west, here, '2032-02-01T06:00:00Z')
    await earns(east, there, '2032-02-01T06:00:00Z')
    assert.equal((await west.account(here)).due, '2032-03-01T08:00:00Z')
    assert.equal((await east.account(there)).due, '2032-03-01T15:00:00Z')
    assert.equal(await balanceAt(west, here, '2032-03-01T07:59:59Z'), 100)
    assert.equal(await balanceAt(west, here, '2032-03-01T08:00:00Z'), 0)
    assert.equal(await balanceAt(east, there, '2032-03-01T14:59:59Z'), 100)
    assert.equal(await balanceAt(east, there, '2032-03-01T15:00:00Z'), 0)
  })
})

describe('on the day of 23 hours', () => {
  test('a cap holds from midnight to midnight, and points end at the midnight after it', async () => {
    const desk = await openIn(WEST)
    const member = await desk.member()
    const earned = await desk.member()
    await desk.settings({ expiry: { ...monthly, months: 1 } })
    // The clocks of the west go ahead on 14 March, a day that is 23 hours long.
    desk.go('2032-03-14T08:30:00Z')
    await desk.settings(DAY_CAP)
    assert.equal(await earns(desk, member, '2032-03-14T08:31:00Z'), 100)
    assert.equal(await earns(desk, member, '2032-03-15T06:59:59Z'), 50)
    assert.equal(await earns(desk, member, '2032-03-15T07:00:00Z'), 100, 'an hour sooner than the day before')
    await earns(desk, earned, '2032-03-15T07:00:00Z')
    assert.equal((await desk.account(earned)).due, '2032-04-16T07:00:00Z')
  })

  test('inactivity ends points and ranks by the calendar, not by hours', async () => {
    const desk = await openIn(WEST)
    await desk.settings({ expiry: { policy: 'inactivity', months: 1, notice_days: 0 } })
    await desk.do('PUT', 'ladder', {
      ranks: ['low', 'high'].map((key, i) => ({
        key,
        name: key,
        threshold: i * 100,
        multiplier_basis_points: 10_000,
      })),
      fall: { after_months: 1, grace_days: 2, notice_days: 0 },
    })
    const member = await desk.member()
    // 31 March, 23:59 in the west.
    await earns(desk, member, '2032-04-01T06:59:00Z')
    assert.equal((await desk.account(member)).rank, 'high')
    assert.equal(await balanceAt(desk, member, '2032-05-01T06:59:59Z'), 100, '30 April is the last day')
    assert.equal(await balanceAt(desk, member, '2032-05-01T07:00:00Z'), 0)
    assert.equal((await desk.account(member)).rank, 'high', 'in its days of grace')
    await balanceAt(desk, member, '2032-05-03T06:59:59Z')
    assert.equal((await desk.account(member)).rank, 'high')
    await balanceAt(desk, member, '2032-05-03T07:00:00Z')
    assert.equal((await desk.account(member)).rank, 'low')
    await desk.checkBooks()
  })
})

describe('on the day of 25 hours', () => {
  test('a cap holds from midnight to midnight, west and east', async () => {
    const west = await openIn(WEST)
    await west.settings(DAY_CAP)
    const here = await west.member()
    assert.equal(await earns(west, here, '2032-11-07T07:00:00Z'), 100)
    assert.equal(await earns(west, here, '2032-11-08T07:59:59Z'), 50)
    assert.equal(await earns(west, here, '2032-11-08T08:00:00Z'), 100)
    const east = await openIn(FAR_EAST)
    await east.settings(DAY_CAP)
    const there = await east.member()
    // The clocks of Auckland go back on 3 April.
    assert.equal(await earns(east, there, '2033-04-02T11:00:00Z'), 100)
    assert.equal(await earns(east, there, '2033-04-03T11:59:59Z'), 50)
    assert.equal(await earns(east, there, '2033-04-03T12:00:00Z'), 100)
  })

  test('seven days are seven dates, and a streak goes on over it', async () => {
    const desk = await openIn(WEST)
    const { criteria } = ACHIEVEMENT
    await world.addAchievement(desk.brand, 'often', {
      criteria: { ...criteria, value: [2], timeframe: '7d' },
    })
    const member = await desk.member()
    await earns(desk, member, '2033-11-01T07:10:00Z')
    // 168 hours and 40 minutes later it is the seventh date still: 7 November 2033 at 23:50, after the clocks went back.
    assert.deepEqual(await unlocks(desk, member, '2033-11-08T07:50:00Z'), ['often'])
    const late = await desk.member()
    await earns(desk, late, '2033-11-08T07:59:00Z')
    assert.deepEqual(await unlocks(desk, late, '2033-11-14T08:00:00Z'), [], 'the eighth date')
  })
})
