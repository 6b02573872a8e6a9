import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { type Customer, type Desk, openDesk } from '../../test/earning/desk.ts'
import { openWorld, type World } from '../../test/world.ts'

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

/** A member who has scanned one pack. */
async function claimed(): Promise<{ member: Customer; code: string }> {
  const member = await desk.member()
  const [code] = (await desk.codes(1)) as [string]
  await desk.scan(member, { code })
  return { member, code }
}

const packOf = async (code: string) => {
  const { member } = await claimed()
  const { verdict } = await desk.scan(member, { code })
  return verdict
}

describe('a returned pack', () => {
  test('can be claimed again where it was reopened, and the first scan never was', async () => {
    const { member, code } = await claimed()
    const { status, body } = await desk.giveBack(code, 'claimable')
    assert.equal(status, 200)
    assert.deepEqual(
      [body.member_id, body.points_taken, body.points_owed, body.new_balance, body.code_becomes],
      [member.id, 100, 0, 0, 'claimable'],
    )
    const { balance, lifetime, scans } = await desk.account(member)
    assert.deepEqual({ balance, lifetime, scans }, { balance: 0, lifetime: 0, scans: 0 })
    assert.equal(await packOf(code), 'claimed')
    assert.equal((await desk.scan(member, { code })).verdict, 'claimed_by_another')
  })

  test('is void for everybody where it was voided', async () => {
    const { member, code } = await claimed()
    assert.equal((await desk.giveBack(code, 'void')).status, 200)
    assert.equal(await packOf(code), 'void')
    assert.equal((await desk.scan(member, { code })).verdict, 'void')
  })

  test('is found by batch and serial where its code cannot be read', async () => {
    const { code } = await claimed()
    const [pack] = await desk.rows<{ batch_id: string; serial: number }>(
      'select batch_id, serial from codes where claimed_by is not null order by claimed_at desc, claim_action_id desc limit 1',
    )
    const { status, body } = await desk.ask('POST', 'returns', {
      client_op_id: randomUUID(),
      ...pack,
      code_becomes: 'claimable',
      reason: 'Unreadable',
    })
    assert.deepEqual([status, body.batch_id, body.serial], [200, pack?.batch_id, pack?.serial])
    assert.equal(await packOf(code), 'claimed')
  })

  test('takes the gift with it while that has not gone out', async () => {
    const waiting = await claimed()
    assert.equal((await desk.giveBack(waiting.code)).body.gift_cancelled, true)
    const shipped = await claimed()
    await desk.rows(`update orders set state = 'shipped' where member_id = $1`, [shipped.member.id])
    assert.equal((await desk.giveBack(shipped.code)).body.gift_cancelled, false)
    const orders = await desk.rows('select state from orders where member_id = any($1) order by id', [
      [waiting.member.id, shipped.member.id],
    ])
    assert.deepEqual(orders, [{ state: 'cancelled' }, { state: 'shipped' }])
  })

  test('whose gift has gone out brings no second one: the next first pack has points only', async () => {
    const waiting = await claimed()
    await desk.giveBack(waiting.code)
    const [again, other] = (await desk.codes(2)) as [string, string]
    assert.ok(
      (await desk.scan(waiting.member, { code: again })).gift,
      'what never went out comes with the next',
    )
    const shipped = await claimed()
    await desk.rows(`update orders set state = 'shipped' where member_id = $1`, [shipped.member.id])
    await desk.giveBack(shipped.code)
    const scanned = await desk.scan(shipped.member, { code: other })
    assert.deepEqual([scanned.verdict, scanned.points_earned, scanned.gift], ['claimed', 100, null])
    await desk.giveBack(other)
    const [last] = (await desk.codes(1)) as [string]
    assert.equal((await desk.scan(shipped.member, { code: last })).gift, null, 'nor ever')
  })

  test('is in the audit, with what was before and all that is after', async () => {
    const { member, code } = await claimed()
    const { body } = await desk.giveBack(code, 'void')
    const { items } = await desk.do('GET', 'audit?limit=1')
    assert.equal(items[0].action, 'pack.returned')
    assert.equal(items[0].subject, `code:${body.batch_id}/${body.serial}`)
    assert.deepEqual(items[0].before, { claimed_by: member.id })
    assert.deepEqual(items[0].after, body)
    const [action] = await desk.rows<{ data: Record<string, unknown> }>(
      'select data from actions where id = $1',
      [body.action_id],
    )
    assert.equal(action?.data.reason, 'Came back to the shop')
  })
})

