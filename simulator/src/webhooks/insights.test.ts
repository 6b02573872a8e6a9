import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { verifyRequestSignature } from 'customerio-node'
import { event, type Received, receiveWebhooks, startForTest, ulid, workspace } from '../test-simulator.ts'
import { signWebhook } from './sign-webhook.ts'

const signingSecret = 'hook-secret'

function withWebhook(webhook_url: string) {
  return { workspaces: [{ ...workspace, webhook_url, webhook_signing_key: signingSecret }] }
}

function isGenuine({ headers, body }: Received, secret = signingSecret): boolean {
  const timestamp = String(headers['x-cio-timestamp'])
  return verifyRequestSignature({
    signingSecret: secret,
    timestamp,
    body,
    signature: String(headers['x-cio-signature']),
  })
}

const scan = {
  product_snapshot: { taxonomy: { product_form: 'edible', strain_type: 'sativa' }, economy: { msrp: 1_045 } },
}

test('the signature is the documented one', () => {
  assert.equal(
    signWebhook('whsec', 1_700_000_000, '{"a":"é"}'),
    'a198973c3194965ad7e6c7ebd335e0f48b25dc39916cc265f0174c29d1f6e252',
  )
})

suite('insights', () => {
  test('one comes within 2 s of the last event of a person, however many there were', async context => {
    const webhook = await receiveWebhooks(context)
    const { track, ledger } = await startForTest(context, withWebhook(webhook.url))
    for (let i = 0; i < 3; i++)
      await track.batch([event('ada', 'product_scanned', { id: ulid(i), attributes: scan })])
    await webhook.until(1)
    await new Promise(resolve => setTimeout(resolve, 1_200))
    assert.equal(webhook.received.length, 1)
    const [posted] = webhook.received as [Received]
    assert.ok(isGenuine(posted))
    assert.ok(!isGenuine({ ...posted, body: `${posted.body} ` }))
    const insight = JSON.parse(posted.body)
    assert.deepEqual(insight.identifiers, { id: 'ada' })
    // By the simulator's own clock: how busy the machine is makes no difference to what was due.
    const last_ms = Date.parse((await ledger()).at(-1)?.at ?? '')
    assert.ok(Date.parse(insight.computed_at) - last_ms < 2_000)
    assert.deepEqual(insight.predictions.product_affinity_scores, { edible: 0.75, sativa: 0.75 })
  })

  test('one that is asked for comes at once', async context => {
    const webhook = await receiveWebhooks(context)
    const { track } = await startForTest(context, withWebhook(webhook.url))
    await track.track('ada', { name: 'insights_requested', id: ulid(1) })
    await webhook.until(1, 800)
  })

  test('a webhook that fails comes again with the same keys and body until it is taken', async context => {
    const webhook = await receiveWebhooks(context, [500, 429, 200])
    const { track } = await startForTest(context, withWebhook(webhook.url))
    await track.track('ada', { name: 'insights_requested' })
    await webhook.until(3)
    assert.ok(webhook.received.every(posted => isGenuine(posted)))
    for (const part of ['x-cio-delivery-id', 'x-cio-idempotency-key'])
      assert.equal(new Set(webhook.received.map(({ headers }) => headers[part])).size, 1)
    assert.equal(new Set(webhook.received.map(({ body }) => body)).size, 1)
  })

  test('nothing is said any more about someone suppressed in the meantime', async context => {
    const webhook = await receiveWebhooks(context)
    const { track } = await startForTest(context, withWebhook(webhook.url))
    await track.track('ada', { name: 'product_scanned' })
    await track.suppress('ada')
    await new Promise(resolve => setTimeout(resolve, 1_400))
    assert.equal(webhook.received.length, 0)
  })

  test('the control port posts whatever predictions it is given', async context => {
    const webhook = await receiveWebhooks(context)
    const { tell } = await startForTest(context, withWebhook(webhook.url))
    const predictions = { churn_probability: '0.9', predicted_ltv: '' }
    const response = await tell('/insights', { workspace: 'acme', identifier: 'ada', predictions })
    assert.equal(response.status, 202)
    const answer = (await response.json()) as { insight_id: string; outcome: string }
    const [posted] = webhook.received as [Received]
    assert.equal(answer.outcome, 'delivered')
    assert.equal(JSON.parse(posted.body).insight_id, answer.insight_id)
    assert.deepEqual(JSON.parse(posted.body).predictions, predictions)
    assert.equal((await tell('/insights', { workspace: 'nobody', identifier: 'ada' })).status, 404)
  })

  test('a workspace without a webhook says so', async context => {
    const { tell } = await startForTest(context)
    assert.equal((await tell('/insights', { workspace: 'acme', identifier: 'ada' })).status, 409)
  })
})

