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

type Customer = Awaited<ReturnType<Shop['customer']>>

/** Asks again where the server is too busy, as an app does. */
async function erase(member: Customer) {
  const body = { client_op_id: randomUUID(), confirm: true }
  for (;;) {
    const answer = await shop.ask(member, 'DELETE', 'me', body)
    if (answer.status !== 503) return answer
  }
}

const ordersOf = (member: Customer) =>
  shop.desk.rows<{ state: string; address_id: string | null }>(
    'select state, address_id from orders where member_id = $1 order by id',
    [member.id],
  )

describe('a member who is erased in the middle of a redemption', () => {
  test('has bought before, or buys no more: stock, points and books are right either way', async () => {
    const reward = await shop.reward({}, 100)
    const customers = await Promise.all(Array.from({ length: 10 }, () => shop.customer(2_000)))
    const answers = await Promise.all(
      customers.flatMap(member => [shop.redeem(member, reward), erase(member), shop.redeem(member, reward)]),
    )
    for (const { status } of answers) assert.ok([200, 401, 503].includes(status), String(status))
    for (const member of customers) {
      for (const order of await ordersOf(member)) {
        assert.deepEqual(order, { state: 'cancelled', address_id: null })
      }
    }
    assert.deepEqual(await shop.stock(reward), { remaining: 100, sold: 0 })
  })

  test('leaves a parcel that is being packed its address until it has arrived', async () => {
    const member = await shop.customer()
    const order = await shop.order(member, await shop.reward({}, 3))
    const move = (path: string, body: object = {}) =>
      shop.desk.do('POST', `orders/${order}/${path}`, { client_op_id: randomUUID(), ...body })
    await move('process')
    assert.equal((await erase(member)).status, 200)
    const [packed] = await ordersOf(member)
    assert.ok(packed?.address_id)
    await move('ship', { carrier: 'USPS', tracking_number: '9400' })
    await move('deliver')
    const left = await shop.desk.rows('select 1 from addresses where member_id = $1', [member.id])
    assert.deepEqual([await ordersOf(member), left], [[{ state: 'delivered', address_id: null }], []])
  })
})

test('a voucher that was handed out is in the export', async () => {
  const member = await shop.customer()
  await shop.order(member, await shop.vouchers(['TICKET-4711']))
  const { body } = await shop.ask(member, 'GET', 'me/export')
  assert.equal(body.orders[0].voucher, 'TICKET-4711')
})