describe('a return that cannot be', () => {
  test('of an unknown code, of one of another brand or of nonsense is 404', async () => {
    const other = await openDesk(undefined, { world })
    const [foreign] = (await other.codes(1)) as [string]
    await other.scan(await other.member(), { code: foreign })
    for (const code of ['0000-0000-0000-0000', foreign, 'nonsense-nonsense']) {
      const { status, body } = await desk.giveBack(code)
      assert.deepEqual([status, body.code], [404, 'not_found'], code)
    }
    const byPlace = { batch_id: randomUUID(), serial: 1, code_becomes: 'void', reason: 'Lost' }
    const { status } = await desk.ask('POST', 'returns', { client_op_id: randomUUID(), ...byPlace })
    assert.equal(status, 404)
  })

  test('of a pack that nobody has claimed is 409', async () => {
    const [code] = (await desk.codes(1)) as [string]
    const { status, body } = await desk.giveBack(code)
    assert.deepEqual([status, body.code], [409, 'not_claimed'])
  })

  test('of a member who has left says so, and the pack stays as it is', async () => {
    const { member, code } = await claimed()
    const left = await desk.ask('POST', `members/${member.id}/erasure`, {
      client_op_id: randomUUID(),
      confirm: true,
      reason: 'They asked',
    })
    assert.equal(left.status, 200, left.text)
    const { status, body } = await desk.giveBack(code)
    assert.deepEqual([status, body.code], [409, 'member_erased'])
    assert.equal(await packOf(code), 'claimed_by_another')
  })

  test('a second time is 409, and nothing is half done', async () => {
    const { code } = await claimed()
    await desk.giveBack(code)
    const before = await desk.fingerprint()
    const { status, body } = await desk.giveBack(code)
    assert.deepEqual([status, body.code], [409, 'not_claimed'])
    assert.deepEqual(await desk.fingerprint(), before)
  })

  test('is not for marketers and analysts', async () => {
    const { code } = await claimed()
    const payload = { client_op_id: randomUUID(), code, code_becomes: 'void', reason: 'Came back' }
    for (const role of ['marketer', 'analyst'] as const) {
      assert.equal((await desk.ask('POST', 'returns', payload, role)).body.code, 'not_allowed')
    }
    assert.equal((await desk.ask('POST', 'returns', payload, 'support')).status, 200)
  })
})

describe('the operation of a return', () => {
  test('again answers the same bytes and changes nothing, also by the other name of the pack', async () => {
    const { code } = await claimed()
    const operation = randomUUID()
    const first = await desk.giveBack(code, 'claimable', operation)
    const before = await desk.fingerprint()
    const again = await desk.giveBack(code, 'claimable', operation)
    const { batch_id, serial } = first.body
    const byPlace = await desk.ask('POST', 'returns', {
      client_op_id: operation,
      batch_id,
      serial,
      code_becomes: 'claimable',
      reason: 'Came back to the shop',
    })
    assert.deepEqual([again.text, byPlace.text], [first.text, first.text])
    assert.deepEqual(await desk.fingerprint(), before)
  })

  test('with another body is 409', async () => {
    const { code } = await claimed()
    const other = await claimed()
    const operation = randomUUID()
    await desk.giveBack(code, 'claimable', operation)
    for (const reply of [
      await desk.giveBack(code, 'void', operation),
      await desk.giveBack(other.code, 'claimable', operation),
    ]) {
      assert.deepEqual([reply.status, reply.body.code], [409, 'operation_reused'])
    }
  })

  test('answers the same after the pack was claimed by somebody else', async () => {
    const { code } = await claimed()
    const operation = randomUUID()
    const first = await desk.giveBack(code, 'claimable', operation)
    assert.equal(await packOf(code), 'claimed')
    assert.equal((await desk.giveBack(code, 'claimable', operation)).text, first.text)
    assert.equal((await desk.giveBack(code)).status, 200, 'who claimed it since can return it too')
  })
})

describe('at the same moment', () => {
  test('two returns of one pack: one is done, the other is 409', async () => {
    for (let round = 0; round < 10; round++) {
      const { member, code } = await claimed()
      const replies = await Promise.all([desk.giveBack(code), desk.giveBack(code)])
      assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 409])
      assert.equal((await desk.account(member)).scans, 0)
    }
  })

  test('one return sent twice is done once and answered twice', async () => {
    const { code } = await claimed()
    const operation = randomUUID()
    const replies = await Promise.all(Array.from({ length: 4 }, () => desk.giveBack(code, 'void', operation)))
    assert.equal(new Set(replies.map(({ text }) => text)).size, 1)
  })

  test('a return and a scan of the same member, fifty times', async () => {
    const member = await desk.member()
    const codes = await desk.codes(51)
    await desk.scan(member, { code: codes[0] as string })
    for (let round = 0; round < 50; round++) {
      const [scanned, returned] = await Promise.all([
        desk.scan(member, { code: codes[round + 1] as string }),
        desk.giveBack(codes[round] as string),
      ])
      assert.deepEqual([scanned.verdict, returned.status], ['claimed', 200])
      await desk.checkBooks()
      assert.equal((await desk.account(member)).scans, 1)
    }
  })

  test('a return and a scan of the same pack by somebody else: the scan wins only after the return', async () => {
    for (let round = 0; round < 20; round++) {
      const { code } = await claimed()
      const other = await desk.member()
      const [{ verdict }] = await Promise.all([desk.scan(other, { code }), desk.giveBack(code)])
      const { scans } = await desk.account(other)
      assert.equal(scans, verdict === 'claimed' ? 1 : 0)
      assert.match(verdict, /^claimed(_by_another)?$/)
    }
  })
})
