import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { type Customer, type Desk, openDesk } from '../../test/earning/desk.ts'
import { ACHIEVEMENT, openWorld, type World } from '../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

async function newDesk() {
  const desk = await openDesk(undefined, { world })
  await desk.settings({ second_scan_basis_points: 10_000 })
  return desk
}

/** A member's packs, scanned one after the other: their codes. */
async function scanPacks(desk: Desk, member: Customer, count: number): Promise<string[]> {
  const codes = await desk.codes(count)
  for (const code of codes) await desk.scan(member, { code })
  return codes
}

const LADDER = {
  ranks: [
    { key: 'low', name: 'Low', threshold: 0, multiplier_basis_points: 10_000 },
    { key: 'high', name: 'High', threshold: 200, multiplier_basis_points: 10_000, rewards: { points: 50 } },
  ],
  fall: null,
}

const REVIEW = { settle_after_hours: 0, review_from_scan_of_day: 2 }

const shortEntries = async (desk: Desk, member: Customer) =>
  (await desk.entries(member)).map(({ reason, amount, owed, lifetime }) => [reason, amount, owed, lifetime])

const reviewed = async (desk: Desk, member: Customer, verdict: 'release' | 'reject') => {
  const [hold] = await desk.rows<{ id: string }>(
    `select id from point_holds where member_id = $1 and state = 'held' order by id desc`,
    [member.id],
  )
  return desk.do('POST', `holds/${hold?.id}/${verdict}`, { client_op_id: randomUUID() })
}

describe('a returned pack takes', () => {
  test('points that were spent as a debt, which the next scan repays first', async () => {
    const desk = await newDesk()
    const member = await desk.member()
    const [code] = (await scanPacks(desk, member, 1)) as [string]
    await desk.adjust(member, -70, { counts_for_rank: false })
    const { body } = await desk.giveBack(code)
    assert.deepEqual([body.points_taken, body.points_owed, body.new_balance], [30, 70, 0])
    const next = await desk.scan(member)
    assert.deepEqual([next.points_earned, next.points_repaid, next.new_balance], [100, 70, 30])
    assert.deepEqual((await shortEntries(desk, member)).slice(2), [
      ['reversal', -30, 70, -100],
      ['scan', 100, 0, 100],
      ['repayment', -70, -70, 0],
    ])
    await desk.checkBooks()
  })

  test('the achievement that it unlocked, with its points and its running multiplier', async () => {
    const desk = await newDesk()
    await world.addAchievement(desk.brand, 'second', {
      criteria: { ...ACHIEVEMENT.criteria, value: [2] },
      rewards: { points: 40, multiplier: { basis_points: 30_000, days: 7 } },
    })
    const member = await desk.member()
    const [, second] = (await scanPacks(desk, member, 2)) as [string, string]
    const { body } = await desk.giveBack(second)
    assert.deepEqual([body.achievements_revoked, body.points_taken, body.new_balance], [['second'], 140, 100])
    assert.deepEqual((await desk.account(member)).unlocked, [])
    const again = await desk.scan(member)
    assert.deepEqual([again.multiplier, again.achievements_unlocked[0].key], [1, 'second'])
    assert.equal((await desk.scan(member)).multiplier, 3)
    await desk.checkBooks()
  })

  test('not the achievement that the packs left reach all the same', async () => {
    const desk = await newDesk()
    await world.addAchievement(desk.brand, 'second', { criteria: { ...ACHIEVEMENT.criteria, value: [2] } })
    const member = await desk.member()
    const [, second] = (await scanPacks(desk, member, 3)) as [string, string]
    const { body } = await desk.giveBack(second)
    assert.deepEqual([body.achievements_revoked, body.points_taken], [[], 100])
    assert.deepEqual((await desk.account(member)).unlocked, ['second'])
    await desk.checkBooks()
  })

  test('this month’s unlock of a repeatable one, with the multiplier that this pack brought, not another’s', async () => {
    const desk = await newDesk()
    await world.addAchievement(desk.brand, 'daily', {
      criteria: { ...ACHIEVEMENT.criteria, value: [1], timeframe: '7d' },
      repeat: { every: 'day' },
      rewards: { points: 5, multiplier: { basis_points: 20_000, days: 30 } },
    })
    const member = await desk.member()
    const [first] = (await scanPacks(desk, member, 1)) as [string]
    desk.pass(24)
    await scanPacks(desk, member, 1)
    const { body } = await desk.giveBack(first)
    assert.deepEqual([body.achievements_revoked, body.points_taken], [['daily'], 105])
    const [row] = await desk.rows('select times from member_achievements where member_id = $1', [member.id])
    assert.equal(row?.times, 1)
    const running = await desk.rows('select action_id from timed_multipliers where member_id = $1', [
      member.id,
    ])
    const [last] = await desk.rows(
      `select id from actions where member_id = $1 and name = 'product_scanned' order by id desc limit 1`,
      [member.id],
    )
    assert.deepEqual(running, [{ action_id: last?.id }])
    await desk.checkBooks()
  })

  test('the rank that the points no longer reach, with its reward, and tells Customer.io', async () => {
    const desk = await newDesk()
    await desk.do('PUT', 'ladder', LADDER)
    const member = await desk.member()
    const [, second] = (await scanPacks(desk, member, 2)) as [string, string]
    assert.deepEqual((await desk.account(member)).rank, 'high')
    const { body } = await desk.giveBack(second)
    assert.deepEqual(
      [body.rank, body.rank_changed, body.points_taken, body.new_balance],
      ['low', true, 150, 100],
    )
    assert.equal((await desk.events(member)).at(-1), 'rank_changed')
    const again = await desk.scan(member)
    assert.deepEqual([again.rank.key, again.points_earned], ['high', 150])
    await desk.checkBooks()
  })

  test('lifetime points to 0 at most, where an operator has taken some before', async () => {
    const desk = await newDesk()
    const member = await desk.member()
    const [code] = (await scanPacks(desk, member, 1)) as [string]
    await desk.adjust(member, -60)
    const { status, body } = await desk.giveBack(code)
    assert.deepEqual([status, body.points_taken, body.points_owed], [200, 40, 60])
    assert.equal((await desk.account(member)).lifetime, 0)
    await desk.checkBooks()
  })
})

