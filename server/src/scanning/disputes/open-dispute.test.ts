import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { type Desk, openDesk } from '../../../test/earning/desk.ts'
import { openWorld, type World } from '../../../test/world.ts'
import { ask, dispute, erase, openQuarrel, quarrel } from './test/quarrel.ts'

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

const HOURS_A_DAY = 24

describe('a dispute', () => {
  test('is about a scan that was refused, and shows to operators who claimed the code when, who tried it and what both share', async () => {
    const { claimant, disputer, code, another, batchId } = await quarrel(desk)
    await desk.scan(claimant, { code: another })
    await desk.scan(claimant)
    await desk.rows(
      `insert into member_traits (brand_id, kind, hash, member_id, key_id, created_at)
       select $1, kind, decode(repeat('ab', 16), 'hex'), member, 'k', now()
       from unnest(array['device', 'address']) as kind, unnest($2::uuid[]) as member`,
      [desk.brand.id, [claimant.id, disputer.id]],
    )
    const { status, body } = await dispute(desk, disputer, code)
    assert.deepEqual([status, body.state, body.serial], [200, 'open', 1])
    const { items } = await desk.do('GET', 'disputes')
    assert.deepEqual(
      [items.at(-1).id, items.at(-1).member_id, items.at(-1).claimed_by],
      [body.id, disputer.id, claimant.id],
    )
    const { evidence, message, code_now } = await desk.do('GET', `disputes/${body.id}`)
    assert.match(message, /sealed 🌿$/)
    assert.deepEqual(code_now, { state: 'claimed', claimed_by: claimant.id })
    assert.equal(evidence.claim.member_id, claimant.id)
    assert.equal(evidence.seconds_from_claim_to_first_attempt, 3_600)
    assert.deepEqual(evidence.shared, ['address', 'device'])
    assert.equal(evidence.claimant_packs_of_batch, 2)
    assert.deepEqual(evidence.attempts, [
      { at: world.time.now.toISOString(), verdict: 'claimed_by_another', member_id: disputer.id },
    ])
    assert.deepEqual(evidence.batch, {
      id: batchId,
      serial: 1,
      state: 'active',
      lot_number: null,
      is_recalled: false,
    })
    assert.equal(evidence.product.sku, 'TEN')
    assert.ok(!JSON.stringify(evidence).includes('@'), 'ids, and nobody’s e-mail')
  })

  test('tells that one tried the code before it was claimed', async () => {
    const [claimant, disputer] = [await desk.member(), await desk.member()]
    const { batchId, codes } = await world.addCodes(1, { brand: desk.brand, activate: false })
    const code = codes[0] as string
    await desk.scan(disputer, { code })
    desk.pass(2)
    await desk.rows(`update batches set state = 'active' where id = $1`, [batchId])
    await desk.scan(claimant, { code })
    await desk.scan(disputer, { code })
    const { body } = await dispute(desk, disputer, code)
    const { evidence } = await desk.do('GET', `disputes/${body.id}`)
    assert.equal(evidence.seconds_from_claim_to_first_attempt, -7_200)
    assert.deepEqual(
      evidence.attempts.map(({ verdict }: { verdict: string }) => verdict),
      ['inactive', 'claimed_by_another'],
    )
  })

  test('is told in the history and by an event, and is the same operation for ever', async () => {
    const { disputer, code } = await quarrel(desk)
    const client_op_id = randomUUID()
    const first = await dispute(desk, disputer, code, { client_op_id })
    const before = await desk.fingerprint()
    assert.equal((await dispute(desk, disputer, code, { client_op_id })).text, first.text)
    const other = await dispute(desk, disputer, code, { client_op_id, message: 'Something else' })
    assert.equal(other.body.code, 'operation_reused')
    assert.deepEqual(await desk.fingerprint(), before)
    const { body } = await ask(desk, disputer, 'GET', '/api/history')
    assert.equal(body.items[0].title, 'A code disputed')
    assert.equal((await desk.events(disputer)).at(-1), 'dispute_opened')
    const own = await ask(desk, disputer, 'GET', '/api/disputes')
    assert.deepEqual(
      [own.body.items.length, own.body.items[0].state, own.body.items[0].points],
      [1, 'open', null],
    )
  })

  test('is possible for 30 days after one’s own scan, however old the claim is', async () => {
    const [claimant, disputer] = [await desk.member(), await desk.member()]
    const [code] = (await desk.codes(1)) as [string]
    await desk.scan(claimant, { code })
    desk.pass(90 * HOURS_A_DAY)
    await desk.scan(disputer, { code })
    const late = await desk.member()
    await desk.scan(late, { code })
    desk.pass(30 * HOURS_A_DAY - 1)
    assert.equal((await dispute(desk, disputer, code)).status, 200)
    desk.pass(1)
    // Trying again does not begin the days anew.
    await desk.scan(late, { code })
    const { status, body } = await dispute(desk, late, code)
    assert.deepEqual([status, body.code], [409, 'dispute_too_late'])
  })

  test('is one for a code and member, even when it comes twice at once', async () => {
    const { disputer, code } = await quarrel(desk)
    const both = await Promise.all([dispute(desk, disputer, code), dispute(desk, disputer, code)])
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409])
    assert.equal(both.find(({ status }) => status === 409)?.body.code, 'already_disputed')
  })

  test('is the last of five in 30 days', async () => {
    const [claimant, disputer] = [await desk.member(), await desk.member()]
    const codes = await desk.codes(6)
    for (const code of codes) {
      await desk.scan(claimant, { code })
      await desk.scan(disputer, { code })
    }
    const answers = await Promise.all(codes.map(code => dispute(desk, disputer, code)))
    assert.equal(answers.filter(({ status }) => status === 200).length, 5)
    assert.equal(answers.find(({ status }) => status !== 200)?.body.code, 'too_many_disputes')
    desk.pass(29 * HOURS_A_DAY)
    const left = codes[answers.findIndex(({ status }) => status !== 200)] as string
    assert.equal((await dispute(desk, disputer, left)).body.code, 'too_many_disputes')
  })

  test('that cannot be says why and changes nothing', async () => {
    const { claimant, disputer, code } = await quarrel(desk)
    const [fresh] = (await desk.codes(1)) as [string]
    const stranger = await desk.member()
    const returned = await quarrel(desk)
    await desk.giveBack(returned.code)
    const refused = await quarrel(desk)
    await desk.giveBack(refused.code)
    await desk.scan(refused.disputer, { code: refused.code })
    const before = await desk.fingerprint()
    for (const [member, what, expected] of [
      [stranger, code, 'not_refused'],
      [claimant, code, 'not_refused'],
      [stranger, fresh, 'not_refused'],
      [stranger, '0000-0000-0000-0000', 'not_refused'],
      [stranger, 'nonsense', 'not_refused'],
      [returned.disputer, returned.code, 'not_claimed'],
      [refused.disputer, refused.code, 'already_yours'],
    ] as const) {
      const { status, body } = await dispute(desk, member, what)
      assert.deepEqual([status, body.code], [409, expected])
    }
    for (const [more, field] of [
      [{ message: ' ' }, 'message'],
      [{ message: 'x'.repeat(501) }, 'message'],
      [{ message: undefined }, 'message'],
      [{ code: '' }, 'code'],
      [{ client_op_id: 'no' }, 'client_op_id'],
      [{ photo: 'x' }, 'photo'],
    ] as const) {
      const { status, body } = await dispute(desk, disputer, code, more)
      assert.deepEqual([status, body.errors?.[0].field], [400, field])
    }
    assert.deepEqual(await desk.fingerprint(), before)
  })

  test('is a member’s own, and in the export with its words; the erasure takes them, and who is gone waits in no queue', async () => {
    const { id, disputer, claimant } = await openQuarrel(desk)
    assert.deepEqual((await ask(desk, claimant, 'GET', '/api/disputes')).body.items, [])
    const data = await ask(desk, disputer, 'GET', '/api/me/export')
    assert.match(data.body.disputes[0].message, /sealed/)
    assert.ok(!data.text.includes(claimant.id), 'and nobody else is')
    assert.equal((await erase(desk, disputer)).status, 200)
    const left = await desk.do('GET', `disputes/${id}`)
    assert.deepEqual([left.message, left.state], [null, 'withdrawn'])
    const { items } = await desk.do('GET', 'disputes?limit=100')
    assert.ok(!items.some((item: { id: string }) => item.id === id))
  })

  test('is for owners and support to see', async () => {
    const { id } = await openQuarrel(desk)
    for (const path of ['disputes', `disputes/${id}`]) {
      for (const role of ['marketer', 'analyst'] as const) {
        assert.equal((await desk.ask('GET', path, undefined, role)).body.code, 'not_allowed')
      }
      assert.equal((await desk.ask('GET', path, undefined, 'support')).status, 200)
    }
    const pages: string[] = []
    for (let cursor = ''; ; ) {
      const page = await desk.do('GET', `disputes?limit=2${cursor}`)
      pages.push(...page.items.map((item: { id: string }) => item.id))
      if (page.next_cursor === null) break
      cursor = `&cursor=${page.next_cursor}`
    }
    assert.deepEqual(pages, pages.toSorted(), 'the oldest first')
    assert.ok(pages.length > 2 && new Set(pages).size === pages.length)
  })
})

test('a dispute about a code that one was never refused counts as a wrong code', async t => {
  const strict = await openWorld(t, { RATE_LIMITS: 'on' })
  const { token } = await strict.addMember()
  const guess = () =>
    strict.app.server.inject({
      method: 'POST',
      url: '/api/disputes',
      headers: strict.headers({ token }),
      payload: { client_op_id: randomUUID(), code: '0000-0000-0000-0000', message: 'It is mine' },
    })
  for (let i = 0; i < 10; i++) assert.equal((await guess()).statusCode, 409)
  assert.equal((await guess()).statusCode, 429)
})
