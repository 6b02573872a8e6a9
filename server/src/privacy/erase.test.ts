import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { recordStatements } from '../../test/hot/record-statements.ts'
import { ledgerFaults } from '../../test/invariants.ts'
import { openWorld, type World } from '../../test/world.ts'
import { privacyTasks } from './index.ts'

let world: World
let admin: pg.Client

before(async () => {
  world = await openWorld()
  admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
})
after(async () => {
  await admin.end()
  await world.close()
})

type Member = Awaited<ReturnType<World['addMember']>>

async function send(
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  headers: Record<string, string>,
  payload?: object,
) {
  const answer = await world.app.server.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, text: answer.body, body: answer.body ? answer.json() : null }
}

const of = ({ token }: Member) => world.headers({ token })
const erase = (member: Member) =>
  send('DELETE', '/api/me', of(member), { client_op_id: randomUUID(), confirm: true })

async function scan(member: Member) {
  const { codes } = await world.addCodes(1)
  return send('POST', '/api/scans', of(member), { code: codes[0], client_op_id: randomUUID() })
}

const one = async (text: string, values: unknown[]) => (await admin.query(text, values)).rows[0]
const memberRow = (id: string) => one('select * from members where id = $1', [id])

describe('a member who leaves', () => {
  test('has to say so, by a recent sign-in or a code', async t => {
    const member = await world.addMember()
    t.after(() => {
      world.time.now = undefined as never
    })
    const missing = await send('DELETE', '/api/me', of(member), { client_op_id: randomUUID() })
    assert.deepEqual([missing.status, missing.body.errors[0].field], [400, 'confirm'])
    world.time.now = new Date(Date.now() + 16 * 60_000)
    const refused = await erase(member)
    assert.deepEqual([refused.status, refused.body.code], [403, 'reauthentication_required'])
    assert.equal((await memberRow(member.id)).state, 'confirmed')
  })

  test('loses points, also those on hold, by an entry of the ledger', async () => {
    const member = await world.addMember()
    await scan(member)
    await admin.query(
      `insert into point_holds (brand_id, id, member_id, action_id, points, entries, reason, created_at)
       values ($1, $2, $3, $2, 70, '[{"amount": 70, "reason": "scan", "source": "x", "rule": {"rule": "x"}}]', 'review', now())`,
      [world.brand.id, randomUUID(), member.id],
    )
    await admin.query('update members set points_held = 70 where id = $1', [member.id])
    assert.equal((await erase(member)).status, 200)
    const row = await memberRow(member.id)
    assert.deepEqual([Number(row.points_balance), Number(row.points_held), row.due_at], [0, 0, null])
    const hold = await one('select state from point_holds where member_id = $1', [member.id])
    assert.equal(hold.state, 'rejected')
    assert.deepEqual(await ledgerFaults(admin), [])
  })

  test('can do nothing more, and nothing can be done to the account', async () => {
    const member = await world.addMember()
    const owner = await world.addOperator()
    await erase(member)
    assert.equal((await scan(member)).status, 401)
    assert.equal((await erase(member)).status, 401)
    const adjust = { client_op_id: randomUUID(), points: 5, reason: 'A late scan' }
    const url = `/api/admin/members/${member.id}`
    assert.equal((await send('POST', `${url}/adjustments`, owner.headers, adjust)).status, 404)
  })

  test('leaves at one moment: scans at the same time come before it or not at all', async () => {
    const members = await Promise.all(Array.from({ length: 6 }, () => world.addMember()))
    await Promise.all(members.flatMap(member => [scan(member), scan(member), erase(member), scan(member)]))
    for (const { id } of members) {
      const { state, points_balance } = await memberRow(id)
      assert.deepEqual([state, Number(points_balance)], ['erased', 0])
      const last = await one(
        'select source from ledger_entries where member_id = $1 order by seq desc limit 1',
        [id],
      )
      assert.equal(last?.source ?? 'erasure', 'erasure')
    }
    assert.deepEqual(await ledgerFaults(admin), [])
  })

  test('is erased with as many statements, whatever lies behind', async () => {
    const count = async (scans: number) => {
      const member = await world.addMember()
      for (let i = 0; i < scans; i++) await scan(member)
      return (await recordStatements(() => erase(member))).length
    }
    assert.equal(await count(9), await count(1))
  })
})

