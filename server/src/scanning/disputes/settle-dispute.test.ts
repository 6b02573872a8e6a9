import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { type Customer, type Desk, openDesk } from '../../../test/earning/desk.ts'
import { openWorld, type World } from '../../../test/world.ts'
import { ask, dispute, erase, openQuarrel, settle } from './test/quarrel.ts'

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

const standing = async (member: Customer) => {
  const { balance, owed, lifetime, scans } = await desk.account(member)
  return { balance, owed, lifetime, scans }
}
const NOTHING = { balance: 0, owed: 0, lifetime: 0, scans: 0 }
const A_PACK = { balance: 100, owed: 0, lifetime: 100, scans: 1 }

const titles = async (member: Customer) =>
  (await ask(desk, member, 'GET', '/api/history')).body.items.map(({ title }: { title: string }) => title)

describe('a dispute is settled', () => {
  test('by moving the code: who claimed it is as before the scan, who disputed it has scanned it', async () => {
    const { id, claimant, disputer, code } = await openQuarrel(desk)
    const { status, body } = await settle(desk, id, 'move')
    assert.deepEqual(
      [status, body],
      [200, { id, state: 'moved', points: 100, claimant_points_taken: 100, claimant_points_owed: 0 }],
    )
    assert.deepEqual([await standing(claimant), await standing(disputer)], [NOTHING, A_PACK])
    assert.equal((await desk.scan(disputer, { code })).verdict, 'already_yours')
    assert.equal((await desk.scan(claimant, { code })).verdict, 'claimed_by_another')
    assert.deepEqual(await desk.rows('select kind, state from orders where member_id = $1', [claimant.id]), [
      { kind: 'gift', state: 'cancelled' },
    ])
    assert.match((await titles(claimant))[0], /^Pack is another member’s after a dispute/)
    assert.equal((await titles(disputer))[0], 'Dispute of a code settled for you')
    assert.equal((await desk.events(disputer)).at(-1), 'dispute_settled')
    const { items } = (await ask(desk, disputer, 'GET', '/api/disputes')).body
    assert.deepEqual([items[0].state, items[0].points], ['moved', 100])
    const audit = (await desk.do('GET', 'audit?limit=1')).items[0]
    assert.deepEqual([audit.action, audit.subject], ['dispute.settled', `dispute:${id}`])
    assert.deepEqual(audit.before, { state: 'open', claimed_by: claimant.id })
    assert.deepEqual(audit.after, { ...body, claimed_by: disputer.id })
    await desk.checkBooks()
  })

  test('by moving a code whose points are spent: they are owed', async () => {
    const { id, claimant, disputer } = await openQuarrel(desk)
    await desk.adjust(claimant, -80)
    const { body } = await settle(desk, id, 'move')
    assert.deepEqual([body.claimant_points_taken, body.claimant_points_owed], [20, 80])
    assert.equal((await desk.account(claimant)).owed, 80)
    assert.deepEqual(await standing(disputer), A_PACK)
    await desk.checkBooks()
  })

  test('by moving a code between accounts for which time has something to do first', async () => {
    await desk.settings({ holds: { settle_after_hours: 2, review_from_scan_of_day: null } })
    const { id, claimant, disputer } = await openQuarrel(desk)
    await desk.scan(disputer)
    desk.pass(5)
    const { body } = await settle(desk, id, 'move')
    assert.deepEqual([body.points, body.claimant_points_taken], [200, 100])
    assert.deepEqual(await standing(claimant), NOTHING)
    const { balance, held, scans } = await desk.account(disputer)
    assert.deepEqual([balance, held, scans], [100, 200, 2], 'the moved pack waits as any scan does')
    await desk.settings({ holds: { settle_after_hours: 0, review_from_scan_of_day: null } })
    await desk.checkBooks()
  })

  test('by points instead, which are no pack and count for no rank', async () => {
    const { id, claimant, disputer, code } = await openQuarrel(desk)
    const { body } = await settle(desk, id, 'goodwill', { points: 60 })
    assert.deepEqual([body.state, body.points, body.claimant_points_taken], ['goodwill', 60, null])
    assert.deepEqual(await standing(disputer), { ...NOTHING, balance: 60 })
    assert.deepEqual(await standing(claimant), A_PACK)
    assert.equal((await desk.scan(claimant, { code })).verdict, 'already_yours')
    const [entry] = await desk.entries(disputer)
    assert.deepEqual([entry?.reason, entry?.source], ['adjustment', `dispute:${id}`])
    await desk.checkBooks()
  })

  test('by a refusal, which changes nobody’s points', async () => {
    const { id, claimant, disputer } = await openQuarrel(desk)
    const { body } = await settle(desk, id, 'refuse')
    assert.deepEqual([body.state, body.points], ['refused', null])
    assert.deepEqual([await standing(claimant), await standing(disputer)], [A_PACK, NOTHING])
    assert.equal((await titles(disputer))[0], 'Dispute of a code declined')
    const detail = await desk.do('GET', `disputes/${id}`)
    assert.deepEqual([detail.state, detail.note], ['refused', 'The receipt is right'])
  })

  test('once: again the same bytes under the same operation, else 409', async () => {
    const { id } = await openQuarrel(desk)
    const client_op_id = randomUUID()
    const first = await settle(desk, id, 'move', { client_op_id })
    const before = await desk.fingerprint()
    assert.equal((await settle(desk, id, 'move', { client_op_id })).text, first.text)
    assert.equal((await settle(desk, id, 'refuse', { client_op_id })).body.code, 'operation_reused')
    assert.equal((await settle(desk, id, 'refuse')).body.code, 'dispute_settled')
    assert.deepEqual(await desk.fingerprint(), before)
  })

  test('and who lost the code may dispute that, but not who disputed it before', async () => {
    const { id, claimant, disputer, code } = await openQuarrel(desk)
    await settle(desk, id, 'move')
    await desk.scan(claimant, { code })
    const back = await dispute(desk, claimant, code)
    const { evidence } = await desk.do('GET', `disputes/${back.body.id}`)
    assert.equal(evidence.claim.member_id, disputer.id)
    await settle(desk, back.body.id, 'move')
    assert.deepEqual([await standing(claimant), await standing(disputer)], [A_PACK, NOTHING])
    await desk.scan(disputer, { code })
    assert.equal((await dispute(desk, disputer, code)).body.code, 'already_disputed')
    await desk.checkBooks()
  })

  test('with points up to support’s limit, where support does it', async () => {
    await desk.settings({ support_adjustment_limit: 50 })
    const { id } = await openQuarrel(desk)
    const payload = { client_op_id: randomUUID(), award: 'goodwill', points: 51, note: 'An apology' }
    const path = `disputes/${id}/settle`
    assert.equal((await desk.ask('POST', path, payload, 'support')).body.code, 'above_your_limit')
    for (const role of ['marketer', 'analyst'] as const) {
      assert.equal((await desk.ask('POST', path, payload, role)).body.code, 'not_allowed')
    }
    assert.equal((await desk.ask('POST', path, { ...payload, points: 50 }, 'support')).status, 200)
  })
})

