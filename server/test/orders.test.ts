import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, describe, test } from 'node:test'
import { openShop, type Shop } from './rewards/shop.ts'

let shop: Shop

before(async () => {
  shop = await openShop()
})
after(() => shop.desk.world.close())
afterEach(() => shop.desk.checkBooks())

const operation = () => ({ client_op_id: randomUUID() })
const PARCEL = { carrier: 'UPS', tracking_number: '1Z999' }

const move = (id: string, path: string, more: object = {}) =>
  shop.desk.ask('POST', `orders/${id}/${path}`, { ...operation(), ...more })

async function moved(id: string, path: string, more: object = {}) {
  const { status, text, body } = await move(id, path, more)
  assert.equal(status, 200, text)
  return body
}

const addressesOf = async (memberId: string) =>
  (await shop.desk.rows('select 1 from addresses where member_id = $1 and not in_book', [memberId])).length

describe('an order', () => {
  test('goes from pending to delivered, with its history, its tracking number and an event', async () => {
    const member = await shop.customer()
    const id = await shop.order(member, await shop.reward({ fulfilment_notes: 'Shelf 4' }))
    const toSend = await shop.desk.do('GET', `orders/${id}`)
    assert.equal(toSend.recipient, 'Robin Doe')
    assert.equal(toSend.address.line1, '1 Main St')
    assert.equal(toSend.fulfilment_notes, 'Shelf 4')
    await moved(id, 'process')
    await moved(id, 'ship', PARCEL)
    const { body: shipped } = await shop.ask(member, 'GET', `orders/${id}`)
    assert.deepEqual([shipped.state, shipped.carrier, shipped.tracking_number], ['shipped', 'UPS', '1Z999'])
    assert.equal(shipped.address.city, 'Hudson')
    await moved(id, 'deliver')
    const { body } = await shop.ask(member, 'GET', `orders/${id}`)
    assert.deepEqual(
      body.history.map(({ state }: { state: string }) => state),
      ['pending', 'processing', 'shipped', 'delivered'],
    )
    assert.equal(body.address, null, 'it has arrived: its copy of the address is gone')
    assert.equal(await addressesOf(member.id), 0)
    assert.ok(!('fulfilment_notes' in body))
    assert.deepEqual((await shop.desk.events(member)).slice(-2), ['reward_redeemed', 'order_shipped'])
  })

  test('is moved once by the same operation, and never by a move that there is not', async () => {
    const member = await shop.customer()
    const id = await shop.order(member, await shop.reward())
    const again = operation()
    const [one, two] = await Promise.all([
      shop.desk.ask('POST', `orders/${id}/process`, again),
      shop.desk.ask('POST', `orders/${id}/process`, again),
    ])
    assert.deepEqual([one.status, two.status], [200, 200])
    assert.deepEqual(one.body, two.body)
    const audited = await shop.desk.rows('select action from audit_entries where subject = $1', [
      `order:${id}`,
    ])
    assert.deepEqual(audited, [{ action: 'order.processing' }])
    for (const [path, more] of [
      ['process', {}],
      ['deliver', {}],
    ] as const) {
      const { status, body } = await move(id, path, more)
      assert.deepEqual([status, body.code], [409, 'order_state'], path)
    }
  })

  test('lies in the queue of its state, the oldest first, and pages', async () => {
    const own = await openShop(undefined, { world: shop.desk.world })
    const member = await own.customer(10_000)
    const reward = await own.reward()
    const ids: string[] = []
    for (let n = 0; n < 3; n++) ids.push(await own.order(member, reward))
    const first = await own.desk.do('GET', 'orders?limit=2')
    const rest = await own.desk.do('GET', `orders?limit=2&cursor=${first.next_cursor}`)
    const listed = [...first.items, ...rest.items].map(({ id }) => id)
    assert.deepEqual(listed, ids)
    assert.equal(rest.next_cursor, null)
    const mine = await own.ask(member, 'GET', 'orders?limit=2')
    assert.deepEqual(
      mine.body.items.map(({ id }: { id: string }) => id),
      ids.toReversed().slice(0, 2),
    )
    assert.deepEqual((await own.desk.do('GET', 'orders?state=shipped')).items, [])
  })

  test('of a member who is erased meanwhile arrives all the same, and leaves no trace to a door', async () => {
    const member = await shop.customer(5_000)
    const reward = await shop.reward({}, 3)
    const [arrived, underWay, waiting] = [
      await shop.order(member, reward),
      await shop.order(member, reward),
      await shop.order(member, reward),
    ]
    for (const id of [arrived, underWay]) {
      await moved(id, 'process')
      await moved(id, 'ship', PARCEL)
    }
    await moved(arrived, 'deliver')
    await shop.desk.do('POST', `members/${member.id}/erasure`, {
      ...operation(),
      confirm: true,
      reason: 'Asked for',
    })
    await moved(underWay, 'deliver')
    const orders = await shop.desk.rows(
      'select state, tracking_number, address_id from orders where member_id = $1 order by id',
      [member.id],
    )
    const gone = { tracking_number: null, address_id: null }
    assert.deepEqual(orders, [
      { state: 'delivered', ...gone },
      { state: 'delivered', ...gone },
      { state: 'cancelled', ...gone },
    ])
    assert.equal(await addressesOf(member.id), 0)
    assert.deepEqual(await shop.stock(reward), { remaining: 1, sold: 2 })
    const late = await move(waiting, 'process')
    assert.equal(late.body.code, 'order_state')
  })

  test('of another member is like one that there is not', async () => {
    const [owner, other] = [await shop.customer(), await shop.customer()]
    const id = await shop.order(owner, await shop.reward())
    assert.equal((await shop.ask(other, 'GET', `orders/${id}`)).status, 404)
    assert.equal((await shop.ask(other, 'POST', `orders/${id}/cancel`, operation())).status, 404)
  })

  test('is for owners and support: others see none', async () => {
    for (const role of ['marketer', 'analyst'] as const) {
      assert.equal((await shop.desk.ask('GET', 'orders', undefined, role)).status, 403)
    }
    assert.equal((await shop.desk.ask('GET', 'orders', undefined, 'support')).status, 200)
  })
})

