import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, describe, test } from 'node:test'
import { setAgeCookieFor } from './age-cookie.ts'
import { countStatements } from './count-statements.ts'
import { DIGITAL, openShop, SHIPPED, type Shop } from './rewards/shop.ts'

let shop: Shop

before(async () => {
  shop = await openShop()
})
after(() => shop.desk.world.close())
afterEach(() => shop.desk.checkBooks())

const operation = () => ({ client_op_id: randomUUID() })
const create = (definition: object, more: object = {}) =>
  shop.desk.ask('POST', 'rewards', { ...operation(), definition: { ...SHIPPED, ...definition }, ...more })

async function namedField(definition: object, more: object = {}): Promise<string> {
  const { status, body } = await create(definition, more)
  assert.deepEqual([status, body.code], [400, 'validation_failed'], JSON.stringify(body))
  return body.errors.map(({ field }: { field: string }) => field).join()
}

describe('the console', () => {
  test('names the field that cannot be meant', async () => {
    assert.equal(await namedField({ name: '   ' }), 'definition.name')
    assert.equal(await namedField({ cost_points: 0 }), 'definition.cost_points')
    assert.equal(await namedField({ kind: 'cash' }), 'definition.kind')
    assert.equal(await namedField({ tags: ['a', ' '] }), 'definition.tags.1')
    assert.equal(await namedField({ rank_key: 'diamond' }), 'definition.rank_key')
    assert.equal(await namedField({ achievement_key: 'never_heard' }), 'definition.achievement_key')
    assert.equal(await namedField({ access_key: 'nobodys' }), 'definition.access_key')
    assert.equal(await namedField({ available_from: '2026-02-30T00:00' }), 'definition.available_from')
    const times = { available_from: '2026-03-01T00:00', available_until: '2026-03-01T00:00' }
    assert.equal(await namedField(times), 'definition.available_until')
    assert.equal(
      await namedField({ limit_per_member: { times: 0, period: 'day' } }),
      'definition.limit_per_member.times',
    )
    assert.equal(await namedField(DIGITAL, { stock: 5 }), 'stock')
  })

  test('creates once for an operation, and publishes versions that orders keep', async () => {
    const again = operation()
    const body = { ...again, definition: SHIPPED, stock: 4 }
    const [one, two] = await Promise.all([
      shop.desk.ask('POST', 'rewards', body),
      shop.desk.ask('POST', 'rewards', body),
    ])
    assert.equal(one.body.id, two.body.id)
    const other = await shop.desk.ask('POST', 'rewards', { ...body, stock: 5 })
    assert.deepEqual([other.status, other.body.code], [409, 'operation_reused'])
    const { id } = one.body
    const member = await shop.customer()
    const order = await shop.order(member, id)
    const renamed = { ...SHIPPED, name: 'Better grinder', cost_points: 500 }
    const published = await shop.desk.do('PUT', `rewards/${id}`, { definition: renamed, expected_version: 1 })
    assert.deepEqual([published.version, published.versions.length, published.sold], [2, 2, 1])
    const stale = await shop.desk.ask('PUT', `rewards/${id}`, { definition: SHIPPED, expected_version: 1 })
    assert.deepEqual([stale.status, stale.body.code], [409, 'version_conflict'])
    const same = await shop.desk.do('PUT', `rewards/${id}`, { definition: renamed, expected_version: 1 })
    assert.equal(same.version, 2, 'an equal definition changes nothing')
    const toSend = await shop.desk.do('GET', `orders/${order}`)
    assert.deepEqual([toSend.item_name, toSend.points_cost, toSend.reward_version], ['Grinder', 400, 1])
    const kind = await shop.desk.ask('PUT', `rewards/${id}`, { definition: { ...renamed, kind: 'digital' } })
    assert.equal(kind.body.errors[0].field, 'definition.kind')
    const audited = await shop.desk.rows('select action from audit_entries where subject = $1 order by seq', [
      `reward:${id}`,
    ])
    assert.deepEqual(audited, [{ action: 'reward.created' }, { action: 'reward.published' }])
  })

  test('sets a stock and adds to it, once for an operation, never below nothing', async () => {
    const id = await shop.reward({}, 3)
    const stock = (change: object) =>
      shop.desk.ask('POST', `rewards/${id}/stock`, { ...operation(), ...change })
    const again = { ...operation(), add: 4 }
    for (let n = 0; n < 2; n++) {
      assert.deepEqual((await shop.desk.do('POST', `rewards/${id}/stock`, again)).remaining, 7)
    }
    assert.equal((await stock({ add: -8 })).body.errors[0].field, 'add')
    assert.equal((await stock({ set: null })).body.remaining, null)
    assert.equal((await stock({ add: 1 })).body.errors[0].field, 'add')
    assert.equal((await stock({ set: 2 })).body.remaining, 2)
    assert.equal((await stock({ set: 2, add: 1 })).status, 400)
    const digital = await shop.vouchers(['ONE'])
    const refused = await shop.desk.ask('POST', `rewards/${digital}/stock`, { ...operation(), set: 9 })
    assert.deepEqual([refused.status, refused.body.code], [409, 'stock_is_vouchers'])
  })

  test('takes each voucher code once, also one that was handed out, and shows none', async () => {
    const id = await shop.vouchers(['AA-1', 'AA-2'])
    await shop.order(await shop.customer(), id)
    const add = (codes: string[], more: object = operation()) =>
      shop.desk.ask('POST', `rewards/${id}/vouchers`, { ...more, codes })
    const again = operation()
    const imported = { imported: 1, already_known: 2, remaining: 2 }
    assert.deepEqual((await add([' AA-1 ', 'AA-2', 'AA-3'], again)).body, imported)
    assert.deepEqual((await add([' AA-1 ', 'AA-2', 'AA-3'], again)).body, imported)
    assert.equal((await add(['B', ' '])).body.errors[0].field, 'codes.1')
    assert.equal((await add(['B', 'C', 'B'])).body.errors[0].field, 'codes.2')
    const detail = await shop.desk.ask('GET', `rewards/${id}`)
    assert.deepEqual([detail.body.remaining, detail.body.sold], [2, 1])
    assert.doesNotMatch(detail.text, /AA-/)
    const shipped = await shop.desk.ask('POST', `rewards/${await shop.reward()}/vouchers`, {
      ...operation(),
      codes: ['X'],
    })
    assert.deepEqual([shipped.status, shipped.body.code], [409, 'not_digital'])
  })

  test('archives for good: nobody is shown it, nobody can change it, its orders go on', async () => {
    const member = await shop.customer()
    const id = await shop.reward({ name: 'Last chance' })
    const order = await shop.order(member, id)
    await shop.desk.do('POST', `rewards/${id}/archive`)
    await shop.desk.do('POST', `rewards/${id}/archive`)
    assert.equal((await shop.ask(member, 'GET', `rewards/${id}`)).status, 404)
    const changed = await shop.desk.ask('PUT', `rewards/${id}`, { definition: SHIPPED })
    assert.deepEqual([changed.status, changed.body.code], [409, 'reward_archived'])
    const cancelled = await shop.ask(member, 'POST', `orders/${order}/cancel`, operation())
    assert.equal(cancelled.status, 200)
  })

  test('lets marketers change rewards, and support only look', async () => {
    const body = { ...operation(), definition: SHIPPED }
    assert.equal((await shop.desk.ask('POST', 'rewards', body, 'support')).status, 403)
    assert.equal((await shop.desk.ask('GET', 'rewards', undefined, 'support')).status, 200)
    assert.equal((await shop.desk.ask('POST', 'rewards', body, 'marketer')).status, 200)
  })
})

