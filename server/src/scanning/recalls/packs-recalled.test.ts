import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { type Customer, type Desk, openDesk } from '../../../test/earning/desk.ts'
import { addReward } from '../../../test/goals/add-reward.ts'
import { openWorld, type World } from '../../../test/world.ts'

let world: World
let desk: Desk
before(async () => {
  world = await openWorld()
  desk = await openDesk(undefined, { world })
})
after(async () => {
  await desk.checkBooks()
  await world.close()
})

const recall = (body: object) =>
  desk.do('POST', 'recalls', { client_op_id: randomUUID(), reason: 'Mould was found', ...body })

/** Two packs of a batch, of 100 and then 200 points. */
async function claimed(member: Customer) {
  const { batchId, codes } = await world.addCodes(2, { brand: desk.brand })
  for (const code of codes) {
    await desk.scan(member, { code })
    desk.pass(1)
  }
  return { batchId, codes: codes as [string, string] }
}

const timesTold = async ({ id }: Customer) =>
  (await desk.rows(`select 1 from actions where member_id = $1 and name = 'product_recalled'`, [id])).length

const review = async ({ id }: Customer, verdict: string) => {
  const holds = await desk.rows<{ id: string }>(
    `select id from point_holds where member_id = $1 and state = 'held' order by id`,
    [id],
  )
  for (const hold of holds) {
    await desk.do('POST', `holds/${hold.id}/${verdict}`, { client_op_id: randomUUID() })
  }
  return holds.length
}

const books = async (member: Customer) => {
  const { balance, held, owed, scans } = await desk.account(member)
  return { balance, held, owed, scans }
}

describe('a recalled pack whose points were held', () => {
  test('comes back: its hold goes with it, spent or not', async () => {
    const [thrifty, spender] = [await desk.member(), await desk.member()]
    const packs = [await claimed(thrifty), await claimed(spender)]
    await desk.adjust(spender, -250, { counts_for_rank: false })
    await recall({ batch_ids: packs.map(({ batchId }) => batchId), made_good: 'hold' })
    await desk.finishRuns()
    assert.deepEqual(await books(thrifty), { balance: 0, held: 300, owed: 0, scans: 2 })
    assert.deepEqual(await books(spender), { balance: 0, held: 50, owed: 0, scans: 2 })
    for (const { codes } of packs) {
      for (const code of codes) assert.equal((await desk.giveBack(code)).status, 200)
      assert.equal((await desk.scan(thrifty, { code: codes[0] })).verdict, 'void', 'and nobody gets it again')
    }
    assert.deepEqual(await books(thrifty), { balance: 0, held: 0, owed: 0, scans: 0 })
    assert.deepEqual(await books(spender), { balance: 0, held: 0, owed: 250, scans: 0 })
    await desk.checkBooks()
  })

  test('is rejected: what was spent of it is owed; or released: what was held is back', async () => {
    const [lost, kept] = [await desk.member(), await desk.member()]
    const packs = [await claimed(lost), await claimed(kept)]
    for (const member of [lost, kept]) await desk.adjust(member, -250, { counts_for_rank: false })
    await recall({ batch_ids: packs.map(({ batchId }) => batchId), made_good: 'hold' })
    await desk.finishRuns()
    // What can be held back is of the first pack; nothing of the second is left to be reviewed.
    assert.equal(await review(lost, 'reject'), 1)
    assert.equal(await review(kept, 'release'), 1)
    assert.deepEqual(await books(lost), { balance: 0, held: 0, owed: 50, scans: 2 })
    assert.deepEqual(await books(kept), { balance: 50, held: 0, owed: 0, scans: 2 })
    assert.deepEqual(
      [(await desk.account(lost)).lifetime, (await desk.account(kept)).lifetime],
      [200, 300],
      'the second pack counts',
    )
    await desk.checkBooks()
  })
})