describe('a dispute that cannot be settled so changes nothing', () => {
  /** A move is refused with this code and leaves all as it was; the dispute can still be settled otherwise. */
  async function refusesMove(id: string, code: string) {
    const before = await desk.fingerprint()
    const { status, body } = await settle(desk, id, 'move')
    assert.deepEqual([status, body.code], [409, code])
    assert.deepEqual(await desk.fingerprint(), before)
    await desk.checkBooks()
  }

  test('because the code was voided, recalled or has expired since', async () => {
    const voided = await openQuarrel(desk)
    await desk.do('POST', `batches/${voided.batchId}/void`, { reason: 'Stolen in transit' })
    await refusesMove(voided.id, 'void')
    const recalled = await openQuarrel(desk)
    const recall = {
      client_op_id: randomUUID(),
      batch_ids: [recalled.batchId],
      reason: 'Mould',
      made_good: 'hold',
    }
    await desk.do('POST', 'recalls', recall)
    await desk.finishRuns()
    await refusesMove(recalled.id, 'void')
    assert.equal((await settle(desk, recalled.id, 'goodwill', { points: 10 })).status, 200)
    const expired = await openQuarrel(desk)
    const expires_at = new Date(world.time.now.getTime() + 1_000).toISOString()
    await desk.ask('PUT', `batches/${expired.batchId}/expiry`, { expires_at })
    desk.pass(1)
    await refusesMove(expired.id, 'expired')
  })

  test('because the pack was returned, or another dispute has moved it', async () => {
    const returned = await openQuarrel(desk)
    await desk.giveBack(returned.code)
    await refusesMove(returned.id, 'claim_changed')
    const first = await openQuarrel(desk)
    const third = await desk.member()
    await desk.scan(third, { code: first.code })
    const second = await dispute(desk, third, first.code)
    await settle(desk, first.id, 'move')
    await refusesMove(second.body.id, 'claim_changed')
  })

  test('because one of the two has left', async () => {
    const claimantLeft = await openQuarrel(desk)
    await erase(desk, claimantLeft.claimant)
    await refusesMove(claimantLeft.id, 'claimant_gone')
    assert.equal((await settle(desk, claimantLeft.id, 'goodwill', { points: 10 })).status, 200)
    const disputerLeft = await openQuarrel(desk)
    await erase(desk, disputerLeft.disputer)
    await refusesMove(disputerLeft.id, 'dispute_settled')
  })

  test('with the field named, or 404', async () => {
    const { id } = await openQuarrel(desk)
    const before = await desk.fingerprint()
    for (const [award, more, field] of [
      ['goodwill', {}, 'points'],
      ['move', { points: 5 }, 'points'],
      ['refuse', { points: 5 }, 'points'],
      ['goodwill', { points: 0 }, 'points'],
      ['goodwill', { points: 100_001 }, 'points'],
      ['give', {}, 'award'],
      ['refuse', { note: ' ' }, 'note'],
      ['refuse', { note: undefined }, 'note'],
      ['refuse', { client_op_id: 'no' }, 'client_op_id'],
    ] as const) {
      const { status, body } = await settle(desk, id, award, more)
      assert.deepEqual([status, body.errors?.[0].field], [400, field])
    }
    assert.equal((await settle(desk, randomUUID(), 'refuse')).body.code, 'not_found')
    assert.equal((await desk.ask('GET', 'disputes?state=lost')).body.errors[0].field, 'state')
    assert.deepEqual(await desk.fingerprint(), before)
  })
})

