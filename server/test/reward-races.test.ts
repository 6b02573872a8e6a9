// R3: nothing is oversold, whoever buys at the same moment.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Customer, Reply } from './earning/desk.ts'
import { openShop, type Shop } from './rewards/shop.ts'

let shop: Shop

before(async () => {
  shop = await openShop()
})
after(() => shop.desk.world.close())
afterEach(() => shop.desk.checkBooks())

const crowd = (count: number) => Promise.all(Array.from({ length: count }, () => shop.customer()))
const outcomes = (answers: Reply[]) =>
  Object.fromEntries(
    Map.groupBy(answers, ({ status, body }) => (status === 200 ? 'sold' : body.code))
      .entries()
      .map(([what, some]) => [what, some.length]),
  )

describe('at the same moment', () => {
  test('ten times as many buyers as there are: exactly as many are sold, and nobody else pays', async () => {
    const STOCK = 8
    const reward = await shop.reward({}, STOCK)
    const buyers = await crowd(STOCK * 10)
    const answers = await Promise.all(buyers.map(buyer => shop.redeem(buyer, reward)))
    assert.deepEqual(outcomes(answers), { sold: STOCK, sold_out: STOCK * 9 })
    assert.deepEqual(await shop.stock(reward), { remaining: 0, sold: STOCK })
    const [{ paid }] = (await shop.desk.rows<{ paid: number }>(
      'select count(*)::int as paid from members where id = any($1) and points_balance = 600',
      [buyers.map(({ id }) => id)],
    )) as [{ paid: number }]
    assert.equal(paid, STOCK)
  })

  test('each voucher goes to one buyer', async () => {
    const codes = Array.from({ length: 6 }, (_, n) => `CODE-${n}`)
    const reward = await shop.vouchers(codes)
    const answers = await Promise.all((await crowd(18)).map(buyer => shop.redeem(buyer, reward)))
    assert.deepEqual(outcomes(answers), { sold: 6, sold_out: 12 })
    const handedOut = answers.flatMap(({ status, body }) => (status === 200 ? [body.voucher] : []))
    assert.deepEqual(handedOut.sort(), codes)
  })

  test('one member’s redemptions pass neither the limit nor the balance', async () => {
    const [limited] = (await crowd(1)) as [Customer]
    await shop.desk.adjust(limited, 9_000)
    const reward = await shop.reward({ limit_per_member: { times: 2, period: 'all_time' } })
    const answers = await Promise.all(Array.from({ length: 12 }, () => shop.redeem(limited, reward)))
    assert.deepEqual(outcomes(answers), { sold: 2, limit_reached: 10 })
    const [poor] = (await crowd(1)) as [Customer]
    const any = await shop.reward()
    const more = await Promise.all(Array.from({ length: 6 }, () => shop.redeem(poor, any)))
    assert.deepEqual(outcomes(more), { sold: 2, not_enough_points: 4 })
  })

  test('bought and cancelled over and over, the stock is right in the end', async () => {
    const reward = await shop.reward({}, 3)
    const buyers = await crowd(8)
    await Promise.all(
      buyers.map(async buyer => {
        for (let round = 0; round < 4; round++) {
          const { status, body } = await shop.redeem(buyer, reward)
          if (status !== 200) continue
          const cancel = { client_op_id: randomUUID() }
          await shop.ask(buyer, 'POST', `orders/${body.order.id}/cancel`, cancel)
        }
      }),
    )
    assert.deepEqual(await shop.stock(reward), { remaining: 3, sold: 0 })
  })

  test('operators who add to the stock are not lost, and sell nothing twice', async () => {
    const reward = await shop.reward({}, 5)
    const buyers = await crowd(20)
    const add = () => shop.desk.do('POST', `rewards/${reward}/stock`, { client_op_id: randomUUID(), add: 2 })
    const [answers] = await Promise.all([
      Promise.all(buyers.map(buyer => shop.redeem(buyer, reward))),
      Promise.all([add(), add(), add()]),
    ])
    const { remaining, sold } = await shop.stock(reward)
    assert.equal(sold + (remaining as number), 11)
    assert.equal(outcomes(answers).sold, sold)
  })
})

/** Holds a reward's stock while buyers wait for it, does something, and lets them go on. */
async function whileWaiting(reward: string, buying: () => Promise<Reply>, work: () => Promise<unknown>) {
  const { admin } = shop.desk
  await admin.query('begin')
  await admin.query('update reward_stock set sold = sold where reward_id = $1', [reward])
  const bought = buying()
  for (let waits = 0; waits === 0; ) {
    // A transaction sees the activity as it was when it first looked.
    await admin.query('select pg_stat_clear_snapshot()')
    const { rows } = await admin.query(
      `select count(*)::int as waiting from pg_stat_activity
       where wait_event_type = 'Lock' and datname = current_database() and query like '%reward_stock%'`,
    )
    waits = rows[0].waiting
  }
  await work()
  await admin.query('commit')
  return bought
}

describe('a reward that changes while somebody waits to buy it', () => {
  test('is not sold once it is archived, and nothing is charged', async () => {
    const reward = await shop.reward({}, 5)
    const [buyer] = (await crowd(1)) as [Customer]
    const { status, body } = await whileWaiting(
      reward,
      () => shop.redeem(buyer, reward),
      () => shop.desk.do('POST', `rewards/${reward}/archive`),
    )
    assert.deepEqual([status, body.code], [409, 'not_available'])
    assert.equal((await shop.desk.account(buyer)).balance, 1_000)
    assert.deepEqual(await shop.stock(reward), { remaining: 5, sold: 0 })
  })

  test('is not sold at a price that nobody was shown', async () => {
    const reward = await shop.reward({}, 5)
    const [buyer] = (await crowd(1)) as [Customer]
    const { definition } = await shop.desk.do('GET', `rewards/${reward}`)
    const { status, body } = await whileWaiting(
      reward,
      () => shop.redeem(buyer, reward),
      () => shop.desk.do('PUT', `rewards/${reward}`, { definition: { ...definition, cost_points: 900 } }),
    )
    assert.deepEqual([status, body.code], [409, 'price_changed'])
    assert.deepEqual(body.errors, [{ field: 'expected_cost', message: 'is 900 now' }])
    assert.equal((await shop.desk.account(buyer)).balance, 1_000)
  })
})
