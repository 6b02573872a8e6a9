import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Customer, type Desk, openDesk } from '../../test/earning/desk.ts'
import { openWorld, type World } from '../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const DAY = 24
const openHere = () => openDesk(undefined, { world, timeZone: 'America/New_York' })

const actionsOf = async (desk: Desk, { id }: Customer) =>
  (await desk.rows<{ name: string }>('select name from actions where member_id = $1 order by id', [id])).map(
    ({ name }) => name,
  )

/** Settles, and again: the second time there is nothing to do. */
async function settleTwice(desk: Desk) {
  await desk.settle()
  const before = await desk.fingerprint()
  assert.equal(await desk.settle(), 0)
  assert.deepEqual(await desk.fingerprint(), before)
  await desk.checkBooks()
}

describe('points that end some months after they were earned', () => {
  const expiry = { policy: 'after_earning', months: 3, notice_days: 14 } as const

  test('end lot by lot, the soonest first, each with its notice before', async () => {
    const desk = await openHere()
    await desk.settings({ expiry, second_scan_basis_points: 10_000 })
    const member = await desk.member()
    await desk.scan(member)
    desk.pass(40 * DAY)
    await desk.scan(member)
    await desk.adjust(member, -30, { counts_for_rank: false })
    desk.pass(40 * DAY)
    await settleTwice(desk)
    assert.deepEqual((await actionsOf(desk, member)).slice(3), ['points_expiring'])
    assert.equal((await desk.account(member)).balance, 170)
    desk.pass(20 * DAY)
    await settleTwice(desk)
    assert.equal((await desk.account(member)).balance, 100, 'what was spent was of the first lot')
    desk.pass(60 * DAY)
    await settleTwice(desk)
    const { balance, lifetime, due } = await desk.account(member)
    assert.deepEqual({ balance, lifetime, due }, { balance: 0, lifetime: 200, due: null })
    const expired = (await desk.entries(member)).filter(({ reason }) => reason === 'expiry')
    assert.deepEqual(
      expired.map(({ amount }) => amount),
      [-70, -100],
    )
    assert.match(expired[0]?.source ?? '', /^lot:20\d\d-\d\d-\d\d$/)
  })

  test('tell Customer.io of it where the member consents, and nobody where not', async () => {
    const desk = await openHere()
    await desk.settings({ expiry })
    const [open, silent] = [await desk.member({ consent: true }), await desk.member({ consent: false })]
    for (const member of [open, silent]) await desk.scan(member)
    desk.pass(85 * DAY)
    await settleTwice(desk)
    assert.equal((await desk.events(open)).at(-1), 'points_expiring')
    assert.deepEqual(await desk.events(silent), [])
    assert.equal((await actionsOf(desk, silent)).at(-1), 'points_expiring')
    const [event] = await desk.rows<{ refs: object }>(
      `select refs from outbox where member_id = $1 and name = 'points_expiring'`,
      [open.id],
    )
    const [lot] = await desk.rows<{ day: string }>(
      `select to_char(date '1970-01-01' + expires_day, 'YYYY-MM-DD') as day from point_lots where member_id = $1`,
      [open.id],
    )
    assert.partialDeepStrictEqual(event?.refs, { points: 100, expires_on: lot?.day })
  })
})