describe('at the same moment', () => {
  test('two operators settle: one does, the other hears so', async () => {
    for (const awards of [
      ['move', 'refuse'],
      ['move', 'move'],
    ] as const) {
      const { id, claimant, disputer } = await openQuarrel(desk)
      const both = await Promise.all(awards.map(award => settle(desk, id, award)))
      assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409])
      assert.equal(both.find(({ status }) => status === 409)?.body.code, 'dispute_settled')
      const { state } = await desk.do('GET', `disputes/${id}`)
      const expected = state === 'moved' ? [NOTHING, A_PACK] : [A_PACK, NOTHING]
      assert.deepEqual([await standing(claimant), await standing(disputer)], expected)
    }
    await desk.checkBooks()
  })

  test('the pack comes back: it is returned once, by one of both', async () => {
    for (let i = 0; i < 4; i++) {
      const { id, claimant, disputer, code } = await openQuarrel(desk)
      const [settled, returned] = await Promise.all([settle(desk, id, 'move'), desk.giveBack(code)])
      assert.deepEqual(await standing(claimant), NOTHING)
      if (settled.status === 409) {
        assert.deepEqual([settled.body.code, returned.status], ['claim_changed', 200])
        assert.deepEqual(await standing(disputer), NOTHING)
        assert.equal((await desk.do('GET', `disputes/${id}`)).state, 'open')
      } else {
        // Who came second found the code with somebody else, or took it back from there.
        assert.equal(settled.status, 200)
        assert.deepEqual(await standing(disputer), returned.status === 200 ? NOTHING : A_PACK)
      }
    }
    await desk.checkBooks()
  })

  test('who disputes it, or who claimed it, leaves: settled before or refused, and nothing half done', async () => {
    for (const who of ['disputer', 'claimant', 'disputer', 'claimant'] as const) {
      const between = await openQuarrel(desk)
      const [settled, erased] = await Promise.all([
        settle(desk, between.id, 'move'),
        erase(desk, between[who]),
      ])
      assert.equal(erased.status, 200)
      if (settled.status !== 200) {
        assert.equal(settled.status, 409)
        assert.ok(['dispute_settled', 'claimant_gone', 'member_gone'].includes(settled.body.code))
      }
    }
    await desk.checkBooks()
  })

  test('two disputes cross each other: neither waits for the other for ever', async () => {
    const [one, two] = [await desk.member(), await desk.member()]
    const codes = (await desk.codes(2)) as [string, string]
    await desk.scan(one, { code: codes[0] })
    await desk.scan(two, { code: codes[1] })
    await desk.scan(two, { code: codes[0] })
    await desk.scan(one, { code: codes[1] })
    const opened = [await dispute(desk, two, codes[0]), await dispute(desk, one, codes[1])]
    const settled = await Promise.all(opened.map(({ body }) => settle(desk, body.id, 'move')))
    assert.deepEqual(
      settled.map(({ status }) => status),
      [200, 200],
    )
    assert.deepEqual([(await standing(one)).scans, (await standing(two)).scans], [1, 1])
    await desk.checkBooks()
  })
})
