import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, describe, test } from 'node:test'
import { setAgeCookieFor } from './age-cookie.ts'
import type { Customer } from './earning/desk.ts'
import { claimForm } from './journey/browser.ts'
import { newestMail } from './journey/mailed.ts'
import { openShop, type Shop } from './rewards/shop.ts'

const market = (code: string, more = {}) => ({
  code,
  legal_age: 21,
  gifts_allowed: true,
  ships_to: true,
  ...more,
})
const MARKETS = {
  default: { gifts_allowed: true, ships_to: true },
  list: [
    market('US-ID', { ships_to: false }),
    market('US-UT', { gifts_allowed: false }),
    market('US-MN', { legal_age: 25 }),
    market('CA', { gifts_allowed: false, ships_to: false }),
  ],
}
let shop: Shop

before(async () => {
  shop = await openShop(undefined, { settings: { markets: MARKETS } })
})
after(() => shop.desk.world.close())
afterEach(() => shop.desk.checkBooks())

const HOME = { line1: '2 Oak Ave', city: 'Troy', state: 'NY', postal_code: '12180', country: 'US' }
const add = (member: Customer, address: object = {}) =>
  shop.ask(member, 'POST', 'addresses', { client_op_id: randomUUID(), ...HOME, ...address })
const book = async (member: Customer) => (await shop.ask(member, 'GET', 'addresses')).body.items

describe('the address book', () => {
  test('has one default, which another one can become; the newest follows one that is removed', async () => {
    const member = await shop.customer(0)
    const [first] = await book(member)
    assert.equal(first.is_default, true, 'the one of the claim')
    const second = (await add(member)).body.id
    const third = (await add(member, { line2: '  ', is_default: true })).body.id
    const defaults = async () =>
      (await book(member))
        .filter(({ is_default }: { is_default: boolean }) => is_default)
        .map(({ id }: { id: string }) => id)
    assert.deepEqual(await defaults(), [third])
    const patched = await shop.ask(member, 'PATCH', `addresses/${first.id}`, {
      is_default: true,
      city: 'Albany',
    })
    assert.deepEqual([patched.body.city, patched.body.is_default], ['Albany', true])
    assert.deepEqual(await defaults(), [first.id])
    assert.equal((await shop.ask(member, 'DELETE', `addresses/${first.id}`)).status, 204)
    assert.deepEqual(await defaults(), [third])
    assert.equal((await shop.ask(member, 'DELETE', `addresses/${first.id}`)).status, 404)
    assert.deepEqual(
      (await book(member)).map(({ id }: { id: string }) => id),
      [third, second],
    )
    const me = await shop.ask(member, 'GET', 'me')
    assert.equal(me.body.address.line1, HOME.line1)
  })

  test('has room for ten, however many come at once; the same operation adds one', async () => {
    const member = await shop.customer(0)
    const again = { client_op_id: randomUUID() }
    const [one, two] = await Promise.all([add(member, again), add(member, again)])
    assert.deepEqual([one.status, one.text], [200, two.text])
    const answers = await Promise.all(Array.from({ length: 12 }, () => add(member)))
    assert.equal(answers.filter(({ status }) => status === 200).length, 8)
    const refused = answers.filter(({ status }) => status !== 200)
    assert.ok(refused.every(({ body }) => body.code === 'too_many_addresses'))
    assert.equal((await book(member)).length, 10)
  })

  test('takes a state by its name and keeps its letters, and refuses one that there is not', async () => {
    const member = await shop.customer(0)
    const { id } = (await add(member, { state: 'new york' })).body
    const added = (await book(member)).find((address: { id: string }) => address.id === id)
    assert.equal(added.state, 'NY')
    const { status, body } = await add(member, { state: 'Atlantis' })
    assert.deepEqual([status, body.code, body.errors[0].field], [400, 'validation_failed', 'state'])
  })

  test('of another member cannot be named', async () => {
    const [owner, other] = [await shop.customer(), await shop.customer()]
    const [{ id }] = await book(owner)
    assert.equal((await shop.ask(other, 'PATCH', `addresses/${id}`, { city: 'Troy' })).status, 404)
    assert.equal((await shop.ask(other, 'DELETE', `addresses/${id}`)).status, 404)
    const redeemed = await shop.redeem(other, await shop.reward(), { address_id: id })
    assert.deepEqual([redeemed.status, redeemed.body.code], [404, 'not_found'])
  })
})

