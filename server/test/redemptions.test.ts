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

/** The refusal, after which nothing at all is different. */
async function refused(ask: () => ReturnType<Shop['redeem']>) {
  const before = await shop.desk.fingerprint()
  const { status, body } = await ask()
  assert.deepEqual(await shop.desk.fingerprint(), before, 'nothing was changed')
  return { status, code: body.code, detail: body.detail, errors: body.errors }
}

describe('a redemption', () => {
  test('takes points and stock, makes an order, and tells', async () => {
    const member = await shop.customer()
    const reward = await shop.reward({}, 3)
    const { status, body } = await shop.redeem(member, reward)
    assert.equal(status, 200)
    assert.equal(body.new_balance, 600)
    assert.equal(body.order.state, 'pending')
    assert.equal(body.order.points_cost, 400)
    assert.deepEqual(await shop.stock(reward), { remaining: 2, sold: 1 })
    const account = await shop.desk.account(member)
    assert.equal(account.balance, 600)
    assert.equal(account.lifetime, 1_000, 'spending costs no rank')
    const [entry] = (await shop.desk.entries(member)).slice(-1)
    assert.deepEqual([entry?.amount, entry?.reason, entry?.source], [-400, 'redemption', `reward:${reward}`])
    const [row] = await shop.desk.rows(
      `select points_spent::int, redemption_count, last_redemption_at is not null as at from members where id = $1`,
      [member.id],
    )
    assert.deepEqual(row, { points_spent: 400, redemption_count: 1, at: true })
    assert.deepEqual((await shop.desk.events(member)).slice(-1), ['reward_redeemed'])
    const history = await shop.ask(member, 'GET', 'history?limit=1')
    assert.equal(history.body.items[0].title, 'Reward redeemed: Grinder')
    assert.equal(history.body.items[0].points, -400)
  })

  test('again, under the same operation, answers the same bytes and takes nothing; another body is refused', async () => {
    const member = await shop.customer(2_000)
    const reward = await shop.reward({}, 3)
    const again = { client_op_id: randomUUID() }
    const first = await shop.redeem(member, reward, again)
    const [second, third] = await Promise.all([
      shop.redeem(member, reward, again),
      shop.redeem(member, reward, again),
    ])
    assert.equal(second.text, first.text)
    assert.equal(third.text, first.text)
    assert.deepEqual(await shop.stock(reward), { remaining: 2, sold: 1 })
    const other = await shop.redeem(member, await shop.reward(), again)
    assert.deepEqual([other.status, other.body.code], [409, 'operation_reused'])
  })

  test('sent ten times at the same moment is done once', async () => {
    const member = await shop.customer(10_000)
    const reward = await shop.reward({}, 10)
    const again = { client_op_id: randomUUID() }
    const answers = await Promise.all(Array.from({ length: 10 }, () => shop.redeem(member, reward, again)))
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1)
    assert.deepEqual(await shop.stock(reward), { remaining: 9, sold: 1 })
  })

  test('at a stale price is refused, with the price of now', async () => {
    const member = await shop.customer()
    const reward = await shop.reward({ cost_points: 500 })
    const { status, code, errors } = await refused(() => shop.redeem(member, reward))
    assert.deepEqual([status, code], [409, 'price_changed'])
    assert.deepEqual(errors, [{ field: 'expected_cost', message: 'is 500 now' }])
  })

  test('beyond the balance is refused, and says how many points are missing', async () => {
    const member = await shop.customer(399)
    const reward = await shop.reward()
    const { status, code, detail } = await refused(() => shop.redeem(member, reward))
    assert.deepEqual([status, code], [409, 'not_enough_points'])
    assert.match(detail, /^1 more point is needed/)
  })

  test('is refused while the e-mail is not confirmed, and while redeeming is on hold', async () => {
    const member = await shop.customer()
    const reward = await shop.reward()
    await shop.desk.rows(`update members set state = 'unconfirmed' where id = $1`, [member.id])
    assert.equal((await refused(() => shop.redeem(member, reward))).code, 'email_not_confirmed')
    const until = new Date(shop.desk.world.time.now.getTime() + 1_000)
    await shop.desk.rows(`update members set state = 'confirmed', redemption_held_until = $2 where id = $1`, [
      member.id,
      until,
    ])
    assert.equal((await refused(() => shop.redeem(member, reward))).code, 'redemption_held')
    shop.desk.pass(1)
    assert.equal((await shop.redeem(member, reward)).status, 200)
  })

  test('of what nobody can have is refused with the reason', async () => {
    const member = await shop.customer()
    const code = async (definition: object, stock: number | null = null) => {
      const reward = await shop.reward(definition, stock)
      return (await refused(() => shop.redeem(member, reward))).code
    }
    assert.equal(await code({ active: false }), 'not_available')
    assert.equal(await code({}, 0), 'sold_out')
    assert.equal(await code({ available_from: '2099-01-01T00:00' }), 'not_yet')
    assert.equal(await code({ available_until: '2020-01-01T00:00' }), 'over')
    assert.equal(await code({ rank_key: 'gold' }), 'rank_needed')
    const nobodys = await refused(() => shop.redeem(member, randomUUID()))
    assert.deepEqual([nobodys.status, nobodys.code], [404, 'not_found'])
  })

  test('behind an achievement or an access opens with it', async () => {
    const { world, brand } = shop.desk
    await world.addAchievement(brand, 'first_pack', {
      name: 'First pack',
      criteria: { metric: 'scans', operator: 'at_least', value: [1], timeframe: 'all_time' },
      rewards: { points: 0, exclusive_access: 'club' },
    })
    const member = await shop.customer()
    const gated = [
      await shop.reward({ achievement_key: 'first_pack' }),
      await shop.reward({ access_key: 'club' }),
    ]
    for (const reward of gated) {
      assert.equal((await refused(() => shop.redeem(member, reward))).code, 'achievement_needed')
    }
    await shop.desk.scan(member)
    for (const reward of gated) assert.equal((await shop.redeem(member, reward)).status, 200)
  })

  test('counts for achievements, and unlocks them in the same transaction', async () => {
    const { world, brand } = shop.desk
    await world.addAchievement(brand, 'first_spend', {
      name: 'First spend',
      criteria: { metric: 'redemptions', operator: 'at_least', value: [1], timeframe: 'all_time' },
      rewards: { points: 70 },
    })
    const member = await shop.customer()
    const { body } = await shop.redeem(member, await shop.reward())
    assert.deepEqual(body.achievements_unlocked, [{ key: 'first_spend', name: 'First spend', points: 70 }])
    assert.equal(body.new_balance, 600 + 70)
  })
})