describe('points that end by inactivity', () => {
  const expiry = { policy: 'inactivity', months: 2, notice_days: 10 } as const

  test('end all together after the notice, and a scan in between keeps them', async () => {
    const desk = await openHere()
    await desk.settings({ expiry, second_scan_basis_points: 10_000 })
    const [gone, back] = [await desk.member(), await desk.member()]
    for (const member of [gone, back]) await desk.scan(member)
    desk.pass(53 * DAY)
    await settleTwice(desk)
    for (const member of [gone, back]) assert.equal((await desk.events(member)).at(-1), 'points_expiring')
    await desk.scan(back)
    desk.pass(20 * DAY)
    await settleTwice(desk)
    assert.deepEqual([(await desk.account(gone)).balance, (await desk.account(back)).balance], [0, 200])
    assert.equal((await desk.entries(gone)).at(-1)?.source, 'inactivity')
  })

  test('get their notice first when the policy is new, however long nobody has been there', async () => {
    const desk = await openHere()
    const member = await desk.member()
    await desk.scan(member)
    desk.pass(365 * DAY)
    await desk.settings({ expiry })
    assert.equal((await desk.finishRuns()).kind, 'accounts_reschedule')
    await settleTwice(desk)
    assert.equal((await desk.account(member)).balance, 100)
    assert.equal((await desk.events(member)).at(-1), 'points_expiring')
    desk.pass(9 * DAY)
    await settleTwice(desk)
    assert.equal((await desk.account(member)).balance, 100)
    desk.pass(2 * DAY)
    await settleTwice(desk)
    assert.equal((await desk.account(member)).balance, 0)
  })

  test('that come after the end have a notice of their own', async () => {
    const desk = await openHere()
    await desk.settings({ expiry })
    const member = await desk.member()
    await desk.scan(member)
    desk.pass(53 * DAY)
    await desk.settle()
    desk.pass(12 * DAY)
    await desk.settle()
    assert.equal((await desk.account(member)).balance, 0)
    await desk.adjust(member, 25)
    await settleTwice(desk)
    assert.equal((await desk.account(member)).balance, 25)
    desk.pass(11 * DAY)
    await settleTwice(desk)
    assert.equal((await desk.account(member)).balance, 0)
  })

  test('settle in a scan that comes after the end: the old points are gone, the new ones stay', async () => {
    const desk = await openHere()
    await desk.settings({ expiry: { ...expiry, notice_days: 0 }, second_scan_basis_points: 10_000 })
    const member = await desk.member()
    await desk.scan(member)
    desk.pass(90 * DAY)
    const answer = await desk.scan(member)
    assert.deepEqual([answer.verdict, answer.new_balance], ['claimed', 100])
    assert.deepEqual(await actionsOf(desk, member), ['product_scanned', 'points_expired', 'product_scanned'])
    await desk.checkBooks()
  })
})

describe('a rank', () => {
  const ranks = ['bronze', 'silver', 'gold'].map((key, i) => ({
    key,
    name: key,
    threshold: i * 100,
    multiplier_basis_points: 10_000,
    rewards: { points: i * 10 },
  }))
  const fall = { after_months: 3, grace_days: 5, notice_days: 7 }

  async function goldMember(desk: Desk) {
    const member = await desk.member()
    for (let i = 0; i < 3; i++) await desk.scan(member)
    assert.equal((await desk.account(member)).rank, 'gold')
    return member
  }

  async function rankedDesk(ladderFall: object | null = fall) {
    const desk = await openHere()
    await desk.settings({ second_scan_basis_points: 10_000 })
    await desk.do('PUT', 'ladder', { ranks, fall: ladderFall })
    return desk
  }

  test('falls one step at a time, each with its notice; the way up is earned again, the reward is not', async () => {
    const desk = await rankedDesk()
    const member = await goldMember(desk)
    desk.pass(92 * DAY)
    await settleTwice(desk)
    assert.deepEqual((await actionsOf(desk, member)).slice(3), ['rank_will_fall'])
    assert.equal((await desk.events(member)).at(-1), 'rank_falling')
    desk.pass(8 * DAY)
    await settleTwice(desk)
    const { rank, lifetime, offset } = await desk.account(member)
    assert.deepEqual([rank, lifetime - offset], ['silver', 100])
    assert.equal((await desk.events(member)).at(-1), 'rank_changed')
    desk.pass(90 * DAY)
    await settleTwice(desk)
    desk.pass(8 * DAY)
    await settleTwice(desk)
    assert.equal((await desk.account(member)).rank, 'bronze')
    const up = await desk.scan(member)
    assert.deepEqual([up.rank.key, up.rank_changed, up.points_earned], ['silver', true, 100])
    await desk.checkBooks()
  })

  test('falls by its notice first, and then one step, where the worker was away for two years', async () => {
    const desk = await rankedDesk()
    const member = await goldMember(desk)
    desk.pass(730 * DAY)
    await settleTwice(desk)
    assert.equal((await desk.account(member)).rank, 'gold')
    desk.pass(8 * DAY)
    await settleTwice(desk)
    assert.equal((await desk.account(member)).rank, 'silver')
  })

  test('falls only after a notice where the policy is new', async () => {
    const desk = await rankedDesk(null)
    const member = await goldMember(desk)
    desk.pass(400 * DAY)
    await desk.settle()
    assert.equal((await desk.account(member)).rank, 'gold')
    await desk.do('PUT', 'ladder', { ranks, fall })
    assert.equal((await desk.finishRuns()).kind, 'accounts_reschedule')
    await settleTwice(desk)
    assert.deepEqual(
      [(await desk.account(member)).rank, (await desk.events(member)).at(-1)],
      ['gold', 'rank_falling'],
    )
    desk.pass(8 * DAY)
    await settleTwice(desk)
    assert.equal((await desk.account(member)).rank, 'silver')
  })
})