test('a pack that comes back while the recall waits for its member is recalled from nobody, and earns no bonus', async () => {
  const member = await desk.member()
  const { batchId, codes } = await claimed(member)
  const { run_id } = await recall({ batch_ids: [batchId], made_good: 'bonus', bonus_points: 50 })
  const waiting = async (count: number) => {
    for (;;) {
      const [row] = await desk.rows<{ count: number }>(
        `select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      if (row && row.count >= count) return
      await new Promise(resolve => setTimeout(resolve, 10))
    }
  }
  await desk.admin.query('begin')
  await desk.admin.query('select 1 from members where id = $1 for update', [member.id])
  const back = desk.giveBack(codes[0])
  await waiting(1)
  const told = desk.advance(run_id)
  await waiting(2)
  await desk.admin.query('commit')
  assert.equal((await back).status, 200)
  await told
  assert.equal(await timesTold(member), 1)
  assert.equal((await desk.account(member)).balance, 250, 'the other pack’s points, and one bonus')
})

test('a bonus completes the goal that it reaches', async () => {
  const member = await desk.member()
  const { batchId } = await claimed(member)
  const rewardId = await addReward(desk.admin, desk.brand.id, { cost_points: 340 })
  const headers = world.headers({ brand: desk.brand, token: member.token })
  const goal = { method: 'PUT' as const, url: '/api/goal', headers, payload: { reward_id: rewardId } }
  assert.equal((await world.app.server.inject(goal)).statusCode, 200)
  await recall({ batch_ids: [batchId], made_good: 'bonus', bonus_points: 20 })
  await desk.finishRuns()
  assert.ok((await desk.events(member)).includes('goal_completed'))
})

test('a bonus has support’s limit; an owner has none', async () => {
  const { batchId } = await claimed(await desk.member())
  const payload = {
    client_op_id: randomUUID(),
    batch_ids: [batchId],
    reason: 'Mould was found',
    made_good: 'bonus',
    bonus_points: 5_001,
  }
  const before = await desk.fingerprint()
  assert.equal((await desk.ask('POST', 'recalls', payload, 'support')).body.code, 'above_your_limit')
  assert.deepEqual(await desk.fingerprint(), before)
  assert.equal((await desk.ask('POST', 'recalls', payload)).status, 202)
})

test('packs of a lot that are printed after its recall are not void; recalled again, the lot takes them alone', async () => {
  const lot = `L-${randomUUID().slice(0, 8)}`
  const ofLot = async () => {
    const { batchId, codes } = await world.addCodes(1, { brand: desk.brand })
    await desk.rows('update batches set lot_number = $1 where id = $2', [lot, batchId])
    return { batchId, code: codes[0] as string }
  }
  const member = await desk.member()
  const first = await ofLot()
  await recall({ lot_number: lot, made_good: 'keep_points' })
  const later = await ofLot()
  assert.equal((await desk.scan(member, { code: first.code })).verdict, 'void')
  assert.equal((await desk.scan(member, { code: later.code })).verdict, 'claimed')
  const again = await recall({ lot_number: lot, made_good: 'keep_points' })
  assert.deepEqual(again.batch_ids, [later.batchId])
  await desk.finishRuns()
  assert.equal(await timesTold(member), 1)
})

test('a pack that is recalled says so, with the reason, to whoever looks at its code', async () => {
  const member = await desk.member()
  const { batchId, codes } = await claimed(member)
  const [unclaimed] = (await desk.codes(1)) as [string]
  const show = async (code: string) => {
    const headers = world.headers({ brand: desk.brand, token: member.token })
    return (await world.app.server.inject({ url: `/api/codes/${code}`, headers })).json()
  }
  assert.equal((await show(codes[0])).recall, null)
  const [other] = await desk.rows<{ id: string }>(
    'select id from batches where brand_id = $1 order by id desc limit 1',
    [desk.brand.id],
  )
  await recall({ batch_ids: [batchId, other?.id], made_good: 'keep_points' })
  for (const [code, expected] of [
    [codes[0], 'already_yours'],
    [unclaimed, 'void'],
  ] as const) {
    const { verdict, recall: said } = await show(code)
    assert.deepEqual([verdict, said], [expected, { reason: 'Mould was found' }])
  }
})