suite('what somebody plays tricks with', () => {
  /** Posts an insight with this trick, and says what came and what the control port answered. */
  async function play(...[context, trick]: [Parameters<typeof receiveWebhooks>[0], string]) {
    const webhook = await receiveWebhooks(context)
    const { tell } = await startForTest(context, withWebhook(webhook.url))
    const response = await tell('/insights', { workspace: 'acme', identifier: 'ada', trick })
    assert.equal(response.status, 202)
    const { posts } = (await response.json()) as { posts: { insight_id: string; outcome: string }[] }
    return { posts, received: webhook.received, bodies: webhook.received.map(({ body }) => body) }
  }

  test('a duplicate is the same in every byte and key', async context => {
    const { received, bodies } = await play(context, 'duplicate')
    assert.equal(received.length, 2)
    assert.ok(received.every(posted => isGenuine(posted)))
    assert.equal(bodies[0], bodies[1])
    const keys = received.map(({ headers }) => headers['x-cio-idempotency-key'])
    assert.equal(keys[0], keys[1])
  })

  test('reordered ones come with the older one last, each with an id of its own', async context => {
    const { received, bodies } = await play(context, 'reordered')
    const [newer, older] = bodies.map(body => JSON.parse(body))
    assert.ok(received.every(posted => isGenuine(posted)))
    assert.ok(older.computed_at < newer.computed_at)
    assert.notEqual(older.insight_id, newer.insight_id)
  })

  for (const trick of ['forged', 'tampered', 'unsigned'])
    test(`a ${trick} one is not genuine`, async context => {
      const { received } = await play(context, trick)
      assert.equal(received.length, 1)
      assert.ok(!isGenuine(received[0] as Received))
      JSON.parse((received[0] as Received).body)
    })

  test('one with a stale signature is genuine, an hour ago', async context => {
    const { received } = await play(context, 'stale_signature')
    const [posted] = received as [Received]
    assert.ok(isGenuine(posted))
    assert.ok(Date.now() / 1000 - Number(posted.headers['x-cio-timestamp']) > 3_500)
  })

  test('an unreadable one is genuine and no JSON', async context => {
    const { received } = await play(context, 'unreadable')
    const [posted] = received as [Received]
    assert.ok(isGenuine(posted))
    assert.throws(() => JSON.parse(posted.body))
  })

  test('a trick that is not known is refused with those that are', async context => {
    const { tell } = await startForTest(context, withWebhook('http://127.0.0.1:9'))
    const response = await tell('/insights', { workspace: 'acme', identifier: 'ada', trick: 'magic' })
    assert.equal(response.status, 400)
    assert.match(((await response.json()) as { detail: string }).detail, /forged/)
  })
})

test('after a rotation the new key signs, retries of older webhooks included, until a reset', async context => {
  const webhook = await receiveWebhooks(context, [500, 200])
  const { tell } = await startForTest(context, withWebhook(webhook.url))
  await tell('/insights', { workspace: 'acme', identifier: 'ada' })
  await tell('/signing-keys', { workspace: 'acme', campaign: 'new-secret' })
  await webhook.until(2)
  await tell('/reset', {})
  await tell('/insights', { workspace: 'acme', identifier: 'ada' })
  const genuine = (secret: string) => webhook.received.map(posted => isGenuine(posted, secret))
  assert.deepEqual(genuine(signingSecret), [true, false, true])
  assert.deepEqual(genuine('new-secret'), [false, true, false])
})

test('a burst posts at its rate and says what came of it', async context => {
  const webhook = await receiveWebhooks(context)
  const { control, tell } = await startForTest(context, withWebhook(webhook.url))
  const order = { workspace: 'acme', identifiers: ['ada', 'bob'], per_second: 100, seconds: 1 }
  assert.equal((await tell('/burst', { ...order, identifiers: [] })).status, 409)
  assert.equal((await tell('/burst', { ...order, per_second: 1e9 })).status, 400)
  assert.equal((await tell('/burst', order)).status, 202)
  await webhook.until(100)
  assert.ok(webhook.received.every(posted => isGenuine(posted)))
  const people = new Set(webhook.received.map(({ body }) => JSON.parse(body).identifiers.id))
  assert.deepEqual([...people].sort(), ['ada', 'bob'])
  const status = () => fetch(`${control}/burst`).then(response => response.json() as Promise<Status>)
  type Status = { is_running: boolean; posted: number; delivered: number; held_back: number }
  while ((await status()).is_running) await new Promise(resolve => setTimeout(resolve, 20))
  const { posted, delivered, held_back } = await status()
  assert.deepEqual([posted, delivered, held_back], [100, 100, 0])
})