describe('where a parcel goes', () => {
  test('is what the order says, whatever becomes of the book', async () => {
    const member = await shop.customer(5_000)
    const reward = await shop.reward()
    const { id } = (await add(member)).body
    const order = await shop.order(member, reward, { address_id: id })
    await shop.ask(member, 'PATCH', `addresses/${id}`, { line1: '9 Elsewhere' })
    await shop.ask(member, 'DELETE', `addresses/${id}`)
    const { body } = await shop.ask(member, 'GET', `orders/${order}`)
    assert.equal(body.address.line1, HOME.line1)
    const once = { ...HOME, line1: '7 Only Once' }
    const given = await shop.order(member, reward, { address: once })
    assert.equal((await shop.ask(member, 'GET', `orders/${given}`)).body.address.line1, '7 Only Once')
    assert.equal((await book(member)).length, 1, 'an address given with a redemption is in no book')
  })

  test('is refused where parcels may not go, by letters or by name; digital rewards go everywhere', async () => {
    const member = await shop.customer(5_000)
    const reward = await shop.reward({}, 1)
    for (const [address, status, code] of [
      [{ ...HOME, state: 'ID' }, 409, 'market_forbids_shipping'],
      [{ ...HOME, state: 'Idaho' }, 409, 'market_forbids_shipping'],
      [{ ...HOME, state: 'ON', country: 'CA' }, 409, 'market_forbids_shipping'],
      [{ ...HOME, state: 'Idahoo' }, 400, 'validation_failed'],
    ] as const) {
      const { status: was, body } = await shop.redeem(member, reward, { address })
      assert.deepEqual([was, body.code], [status, code], JSON.stringify(address))
    }
    assert.deepEqual(await shop.stock(reward), { remaining: 1, sold: 0 })
    const both = await shop.redeem(member, reward, { address: HOME, address_id: randomUUID() })
    assert.deepEqual([both.status, both.body.errors[0].field], [400, 'address_id'])
    for (const { id } of await book(member)) await shop.ask(member, 'DELETE', `addresses/${id}`)
    const nowhere = await shop.redeem(member, reward)
    assert.deepEqual([nowhere.status, nowhere.body.errors[0].field], [400, 'address_id'])
    assert.equal((await shop.redeem(member, await shop.vouchers(['X']))).status, 200)
  })
})

describe('markets', () => {
  const ask = async (path: string) => {
    const { world, brand } = shop.desk
    return world.app.server.inject({ url: `/api/markets${path}`, headers: world.headers({ brand }) })
  }

  test('are told before a form is filled in', async () => {
    const all = (await ask('')).json()
    assert.deepEqual(all.default, { legal_age: 21, gifts_allowed: true, ships_to: true })
    assert.deepEqual(
      all.items.map(({ code, gifts_allowed }: Record<string, unknown>) => [code, gifts_allowed]),
      [
        ['US-ID', false],
        ['US-UT', false],
        ['US-MN', true],
        ['CA', false],
      ],
    )
    const utah = { code: 'US-UT', name: 'Utah', legal_age: 21, gifts_allowed: false, ships_to: true }
    assert.deepEqual((await ask('/US-UT')).json(), utah)
    assert.equal((await ask('/US-NY')).json().gifts_allowed, true)
    assert.equal((await ask('/CA')).json().ships_to, false)
    assert.equal((await ask('/CA-ON')).json().ships_to, false)
    assert.equal((await ask('/US-XX')).statusCode, 404)
    assert.equal((await ask('/nowhere')).statusCode, 400)
  })

  async function claim(state: string, more: object = {}) {
    const { world, brand } = shop.desk
    const [code] = await shop.desk.codes(1)
    const email = `claimer-${randomUUID()}@example.com`
    const form = claimForm(code as string, email, randomUUID())
    const cookie = await setAgeCookieFor(world, brand)
    const answer = await world.app.server.inject({
      method: 'POST',
      url: '/api/claims',
      headers: { ...world.headers({ brand }), cookie },
      payload: { ...form, address: { ...form.address, state }, ...more },
    })
    const [row] = await shop.desk.rows<{ scans: number; gifts: number }>(
      `select scan_count as scans, (select count(*)::int from orders where member_id = m.id) as gifts
       from members m where email = $1`,
      [email],
    )
    return { status: answer.statusCode, code: answer.json().code, ...row }
  }

  test('leave the gift out of a claim where the law forbids it; the scan counts all the same', async () => {
    assert.deepEqual(await claim('NY'), { status: 202, code: undefined, scans: 1, gifts: 1 })
    for (const state of ['UT', 'Utah', 'ID']) {
      assert.deepEqual(await claim(state), { status: 202, code: undefined, scans: 1, gifts: 0 }, state)
    }
  })

  test('cancel a gift whose address was corrected to where the law forbids it', async () => {
    const { world, brand, admin } = shop.desk
    const [code] = await shop.desk.codes(1)
    const email = `mover-${randomUUID()}@example.com`
    const form = claimForm(code as string, email, randomUUID())
    const headers = { ...world.headers({ brand }), cookie: await setAgeCookieFor(world, brand) }
    const send = (method: 'POST' | 'PATCH', url: string, payload: object) =>
      world.app.server.inject({ method, url: `/api/${url}`, headers, payload })
    assert.equal((await send('POST', 'claims', form)).statusCode, 202)
    const address = { ...form.address, state: 'UT' }
    assert.equal((await send('PATCH', `claims/${form.client_op_id}`, { address })).statusCode, 202)
    const { token } = await newestMail(world, admin, email)
    assert.equal((await send('POST', 'auth/link/consume', { token })).statusCode, 200)
    const [gift] = await shop.desk.rows(
      `select o.state, e.reason from orders o join order_events e on e.order_id = o.id
       where o.member_id = (select id from members where email = $1)`,
      [email],
    )
    assert.deepEqual(gift, { state: 'cancelled', reason: 'The law where you live does not allow gifts.' })
  })

  test('hold claims to their legal age, and to states that there are', async () => {
    assert.deepEqual(await claim('MN'), { status: 403, code: 'age_not_confirmed' })
    assert.deepEqual(await claim('MN', { confirmed_age: 24 }), { status: 403, code: 'age_not_confirmed' })
    assert.equal((await claim('MN', { confirmed_age: 25 })).status, 202)
    assert.deepEqual(await claim('Atlantis'), { status: 400, code: 'validation_failed' })
  })
})