describe('an order that is cancelled', () => {
  test('by its member gives points and stock back, once, and lets the address go', async () => {
    const member = await shop.customer()
    const reward = await shop.reward({}, 5)
    const id = await shop.order(member, reward)
    assert.equal(await addressesOf(member.id), 1)
    const again = operation()
    const first = await shop.ask(member, 'POST', `orders/${id}/cancel`, again)
    assert.equal(first.status, 200)
    assert.deepEqual([first.body.points_returned, first.body.new_balance], [400, 1_000])
    assert.equal((await shop.ask(member, 'POST', `orders/${id}/cancel`, again)).text, first.text)
    const later = await shop.ask(member, 'POST', `orders/${id}/cancel`, operation())
    assert.deepEqual([later.status, later.body.code], [409, 'order_state'])
    assert.deepEqual(await shop.stock(reward), { remaining: 5, sold: 0 })
    assert.equal(await addressesOf(member.id), 0)
    const { lifetime, balance } = await shop.desk.account(member)
    assert.deepEqual([lifetime, balance], [1_000, 1_000], 'what comes back was not earned again')
  })

  test('by its member and packed at the same moment is the one or the other', async () => {
    for (let round = 0; round < 5; round++) {
      const member = await shop.customer()
      const id = await shop.order(member, await shop.reward({}, 1))
      const answers = await Promise.all([
        shop.ask(member, 'POST', `orders/${id}/cancel`, operation()),
        move(id, 'process'),
      ])
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
    }
  })

  test('by an operator says why; one that has gone out stays so', async () => {
    const member = await shop.customer()
    const reward = await shop.reward({}, 2)
    const id = await shop.order(member, reward)
    await moved(id, 'process')
    const done = await moved(id, 'cancel', { reason: 'Broken in the store' })
    assert.equal(done.points_returned, 400)
    const { body } = await shop.ask(member, 'GET', `orders/${id}`)
    assert.equal(body.history.at(-1).reason, 'Broken in the store')
    const other = await shop.order(member, reward)
    await moved(other, 'process')
    await moved(other, 'ship', PARCEL)
    const late = await move(other, 'cancel', { reason: 'Too late' })
    assert.deepEqual([late.status, late.body.code], [409, 'order_state'])
    const own = await shop.ask(member, 'POST', `orders/${other}/cancel`, operation())
    assert.deepEqual([own.status, own.body.code], [409, 'order_state'])
  })

  test('repays a debt first, counts no more, and keeps what it had unlocked', async () => {
    const own = await openShop(undefined, { world: shop.desk.world })
    await own.desk.world.addAchievement(own.desk.brand, 'twice', {
      name: 'Twice',
      criteria: { metric: 'redemptions', operator: 'at_least', value: [2], timeframe: 'all_time' },
      rewards: { points: 50 },
    })
    const member = await own.customer(0)
    const [code] = await own.desk.codes(1)
    await own.desk.scan(member, { code: code as string })
    await own.desk.adjust(member, 400)
    const reward = await own.reward({ cost_points: 500 })
    const id = await own.order(member, reward, { expected_cost: 500 })
    await own.desk.giveBack(code as string)
    assert.equal((await own.desk.account(member)).owed, 100, 'the pack’s points were spent')
    const { body } = await own.ask(member, 'POST', `orders/${id}/cancel`, operation())
    assert.deepEqual([body.points_returned, body.new_balance], [500, 400])
    await own.desk.adjust(member, 1_000)
    await own.order(member, reward, { expected_cost: 500 })
    assert.deepEqual((await own.desk.account(member)).unlocked, [], 'the cancelled one does not count')
    await own.order(member, reward, { expected_cost: 500 })
    assert.deepEqual((await own.desk.account(member)).unlocked, ['twice'])
  })
})

