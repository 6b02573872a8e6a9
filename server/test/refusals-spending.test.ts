import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { createCodes } from '../src/scanning/index.ts'
import { newestMail } from './journey/mailed.ts'
import { operationsOf } from './operations.ts'
import { assertProblem } from './refusals/assert-problem.ts'
import { CODE_REFUSALS } from './refusals/code-cases.ts'
import { operation, SPENDING_REFUSALS, UTAH } from './refusals/spending-cases.ts'
import { openShop, type Shop } from './rewards/shop.ts'

let shop: Shop

before(async () => {
  shop = await openShop()
  await shop.desk.settings({
    markets: {
      default: { gifts_allowed: true, ships_to: true },
      list: [{ code: 'US-UT', legal_age: 21, gifts_allowed: false, ships_to: false }],
    },
  })
})
after(async () => {
  await shop.desk.checkBooks()
  await shop.desk.world.close()
})

describe('is refused with a clear problem, and nothing is half done:', () => {
  for (const [what, refusal] of Object.entries({ ...SPENDING_REFUSALS, ...CODE_REFUSALS })) {
    const { ready, status = 400, code = 'validation_failed', field } = refusal
    test(what, async () => {
      const ask = await ready(shop)
      const before = await shop.desk.fingerprint()
      const reply = await ask()
      assert.deepEqual([reply.status, reply.body.code], [status, code], reply.text)
      assertProblem({ ...reply, body: reply.text })
      if (field) {
        const fields = (reply.body.errors as { field: string }[]).map(one => one.field)
        assert.deepEqual(fields, [field], reply.text)
      }
      assert.deepEqual(await shop.desk.fingerprint(), before)
    })
  }
})

describe('a cursor that is none', () => {
  const FORGED = {
    'no base64': '%%%',
    'no JSON': 'AAAA',
    'of another list': Buffer.from('{"colour":"green"}').toString('base64url'),
    'with SQL in it': Buffer.from(`{"id":"' or 1=1 --","at":"x","version":"x","seq":"x"}`).toString(
      'base64url',
    ),
    'of a list in a list': Buffer.from('{"id":[["1"]]}').toString('base64url'),
  }

  test('is refused by every list, by its field', async () => {
    const { desk } = shop
    const member = await desk.member()
    const { headers: operator } = await desk.world.addOperator({ brand: desk.brand })
    const lists = operationsOf(desk.world).filter(({ schema }) =>
      (schema.parameters ?? []).some(({ in: place, name }) => place === 'query' && name === 'cursor'),
    )
    assert.ok(lists.length >= 20, `${lists.length} lists`)
    for (const { path } of lists) {
      const headers = path.startsWith('/api/admin/')
        ? operator
        : desk.world.headers({ brand: desk.brand, token: member.token })
      for (const [how, cursor] of Object.entries(FORGED)) {
        const url = `${path.replace(/\{\w+\}/, member.id)}?cursor=${encodeURIComponent(cursor)}`
        const answer = await desk.world.app.server.inject({ url, headers })
        assert.equal(answer.statusCode, 400, `${path}, ${how}: ${answer.body}`)
        assert.equal(answer.json().errors[0].field, 'cursor', path)
      }
    }
  })
})

test('a PIN that is guessed is locked after five tries, also for the right one, and the books are as they were', async () => {
  const { desk } = shop
  const member = await shop.customer(0)
  const input = { sku: 'TEN', count: 1, activate: true, pinDigits: 4 }
  const { codes, pins } = await createCodes(desk.world.platform, desk.brand.id, input)
  const wrong = ['0000', '0001', '0002', '0003', '0004', '0005'].filter(pin => pin !== pins?.[0])
  const verdicts = []
  for (const pin of [...wrong.slice(0, 5), pins?.[0]]) {
    const { status, body } = await shop.ask(member, 'POST', 'scans', { ...operation(), code: codes[0], pin })
    assert.equal(status, 200)
    verdicts.push(body.verdict)
  }
  assert.deepEqual(verdicts.slice(-1), ['pin_locked'])
  assert.ok(!verdicts.includes('claimed'))
  assert.equal((await desk.account(member)).balance, 0)
})