describe('the job', () => {
  const MEMBERS = 60

  async function dueDesk() {
    const desk = await openHere()
    await desk.settings({ expiry: { policy: 'after_earning', months: 1, notice_days: 0 } })
    const members = await Promise.all(Array.from({ length: MEMBERS }, () => desk.member()))
    for (const member of members) await desk.scan(member)
    desk.pass(40 * DAY)
    return { desk, members }
  }

  const balances = async (desk: Desk) => {
    const [row] = await desk.rows<{ total: number; expiries: number }>(
      `select sum(points_balance)::int as total,
         (select count(*)::int from ledger_entries e where e.brand_id = $1 and e.reason = 'expiry') as expiries
       from members m where brand_id = $1`,
      [desk.brand.id],
    )
    return row
  }

  test('killed in the middle of a slice has done the slices before, and does the rest when it comes again', async () => {
    const { desk } = await dueDesk()
    await desk.rows(`
      create function die() returns trigger language plpgsql as $$ begin
        if (select count(*) from ledger_entries where brand_id = new.brand_id and reason = 'expiry') >= 50
        then raise exception 'killed' using errcode = '57P01'; end if; return new; end $$`)
    await desk.rows('create trigger die before insert on ledger_entries for each row execute function die()')
    await assert.rejects(desk.settle(), /killed/)
    await desk.checkBooks()
    assert.deepEqual(await balances(desk), { total: 1_000, expiries: 50 })
    await desk.rows('drop function die cascade')
    assert.equal(await desk.settle(), 10)
    assert.deepEqual(await balances(desk), { total: 0, expiries: 60 })
    await desk.checkBooks()
  })

  test('of one account that cannot be settled holds up no other', async () => {
    const { desk, members } = await dueDesk()
    const id = members[7]?.id
    await desk.rows(`
      create function refuse() returns trigger language plpgsql as $$ begin
        if new.member_id = '${id}' then raise exception 'refused'; end if; return new; end $$`)
    await desk.rows(
      'create trigger refuse before insert on ledger_entries for each row execute function refuse()',
    )
    assert.equal(await desk.settle(), 59)
    await desk.rows('drop function refuse cascade')
    assert.equal(await desk.settle(), 1)
    await desk.checkBooks()
  })

  test('of two workers at once does everything once', async () => {
    const { desk } = await dueDesk()
    await Promise.all([desk.settle(), desk.settle()])
    assert.deepEqual(await balances(desk), { total: 0, expiries: 60 })
    await desk.checkBooks()
  })

  test('settles beside scans of the same members', async () => {
    const { desk, members } = await dueDesk()
    await Promise.all([desk.settle(), ...members.slice(0, 30).map(member => desk.scan(member))])
    assert.deepEqual(await balances(desk), { total: 30 * 200, expiries: 60 })
    await desk.checkBooks()
  })
})