describe('a gift', () => {
  test('goes to where its member lives when it is packed, and its pack’s return cancels it', async () => {
    const member = await shop.customer(0)
    const [code] = await shop.desk.codes(1)
    const { gift } = await shop.desk.scan(member, { code: code as string })
    await moved(gift.order_id, 'process')
    const toSend = await shop.desk.do('GET', `orders/${gift.order_id}`)
    assert.deepEqual([toSend.kind, toSend.address.line1], ['gift', '1 Main St'])
    await shop.desk.giveBack(code as string)
    assert.equal((await shop.desk.do('GET', `orders/${gift.order_id}`)).state, 'processing')
    const other = await shop.customer(0)
    const [pack] = await shop.desk.codes(1)
    const second = await shop.desk.scan(other, { code: pack as string })
    await shop.desk.giveBack(pack as string)
    const { body } = await shop.ask(other, 'GET', `orders/${second.gift.order_id}`)
    assert.equal(body.state, 'cancelled')
    assert.equal(body.history.at(-1).reason, 'The pack that it came with was returned.')
  })

  test('is not packed where the law forbids it', async () => {
    const rules = { code: 'US-NY', legal_age: 21, gifts_allowed: false, ships_to: true }
    const own = await openShop(undefined, {
      world: shop.desk.world,
      settings: { markets: { default: { gifts_allowed: true, ships_to: true }, list: [rules] } },
    })
    const { gift } = await own.desk.scan(await own.customer(0))
    const { status, body } = await own.desk.ask('POST', `orders/${gift.order_id}/process`, operation())
    assert.deepEqual([status, body.code], [409, 'market_forbids_gift'])
  })
})
