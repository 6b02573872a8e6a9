// What Customer.io does with webhooks, good and bad, played by the stand-in.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { drain, endsOf, insightOf, storedWebhooks, URL_PATH } from '../test/post-webhook.ts'
import { openWorkspace, until } from '../test/workspace.ts'

const KEYS = { campaign: 'campaign-key-1', reporting: 'reporting-key-1' }
const ACCOUNT = { site_id: 'acme-site', api_key: 'acme-key', app_api_key: 'acme-app' }

interface Post {
  outcome: string
  answer: string
}

async function open(t: TestContext) {
  const address = { url: '' }
  const { world, simulator, connect } = await openWorkspace(t, {
    workspaces: [
      {
        name: 'acme',
        ...ACCOUNT,
        webhook_signing_key: KEYS.campaign,
        reporting_signing_key: KEYS.reporting,
        get webhook_url() {
          return address.url
        },
        get reporting_webhook_url() {
          return address.url
        },
      },
    ],
  })
  // Keys are remembered for some seconds: they are asked for anew where this says so.
  const useKeys = (webhook_signing_keys: string[], reporting_signing_keys: string[]) =>
    connect(world.brand, { webhook_signing_keys, reporting_signing_keys })
  await useKeys([KEYS.campaign], [KEYS.reporting])
  address.url = (await world.app.server.listen({ port: 0, host: '127.0.0.1' })) + URL_PATH
  const control = `http://127.0.0.1:${simulator.controlPort}`
  async function tell<Answer>(path: string, body: object): Promise<Answer> {
    const answer = await fetch(control + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ workspace: 'acme', ...body }),
    })
    assert.ok(answer.ok, await answer.clone().text())
    return answer.json() as Promise<Answer>
  }
  const member = await world.addMember()
  const predict = async (churn_probability: number, trick?: string) =>
    (
      await tell<{ posts: Post[] }>('/insights', {
        identifier: member.id,
        predictions: { churn_probability },
        trick,
      })
    ).posts
  const churn = async () => (await insightOf(world, member.id))?.predictions.churn_probability
  return { world, member, tell, predict, churn, useKeys }
}

test('forged, tampered and unsigned ones are refused, and leave nothing', async t => {
  const { world, predict } = await open(t)
  for (const trick of ['forged', 'tampered', 'unsigned']) {
    const [post] = await predict(0.5, trick)
    assert.equal(post?.answer, '401', trick)
  }
  assert.equal((await storedWebhooks(world)).length, 0)
})

test('one that is sent twice counts once, and an older one that comes after changes nothing', async t => {
  const { world, predict, churn } = await open(t)
  assert.deepEqual(
    (await predict(0.25, 'duplicate')).map(({ answer }) => answer),
    ['200', '200'],
  )
  await drain(world)
  assert.deepEqual(await endsOf(world), [['applied', null]])
  await predict(0.75, 'reordered')
  await drain(world)
  assert.equal(await churn(), 0.75)
  assert.equal((await predict(0.5, 'stale_signature'))[0]?.answer, '200', 'a retry of an hour ago')
})

test('one that cannot be read is taken, so that it does not come again, and set aside', async t => {
  const { world, predict } = await open(t)
  assert.equal((await predict(0.5, 'unreadable'))[0]?.answer, '200')
  await drain(world)
  assert.deepEqual(await endsOf(world), [['quarantined', 'the body is not a JSON object']])
})

test('keys of both kinds are rotated without one webhook lost', { timeout: 30_000 }, async t => {
  const { world, member, tell, predict, useKeys } = await open(t)
  const next = { campaign: 'campaign-key-2', reporting: 'reporting-key-2' }
  await useKeys([next.campaign, KEYS.campaign], [next.reporting, KEYS.reporting])
  assert.equal((await predict(0.1))[0]?.answer, '200')
  await tell('/reports', { metric: 'opened', identifier: member.id })
  await tell('/signing-keys', next)
  assert.equal((await predict(0.2))[0]?.answer, '200')
  await tell('/reports', { metric: 'clicked', identifier: member.id })
  await until('four are stored', async () => (await storedWebhooks(world)).length === 4)
  await useKeys([next.campaign], [next.reporting])
  await tell('/signing-keys', KEYS)
  // Within seconds the old keys are nobody's.
  await until('the old key is refused', async () => (await predict(0.3))[0]?.answer === '401')
})

test('a report that is refused holds up those after it, and all come once the key is right', async t => {
  const { world, member, tell } = await open(t)
  await tell('/signing-keys', { reporting: 'a key that we do not have' })
  for (const metric of ['delivered', 'opened', 'unsubscribed']) {
    await tell('/reports', { metric, identifier: member.id })
  }
  assert.equal((await storedWebhooks(world)).length, 0)
  await tell('/signing-keys', { reporting: KEYS.reporting })
  await until('all three are stored', async () => (await storedWebhooks(world)).length === 3)
  await world.platform.db.transaction(world.brand.id, tx =>
    tx.raw(`update members set marketing_consent_at = now() - interval '1 hour' where brand_id = $1`, [
      world.brand.id,
    ]),
  )
  await drain(world)
  assert.deepEqual(
    (await endsOf(world)).map(([, note]) => note),
    ['a report: delivered', 'a report: opened', 'marketing consent was withdrawn'],
  )
})