describe('the catalogue', () => {
  let own: Shop
  before(async () => {
    own = await openShop(undefined, { world: shop.desk.world })
    await own.reward({ name: 'Hat', cost_points: 900 })
    await own.reward({ name: 'Mug', cost_points: 200 }, 0)
    await own.reward({ name: 'Poster', cost_points: 300, featured: true, tags: ['Décor'] })
    await own.reward({ name: 'Draft', active: false })
    await own.reward({ name: 'Old calendar', available_until: '2020-01-01T00:00' })
  })
  const names = (body: { items: { name: string }[] }) => body.items.map(({ name }) => name)

  test('has featured rewards first, then the cheapest, each with what keeps one from it', async () => {
    const member = await own.customer(500)
    const { body } = await own.ask(member, 'GET', 'rewards')
    assert.deepEqual(names(body), ['Poster', 'Mug', 'Hat'])
    const [poster, mug, hat] = body.items
    assert.equal(poster.can_redeem, true)
    assert.deepEqual([mug.remaining, mug.obstacles[0].reason], [0, 'sold_out'])
    assert.deepEqual([hat.obstacles[0].reason, hat.obstacles[0].points_missing], ['not_enough_points', 400])
    assert.ok(!('fulfilment_notes' in poster))
  })

  test('pages, and is searched', async () => {
    const member = await own.customer(0)
    const first = await own.ask(member, 'GET', 'rewards?limit=2')
    const rest = await own.ask(member, 'GET', `rewards?limit=2&cursor=${first.body.next_cursor}`)
    assert.deepEqual([...names(first.body), ...names(rest.body)], ['Poster', 'Mug', 'Hat'])
    assert.deepEqual(names((await own.ask(member, 'GET', 'rewards?search=decor')).body), ['Poster'])
    assert.equal((await own.ask(member, 'GET', `rewards?search=${'a'.repeat(81)}`)).status, 400)
    assert.equal((await own.ask(member, 'GET', 'rewards?cursor=AAAA')).status, 400)
  })

  test('is shown to visitors of age, and to nobody else', async () => {
    const { world, brand } = own.desk
    const headers = world.headers({ brand })
    const ask = (more: object = {}) =>
      world.app.server.inject({ url: '/api/rewards', headers: { ...headers, ...more } })
    assert.equal((await ask()).json().code, 'age_not_confirmed')
    const shown = (await ask({ cookie: await setAgeCookieFor(world, brand) })).json()
    assert.equal(shown.items[0].obstacles[0].reason, 'not_signed_in')
    assert.equal(shown.items[0].can_redeem, false)
  })

  test('asks the database as often for one reward as for all of them', async () => {
    const member = await own.customer()
    const asked = async (path: string) => {
      await own.ask(member, 'GET', path)
      const counting = countStatements(own.desk.world)
      await own.ask(member, 'GET', path)
      counting.stop()
      return counting.perTransaction.reduce((sum, each) => sum + each, 0)
    }
    assert.equal(await asked('rewards?limit=1'), await asked('rewards?limit=100'))
    assert.ok((await asked('rewards')) <= 4)
  })
})