describe('a returned pack whose points are held', () => {
  test('takes them out of the hold, and the member owes nothing', async () => {
    const desk = await newDesk()
    await desk.settings({ holds: REVIEW })
    const member = await desk.member()
    const [, held] = (await scanPacks(desk, member, 2)) as [string, string]
    assert.equal((await desk.account(member)).held, 100)
    const { body } = await desk.giveBack(held)
    assert.deepEqual([body.points_taken, body.points_owed, body.new_balance], [0, 0, 100])
    const { balance, held: left, scans } = await desk.account(member)
    assert.deepEqual({ balance, left, scans }, { balance: 100, left: 0, scans: 1 })
    await desk.checkBooks()
  })

  test('takes them back where time has released them and no job has come by yet', async () => {
    const desk = await newDesk()
    await desk.settings({ holds: { settle_after_hours: 24, review_from_scan_of_day: null } })
    const member = await desk.member()
    const [code] = (await scanPacks(desk, member, 1)) as [string]
    desk.pass(25)
    const { body } = await desk.giveBack(code)
    assert.deepEqual([body.points_taken, body.new_balance], [100, 0])
    const { balance, held, lifetime } = await desk.account(member)
    assert.deepEqual({ balance, held, lifetime }, { balance: 0, held: 0, lifetime: 0 })
    await desk.checkBooks()
  })

  test('takes the reward of the rank that their release brought', async () => {
    const desk = await newDesk()
    await desk.settings({ holds: REVIEW })
    await desk.do('PUT', 'ladder', LADDER)
    const member = await desk.member()
    const [, held] = (await scanPacks(desk, member, 2)) as [string, string]
    await reviewed(desk, member, 'release')
    assert.deepEqual((await desk.account(member)).balance, 250)
    const { body } = await desk.giveBack(held)
    assert.deepEqual([body.rank, body.points_taken, body.new_balance], ['low', 150, 100])
    await desk.checkBooks()
  })

  test('can be returned after a review has rejected them', async () => {
    const desk = await newDesk()
    await desk.settings({ holds: REVIEW })
    const member = await desk.member()
    const [, held] = (await scanPacks(desk, member, 2)) as [string, string]
    await reviewed(desk, member, 'reject')
    const { status, body } = await desk.giveBack(held, 'void')
    assert.deepEqual([status, body.points_taken, body.points_owed], [200, 0, 0])
    assert.equal((await desk.account(member)).scans, 1)
    await desk.checkBooks()
  })

  test('takes the bonus of an achievement out of the hold of another scan', async () => {
    const desk = await newDesk()
    await world.addAchievement(desk.brand, 'second', {
      criteria: { ...ACHIEVEMENT.criteria, value: [2] },
      rewards: { points: 40 },
    })
    await desk.settings({ holds: REVIEW })
    const member = await desk.member()
    const [first] = (await scanPacks(desk, member, 2)) as [string]
    assert.equal((await desk.account(member)).held, 140)
    const { body } = await desk.giveBack(first)
    assert.deepEqual(body.achievements_revoked, ['second'])
    assert.equal((await desk.account(member)).held, 100)
    assert.equal((await reviewed(desk, member, 'release')).new_balance, 100)
    await desk.checkBooks()
  })
})

test('a member with ten thousand scans can return a pack within two seconds', async () => {
  const desk = await newDesk()
  await world.addAchievement(desk.brand, 'many', { criteria: { ...ACHIEVEMENT.criteria, value: [10_000] } })
  const member = await desk.member()
  const [code] = (await scanPacks(desk, member, 1)) as [string]
  await desk.addPastScans(member, 10_000)
  const began = performance.now()
  const { status, body } = await desk.giveBack(code)
  assert.deepEqual([status, body.points_taken], [200, 100])
  assert.ok(performance.now() - began < 2_000, `${performance.now() - began} ms`)
  await desk.checkBooks()
})