describe('orders of a member who leaves', () => {
  /** An order in this state, with an address of its own, of a reward of which one is left. */
  async function order(memberId: string, state: string) {
    const ids = { reward: randomUUID(), address: randomUUID(), order: randomUUID() }
    const { id: brandId } = world.brand
    await admin.query(
      `insert into rewards (brand_id, id, current_version, created_at) values ($1, $2, 1, now())`,
      [brandId, ids.reward],
    )
    await admin.query(
      `insert into reward_versions (brand_id, reward_id, version, definition, created_at) values ($1, $2, 1, '{}', now())`,
      [brandId, ids.reward],
    )
    await admin.query(
      `insert into reward_stock (brand_id, reward_id, remaining, sold) values ($1, $2, 1, 1)`,
      [brandId, ids.reward],
    )
    await admin.query(
      `insert into addresses (brand_id, id, member_id, line1, city, state, postal_code, country, in_book, created_at)
       values ($1, $2, $3, 'Parcel Street', 'Hudson', 'NY', '12534', 'US', false, now())`,
      [brandId, ids.address, memberId],
    )
    await admin.query(
      `insert into orders (brand_id, id, member_id, kind, item_name, state, action_id, reward_id, reward_version,
         address_id, created_at)
       values ($1, $2, $3, 'reward', 'Mug', $4, $2, $5, 1, $6, now())`,
      [brandId, ids.order, memberId, state, ids.reward, ids.address],
    )
    return ids
  }

  const addresses = async (memberId: string) =>
    (await admin.query('select line1 from addresses where member_id = $1', [memberId])).rows.length

  test('are cancelled while nobody packs them, and their stock is there for others', async () => {
    const member = await world.addMember()
    const ids = await order(member.id, 'pending')
    await erase(member)
    assert.equal((await one('select state from orders where id = $1', [ids.order])).state, 'cancelled')
    const stock = await one('select remaining, sold from reward_stock where reward_id = $1', [ids.reward])
    assert.deepEqual([Number(stock.remaining), Number(stock.sold)], [2, 0])
    const event = await one('select from_state, state, by from order_events where order_id = $1', [ids.order])
    assert.deepEqual(event, { from_state: 'pending', state: 'cancelled', by: 'system' })
    assert.equal(await addresses(member.id), 0)
  })

  test('keep the address of a parcel that is under way until it has arrived', async () => {
    const member = await world.addMember()
    const ids = await order(member.id, 'shipped')
    const sweep = () =>
      privacyTasks.sweep_erased_member(
        world.platform,
        { member_id: member.id },
        { brandId: world.brand.id, jobId: '1' },
      )
    await erase(member)
    await sweep()
    assert.equal(await addresses(member.id), 1)
    assert.equal((await one('select state from orders where id = $1', [ids.order])).state, 'shipped')
    await admin.query(`update orders set state = 'delivered' where id = $1`, [ids.order])
    await sweep()
    assert.equal(await addresses(member.id), 0)
  })

  test('keep it for 90 days at the most', async t => {
    t.after(() => {
      world.time.now = undefined as never
    })
    const member = await world.addMember()
    await order(member.id, 'processing')
    await erase(member)
    world.time.now = new Date(Date.now() + 91 * 24 * 3_600_000)
    const job = { brandId: world.brand.id, jobId: '1' }
    await privacyTasks.sweep_erased_member(world.platform, { member_id: member.id }, job)
    assert.equal(await addresses(member.id), 0)
  })
})

describe('an operator', () => {
  const body = () => ({ client_op_id: randomUUID(), confirm: true, reason: 'Asked for in writing' })

  test('of support erases in a member’s name, once, and the audit says so without a name', async () => {
    const [member, support] = [await world.addMember(), await world.addOperator({ role: 'support' })]
    const url = `/api/admin/members/${member.id}/erasure`
    const asked = body()
    const [first, second] = await Promise.all([
      send('POST', url, support.headers, asked),
      send('POST', url, support.headers, asked),
    ])
    const third = await send('POST', url, support.headers, asked)
    assert.deepEqual([first.status, second.status, third.status], [200, 200, 200])
    assert.deepEqual([second.text, third.text], [first.text, first.text])
    const { rows } = await admin.query(`select action, after from audit_entries where subject = $1`, [
      `member:${member.id}`,
    ])
    assert.deepEqual(rows, [{ action: 'member.erased', after: { reason: 'Asked for in writing' } }])
    assert.equal((await send('GET', '/api/me', of(member))).status, 401)
    assert.equal((await send('POST', url, support.headers, body())).status, 404)
  })

  test('of another role may not', async () => {
    const member = await world.addMember()
    for (const role of ['marketer', 'analyst'] as const) {
      const { headers } = await world.addOperator({ role })
      const refused = await send('POST', `/api/admin/members/${member.id}/erasure`, headers, body())
      assert.equal(refused.status, 403)
    }
    assert.equal((await memberRow(member.id)).state, 'confirmed')
  })
})
