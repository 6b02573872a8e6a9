import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { type Customer, type Desk, openDesk } from '../../../test/earning/desk.ts'
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

const reason = 'Mould was found'
const recall = (body: object) =>
  desk.ask('POST', 'recalls', { client_op_id: randomUUID(), reason, made_good: 'keep_points', ...body })

/** A batch of four codes, of which the member has claimed two. */
async function claimed(member: Customer) {
  const { batchId, codes } = await world.addCodes(4, { brand: desk.brand })
  await desk.scan(member, { code: codes[0] as string })
  await desk.scan(member, { code: codes[1] as string })
  return { batchId, codes }
}

const mailsTo = ({ id }: Customer) =>
  desk.rows<{ template: string }>('select template from mail_queue where member_id = $1', [id])

describe('a recall', () => {
  test('voids what nobody has, and tells who claimed a pack: in history, by event where agreed, and by one mail', async () => {
    const [agreed, silent] = [await desk.member(), await desk.member({ consent: false })]
    const [first, second] = [await claimed(agreed), await claimed(silent)]
    const { status, body } = await recall({ batch_ids: [first.batchId, second.batchId] })
    assert.equal(status, 202)
    assert.equal((await desk.scan(agreed, { code: first.codes[2] as string })).verdict, 'void')
    const run = await desk.finishRuns()
    assert.deepEqual([run.id, run.state, run.done, run.total], [body.run_id, 'done', 4, 4])
    assert.deepEqual(run.result, { mails: 2 })
    for (const member of [agreed, silent]) {
      const { items } = (
        await world.app.server.inject({
          url: '/api/history',
          headers: world.headers({ brand: desk.brand, token: member.token }),
        })
      ).json()
      const titles = items.map(({ title }: { title: string }) => title)
      assert.equal(titles.filter((title: string) => title === 'Recalled: Ten dollar flower').length, 2)
      assert.deepEqual(await mailsTo(member), [{ template: 'recall' }])
      assert.equal((await desk.account(member)).balance, 300, 'the points stay')
    }
    const told = (await desk.events(agreed)).filter(name => name === 'product_recalled')
    assert.equal(told.length, 2)
    assert.deepEqual(await desk.events(silent), [])
    const { items } = await desk.do('GET', 'recalls?limit=1')
    assert.deepEqual([items[0].id, items[0].state, items[0].packs], [body.recall_id, 'done', 4])
  })

  test('of a lot takes all its batches, and a bonus is given for each pack', async () => {
    const lot = `L-${randomUUID().slice(0, 8)}`
    const member = await desk.member()
    const { batchId } = await claimed(member)
    const other = await world.addCodes(1, { brand: desk.brand })
    await desk.rows('update batches set lot_number = $1 where id = any($2)', [lot, [batchId, other.batchId]])
    const { body } = await recall({ lot_number: lot, made_good: 'bonus', bonus_points: 50 })
    assert.equal(body.batch_ids.length, 2)
    await desk.finishRuns()
    const { balance, lifetime } = await desk.account(member)
    assert.deepEqual([balance, lifetime], [400, 300], 'an apology is no lifetime point')
  })

  test('that holds the points has them reviewed: released they are back, rejected the scan counts no more', async () => {
    const [kept, lost] = [await desk.member(), await desk.member()]
    for (const member of [kept, lost]) {
      const { batchId } = await claimed(member)
      await recall({ batch_ids: [batchId], made_good: 'hold' })
    }
    await desk.finishRuns()
    for (const [member, verdict] of [
      [kept, 'release'],
      [lost, 'reject'],
    ] as const) {
      const { balance, held, lifetime } = await desk.account(member)
      assert.deepEqual([balance, held, lifetime], [0, 300, 0])
      const holds = await desk.rows<{ id: string }>(
        `select id from point_holds where member_id = $1 and state = 'held' and settles_at is null`,
        [member.id],
      )
      assert.equal(holds.length, 2)
      for (const { id } of holds)
        await desk.do('POST', `holds/${id}/${verdict}`, { client_op_id: randomUUID() })
    }
    const [back, gone] = [await desk.account(kept), await desk.account(lost)]
    assert.deepEqual([back.balance, back.held, back.lifetime], [300, 0, 300])
    assert.deepEqual([gone.balance, gone.held, gone.lifetime], [0, 0, 0])
    await desk.checkBooks()
  })

  test('that holds the points leaves what is spent, and keeps what time would release', async () => {
    await desk.settings({ holds: { settle_after_hours: 72, review_from_scan_of_day: null } })
    const waiting = await desk.member()
    const held = await claimed(waiting)
    await desk.settings({ holds: { settle_after_hours: 0, review_from_scan_of_day: null } })
    const spender = await desk.member()
    const spent = await claimed(spender)
    await desk.adjust(spender, -250)
    await recall({ batch_ids: [held.batchId, spent.batchId], made_good: 'hold' })
    await desk.finishRuns()
    desk.pass(100)
    await desk.settle()
    const [late, poor] = [await desk.account(waiting), await desk.account(spender)]
    assert.deepEqual([late.balance, late.held], [0, 300])
    assert.deepEqual([poor.balance, poor.held, poor.owed], [0, 50, 0])
    await desk.checkBooks()
  })

  test('of more packs than a slice tells of each pack, and writes to nobody twice', async () => {
    const { batchId, codes } = await world.addCodes(45, { brand: desk.brand })
    const people = await Promise.all(Array.from({ length: 15 }, () => desk.member()))
    for (const [i, code] of codes.entries()) await desk.scan(people[i % 15] as Customer, { code })
    const { body } = await recall({ batch_ids: [batchId] })
    await desk.finishRuns()
    await desk.advance(body.run_id)
    const [sums] = await desk.rows<{ mails: number; entries: number }>(
      `select (select count(*)::int from mail_queue where member_id = any($1)) as mails,
         (select count(*)::int from actions where member_id = any($1) and name = 'product_recalled') as entries`,
      [people.map(({ id }) => id)],
    )
    assert.deepEqual(sums, { mails: 15, entries: 45 })
  })

  test('is one recall for one operation, and a batch is recalled once', async () => {
    const { batchId } = await claimed(await desk.member())
    const client_op_id = randomUUID()
    const [first, again] = await Promise.all([
      recall({ batch_ids: [batchId], client_op_id }),
      recall({ batch_ids: [batchId], client_op_id }),
    ])
    assert.deepEqual([first.status, first.text], [202, again.text])
    const reused = await recall({ batch_ids: [batchId], client_op_id, reason: 'Another reason' })
    assert.equal(reused.body.code, 'operation_reused')
    assert.equal((await recall({ batch_ids: [batchId] })).body.errors[0].message, 'was recalled before')
    const { items } = await desk.do('GET', 'audit?limit=1')
    assert.deepEqual(
      [items[0].action, items[0].subject],
      ['product.recalled', `recall:${first.body.recall_id}`],
    )
  })

  test('that names nothing is refused with the field, and changes nothing', async () => {
    const { batchId } = await claimed(await desk.member())
    const before = await desk.fingerprint()
    for (const [body, field] of [
      [{}, 'batch_ids'],
      [{ batch_ids: [batchId], lot_number: 'L' }, 'batch_ids'],
      [{ batch_ids: [batchId, randomUUID()] }, 'batch_ids.1'],
      [{ lot_number: 'nobody has it' }, 'lot_number'],
      [{ batch_ids: [batchId], made_good: 'bonus' }, 'bonus_points'],
      [{ batch_ids: [batchId], bonus_points: 5 }, 'bonus_points'],
      [{ batch_ids: [batchId], reason: ' ' }, 'reason'],
    ] as const) {
      const { status, body: answer } = await recall(body)
      assert.deepEqual([status, answer.errors?.[0].field], [400, field])
    }
    assert.deepEqual(await desk.fingerprint(), before)
    assert.equal((await desk.ask('POST', 'recalls', {}, 'marketer')).body.code, 'not_allowed')
  })
})