describe('a limit per member', () => {
  test('counts by the calendar of the brand, and what was cancelled does not count', async () => {
    const member = await shop.customer(10_000)
    const reward = await shop.reward({ limit_per_member: { times: 1, period: 'day' } })
    const first = await shop.order(member, reward)
    const { code } = await refused(() => shop.redeem(member, reward))
    assert.equal(code, 'limit_reached')
    await shop.ask(member, 'POST', `orders/${first}/cancel`, { client_op_id: randomUUID() })
    await shop.order(member, reward)
    assert.equal((await shop.redeem(member, reward)).body.code, 'limit_reached')
    shop.desk.pass(24)
    await shop.order(member, reward)
  })
})

describe('a digital reward', () => {
  test('hands out each voucher once, shows it again, and keeps no code in the clear', async () => {
    const reward = await shop.vouchers(['AAA-111', 'BBB-222'])
    const [one, two, three] = [await shop.customer(), await shop.customer(), await shop.customer()]
    const operation = { client_op_id: randomUUID() }
    const first = await shop.redeem(one, reward, operation)
    assert.equal(first.body.voucher, 'AAA-111')
    assert.equal(first.body.order.state, 'delivered')
    assert.equal((await shop.redeem(one, reward, operation)).text, first.text)
    const shown = await shop.ask(one, 'GET', `orders/${first.body.order.id}`)
    assert.equal(shown.body.voucher, 'AAA-111')
    assert.equal((await shop.redeem(two, reward)).body.voucher, 'BBB-222')
    assert.equal((await refused(() => shop.redeem(three, reward))).code, 'sold_out')
    const [{ found }] = (await shop.desk.rows<{ found: string }>(
      `select coalesce(string_agg(t::text, ''), '') as found from (
         select answer as t from operations union all select data::text from actions
         union all select refs::text from outbox union all select encode(sealed, 'escape') from reward_vouchers
         union all select answer from reward_changes union all select after::text from audit_entries) t`,
    )) as [{ found: string }]
    assert.doesNotMatch(found, /AAA-111|BBB-222/)
  })

  test('cannot be cancelled once its voucher was shown', async () => {
    const member = await shop.customer()
    const id = await shop.order(member, await shop.vouchers(['CCC-333']))
    const cancelled = await shop.ask(member, 'POST', `orders/${id}/cancel`, { client_op_id: randomUUID() })
    assert.deepEqual([cancelled.status, cancelled.body.code], [409, 'order_state'])
    const operator = await shop.desk.ask('POST', `orders/${id}/cancel`, {
      client_op_id: randomUUID(),
      reason: 'Asked for it',
    })
    assert.deepEqual([operator.status, operator.body.code], [409, 'order_state'])
  })
})

test('what a redemption asks of the database does not grow with what the member did before', async () => {
  const { countStatements } = await import('./count-statements.ts')
  const reward = await shop.reward({ limit_per_member: { times: 900, period: 'month' } })
  const counts: number[] = []
  const member = await shop.customer(100_000)
  for (let n = 0; n < 12; n++) {
    const counting = countStatements(shop.desk.world)
    await shop.order(member, reward)
    counting.stop()
    // The redemption's own: a cache that is read anew now and then has a transaction to itself.
    counts.push(Math.max(...counting.perTransaction))
  }
  assert.equal(new Set(counts).size, 1, counts.join())
})
