import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { startJobPool } from '../../platform/jobs.ts'
import { customerioTasks, readInsights, startOutboxSender } from '../index.ts'
import { openWorkspace, SIGNING_KEY, until, writeEvents } from '../test/workspace.ts'
import { processInsight } from './process-insight.ts'

type World = Awaited<ReturnType<typeof openWorkspace>>['world']

const URL_PATH = '/api/webhooks/customer-io/acme'

interface Posted {
  key?: string
  delivery?: string
  headers?: Record<string, string>
  url?: string
  world: World
}

function post(body: string, { world, key, delivery, headers = {}, url = URL_PATH }: Posted) {
  const timestamp = String(Math.floor(world.platform.clock().getTime() / 1_000))
  return world.app.server.inject({
    method: 'POST',
    url,
    payload: body,
    headers: {
      'content-type': 'application/json',
      'x-cio-timestamp': timestamp,
      'x-cio-signature': createHmac('sha256', SIGNING_KEY).update(`v0:${timestamp}:${body}`).digest('hex'),
      ...(key ? { 'x-cio-idempotency-key': key } : {}),
      ...(delivery ? { 'x-cio-delivery-id': delivery } : {}),
      ...headers,
    },
  })
}

interface Stored {
  id: string
  state: string
  note: string | null
  raw: Buffer
}

const webhooks = ({ platform, brand }: World) =>
  platform.db.transaction(brand.id, tx =>
    tx.raw<Stored>('select * from insight_webhooks where brand_id = $1 order by id', [brand.id]),
  )

/** Does what waits, as the job pool would, but in the order of receipt. */
async function processAll(world: World) {
  for (const { id } of await webhooks(world)) {
    await processInsight(world.platform, { webhook_id: id }, { brandId: world.brand.id, jobId: '1' })
  }
}

const insightOf = (world: World, memberId: string) =>
  world.platform.db.transaction(world.brand.id, tx => readInsights(tx, memberId))

const insight = (memberId: string, secondsAgo: number, predictions: object) =>
  JSON.stringify({
    insight_id: randomUUID(),
    identifiers: { id: memberId },
    computed_at: new Date(Date.now() - secondsAgo * 1_000).toISOString(),
    predictions,
  })

async function open(t: TestContext) {
  const { world } = await openWorkspace(t)
  return { world, member: await world.addMember() }
}

test('only a bad signature is refused, and an unknown brand is not found', async t => {
  const { world, member } = await open(t)
  const body = insight(member.id, 1, { churn_probability: 0.5 })
  const bad = await post(body, { world, headers: { 'x-cio-signature': '0'.repeat(64) } })
  assert.equal(bad.statusCode, 401)
  assert.equal(bad.json().code, 'bad_signature')
  assert.equal((await post(body, { world, url: '/api/webhooks/customer-io/nobody' })).statusCode, 404)
  assert.equal((await webhooks(world)).length, 0)
  const good = await post(body, { world })
  assert.deepEqual([good.statusCode, good.json()], [200, {}])
})

test('the same again is stored once, by its key, its delivery, or its body', async t => {
  const { world, member } = await open(t)
  const body = (churn: number) => insight(member.id, churn, { churn_probability: 0.5 })
  for (const _ of [1, 2]) await post(body(1), { world, key: 'k1', delivery: randomUUID() })
  assert.equal((await webhooks(world)).length, 1)
  for (const _ of [1, 2]) await post(body(2), { world, delivery: 'd1' })
  assert.equal((await webhooks(world)).length, 2)
  const same = body(3)
  for (const _ of [1, 2]) assert.equal((await post(same, { world })).statusCode, 200)
  assert.equal((await webhooks(world)).length, 3)
})

test('the newest insight wins, whatever order they come in, and fills in only what it gives', async t => {
  const { world, member } = await open(t)
  await post(insight(member.id, 60, { churn_probability: 0.1, recommended_segment: 'loyal' }), { world })
  await post(insight(member.id, 10, { churn_probability: 0.9, product_affinity_scores: { flower: 1 } }), {
    world,
  })
  await post(insight(member.id, 30, { churn_probability: 0.5 }), { world })
  await processAll(world)
  assert.deepEqual((await insightOf(world, member.id))?.predictions, {
    churn_probability: 0.9,
    recommended_segment: 'loyal',
    product_affinity_scores: { flower: 1 },
  })
  assert.deepEqual(
    (await webhooks(world)).map(({ state }) => state),
    ['applied', 'applied', 'ignored'],
  )
})

test("the member's open screens are told, once however often the job runs", async t => {
  const { world, member } = await open(t)
  const told: object[] = []
  const end = world.platform.fanout.subscribe(`member:${world.brand.id}:${member.id}`, message =>
    told.push(message),
  )
  await post(insight(member.id, 1, { churn_probability: '0.5' }), { world })
  await processAll(world)
  await processAll(world)
  end()
  assert.equal(told.length, 1)
  assert.equal((told[0] as { event: string }).event, 'insights')
})

test('what is signed but cannot be read is kept aside and answered 200', async t => {
  const { world } = await open(t)
  for (const body of ['{"a":', 'not json', '[]', '\u0000']) {
    assert.equal((await post(body, { world })).statusCode, 200, body)
  }
  assert.equal((await post('{}', { world, headers: { 'content-type': 'text/odd' } })).statusCode, 200)
  await processAll(world)
  const states = (await webhooks(world)).map(({ state }) => state)
  assert.deepEqual(states, ['quarantined', 'quarantined', 'quarantined', 'quarantined', 'ignored'])
})

test('reports and insights about strangers are ignored with a note', async t => {
  const { world } = await open(t)
  await post(JSON.stringify({ event_id: 'e', metric: 'opened', data: {} }), { world })
  await post(insight(randomUUID(), 1, { churn_probability: 1 }), { world })
  await post(insight("'; drop table members", 1, { churn_probability: 1 }), { world })
  const other = await world.addBrand({ slug: 'other' })
  const foreign = await world.addMember({ brand: other })
  await post(insight(foreign.id, 1, { churn_probability: 1 }), { world })
  await processAll(world)
  assert.deepEqual(
    (await webhooks(world)).map(({ state, note }) => [state, note]),
    [
      ['ignored', 'a report: opened'],
      ['ignored', 'there is no such member'],
      ['ignored', 'there is no such member'],
      ['ignored', 'there is no such member'],
    ],
  )
})

test('an event goes out and an insight comes back, by itself', async t => {
  let stop = async () => {}
  t.after(() => stop())
  const webhook = { url: '' }
  const workspace = await openWorkspace(t, {
    workspaces: [
      {
        name: 'acme',
        site_id: 'acme-site',
        api_key: 'acme-key',
        app_api_key: 'acme-app',
        get webhook_url() {
          return webhook.url
        },
        webhook_signing_key: SIGNING_KEY,
      },
    ],
  })
  const { world } = workspace
  const address = await world.app.server.listen({ port: 0, host: '127.0.0.1' })
  webhook.url = address + URL_PATH
  const jobs = await startJobPool(world.platform, customerioTasks)
  const sender = startOutboxSender(world.platform, world.app.brands)
  stop = async () => {
    await Promise.all([jobs.stop(), sender.stop()])
  }
  const member = await world.addMember()
  await writeEvents(world, [{ memberId: member.id, name: 'insights_requested' }])
  await until('the insight is there', async () => (await insightOf(world, member.id)) !== undefined, 8_000)
  const stored = await insightOf(world, member.id)
  assert.equal(stored?.source, 'customer.io')
  assert.equal(typeof stored?.predictions.churn_probability, 'number')
})
