import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { verifyRequestSignature } from 'customerio-node'
import { signWebhook } from './sign-webhook.ts'
import { event, type Received, receiveWebhooks, startForTest, ulid, workspace } from './test-simulator.ts'

const signingSecret = 'hook-secret'

function withWebhook(webhook_url: string) {
  return { workspaces: [{ ...workspace, webhook_url, webhook_signing_key: signingSecret }] }
}

function isGenuine({ headers, body }: Received): boolean {
  const timestamp = String(headers['x-cio-timestamp'])
  return verifyRequestSignature({
    signingSecret,
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
    const { track } = await startForTest(context, withWebhook(webhook.url))
    for (let i = 0; i < 3; i++)
      await track.batch([event('ada', 'product_scanned', { id: ulid(i), attributes: scan })])
    const last_ms = Date.now()
    await webhook.until(1)
    assert.ok(Date.now() - last_ms < 2_000)
    await new Promise(resolve => setTimeout(resolve, 1_200))
    assert.equal(webhook.received.length, 1)
    const [posted] = webhook.received as [Received]
    assert.ok(isGenuine(posted))
    assert.ok(!isGenuine({ ...posted, body: `${posted.body} ` }))
    const insight = JSON.parse(posted.body)
    assert.deepEqual(insight.identifiers, { id: 'ada' })
    assert.ok(Math.abs(Date.parse(insight.computed_at) - Date.now()) < 5_000)
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
    assert.ok(webhook.received.every(isGenuine))
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
