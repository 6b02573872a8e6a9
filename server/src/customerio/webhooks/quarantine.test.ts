import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import type { World } from '../../../test/world.ts'
import { drain, insight, insightOf, post, storedWebhooks } from '../test/post-webhook.ts'
import { openWorkspace } from '../test/workspace.ts'
import { forgetWebhooks } from './forget-webhooks.ts'

async function open(t: TestContext) {
  const { world } = await openWorkspace(t)
  const { headers } = await world.addOperator({ role: 'marketer' })
  const ask = async (method: 'GET' | 'POST', path: string, as = headers) => {
    const answer = await world.app.server.inject({ method, url: `/api/admin/insights${path}`, headers: as })
    return { status: answer.statusCode, body: answer.json() }
  }
  return { world, ask, member: await world.addMember() }
}

/** As if it had been set aside for a fault of ours that is mended by now. */
const setAside = ({ platform, brand }: World, id: string, raw: string) =>
  platform.db.transaction(brand.id, tx =>
    tx.raw(`update insight_webhooks set state = 'quarantined', raw = $3 where brand_id = $1 and id = $2`, [
      brand.id,
      id,
      Buffer.from(raw),
    ]),
  )

test('a marketer sees what could not be read and how it began, page by page', async t => {
  const { world, ask } = await open(t)
  for (const body of ['{"a": {{ oops }}', '\u0000\u0001', `{"long": ${'x'.repeat(5_000)}`]) {
    await post(body, { world })
  }
  await drain(world)
  const { body } = await ask('GET', '/quarantine?limit=2')
  assert.equal(body.items.length, 2)
  assert.deepEqual([body.items[0].body.length, body.items[0].body_bytes], [2_000, 5_009])
  const rest = await ask('GET', `/quarantine?limit=2&cursor=${body.next_cursor}`)
  assert.equal(rest.body.items[0].body, '{"a": {{ oops }}')
  assert.match(rest.body.items[0].note, /not a JSON object/)
  assert.equal((await ask('GET', '')).body.quarantined, 3)
  const { headers } = await world.addOperator({ role: 'analyst' })
  assert.equal((await ask('GET', '/quarantine', headers)).status, 403)
})

test('a replay reads it as it was when it came: it may be too late by now; the audit knows who did it', async t => {
  const { world, ask, member } = await open(t)
  const old = insight(member.id, 600, { churn_probability: 0.1 })
  await post('not json', { world })
  await post(insight(member.id, 60, { churn_probability: 0.9 }), { world })
  await drain(world)
  const [aside] = await storedWebhooks(world)
  const replay = () => ask('POST', `/quarantine/${aside?.id}/replay`)
  const unread = await replay()
  assert.deepEqual([unread.status, unread.body.state], [200, 'quarantined'])
  await setAside(world, aside?.id as string, old)
  assert.deepEqual((await replay()).body, {
    id: aside?.id,
    state: 'ignored',
    note: 'one at least as new is stored',
  })
  await setAside(world, aside?.id as string, insight(member.id, 5, { churn_probability: 0.5 }))
  assert.equal((await replay()).body.state, 'applied')
  assert.equal((await replay()).body.state, 'applied', 'again, nothing happens')
  assert.equal((await insightOf(world, member.id))?.predictions.churn_probability, 0.5)
  const audit = await world.platform.db.transaction(world.brand.id, tx =>
    tx.raw<{ after: object }>(
      `select after from audit_entries where brand_id = $1 and action = 'insight.replayed' order by seq`,
      [world.brand.id],
    ),
  )
  assert.deepEqual(
    audit.map(({ after }) => after),
    [{ state: 'quarantined' }, { state: 'ignored' }, { state: 'applied' }],
  )
  assert.equal((await ask('POST', `/quarantine/${randomUUID()}/replay`)).status, 404)
})

test('webhooks are kept for two weeks once they ended, for two months set aside, and unread for ever', async t => {
  const { world, member } = await open(t)
  const start = Date.now()
  await post(insight(member.id, 1, { churn_probability: 1 }), { world })
  await post('not json', { world })
  await drain(world)
  await post(insight(member.id, 1, { churn_probability: 0 }), { world })
  const statesAfter = async (days: number) => {
    world.time.now = new Date(start + days * 86_400_000)
    await forgetWebhooks(world.platform, {} as never, { brandId: world.brand.id, jobId: '1' })
    return (await storedWebhooks(world)).map(({ state }) => state)
  }
  assert.deepEqual(await statesAfter(13), ['applied', 'quarantined', 'received'])
  assert.deepEqual(await statesAfter(15), ['quarantined', 'received'])
  assert.deepEqual(await statesAfter(61), ['received'])
})