test('a member who is erased while redeeming has redeemed before or not at all: nothing is charged or sent by half', async () => {
  const { desk } = shop
  const reward = await shop.reward({}, 100)
  const outcomes = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const member = await shop.customer()
      const [redeemed, erased] = await Promise.all([
        shop.redeem(member, reward),
        shop.ask(member, 'DELETE', 'me', { ...operation(), confirm: true }),
      ])
      assert.equal(erased.status, 200, erased.text)
      assert.ok([200, 401].includes(redeemed.status), redeemed.text)
      if (redeemed.status === 401) assertProblem({ ...redeemed, body: redeemed.text })
      const orders = await desk.rows<{ state: string; address_id: string | null }>(
        'select state, address_id from orders where member_id = $1',
        [member.id],
      )
      assert.equal(orders.length, redeemed.status === 200 ? 1 : 0)
      for (const { state } of orders) assert.equal(state, 'cancelled', 'what had not gone out goes nowhere')
      const left = await desk.rows('select 1 from addresses where member_id = $1', [member.id])
      assert.deepEqual(left, [], 'no door is left')
      return redeemed.status
    }),
  )
  assert.equal(outcomes.length, 12)
  assert.deepEqual(await shop.stock(reward), { remaining: 100, sold: 0 })
  await desk.checkBooks()
})

describe('names of 40 characters, of emoji and of any script', () => {
  const FAMILY = '👩‍👩‍👧‍👦'
  const NAMES = [
    'x'.repeat(40),
    '🌿'.repeat(80),
    FAMILY.repeat(11),
    'Zoë Ångström-Þór',
    'שָׁלוֹם',
    '山田 太郎',
    '<b>"&\'',
  ]

  for (const name of NAMES) {
    test(`${[...name].length} characters: ${name.slice(0, 24)}`, async () => {
      const { desk } = shop
      const email = `emoji-${randomUUID()}@example.com`
      const member = await desk.world.addMember({ brand: desk.brand, email })
      const patched = await shop.ask(member, 'PATCH', 'me', { first_name: name, last_name: name })
      assert.equal(patched.status, 200, patched.text)
      assert.equal(patched.body.first_name, name)
      const address = { ...UTAH, state: 'NY', line1: name, city: name }
      const booked = await shop.ask(member, 'POST', 'addresses', { ...operation(), ...address })
      assert.equal(booked.status, 200, booked.text)
      const rewardId = await shop.reward({ name: [...name].slice(0, 40).join(''), description: name })
      await desk.adjust(member, 1_000)
      const bought = await shop.redeem(member, rewardId, { address })
      assert.equal(bought.status, 200, bought.text)
      const seen = await desk.do('GET', `orders/${bought.body.order.id}`)
      assert.deepEqual([seen.recipient, seen.address.line1], [`${name} ${name}`, name])
      const exported = JSON.parse((await shop.ask(member, 'GET', 'me/export')).text)
      assert.equal(exported.profile.first_name, name)
      assert.ok(exported.addresses.some(({ city }: { city: string }) => city === name))
      const asked = await shop.ask(member, 'POST', 'auth/link', { email })
      assert.equal(asked.status, 202)
      assert.match((await newestMail(desk.world, desk.admin, email)).link, /^http/)
      const home = await shop.ask(member, 'GET', 'dashboard')
      assert.equal(home.body.first_name, name)
    })
  }

  test('of one character more are refused, counted as people count, not as they are stored', async () => {
    const member = await shop.customer(0)
    const { status, body } = await shop.ask(member, 'PATCH', 'me', { first_name: '🌿'.repeat(81) })
    assert.deepEqual([status, body.errors?.[0].field], [400, 'first_name'])
  })
})
