import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import type { World } from '../../../test/world.ts'
import { drain, endsOf, post, report, storedWebhooks } from '../test/post-webhook.ts'
import { openWorkspace, outboxRows } from '../test/workspace.ts'

async function open(t: TestContext) {
  const { world } = await openWorkspace(t)
  const member = await world.addMember()
  // Given at the claim, and told to Customer.io long before.
  await changeConsentAt(world, member.id, new Date(Date.now() - 60_000))
  return { world, member }
}

const changeConsentAt = ({ platform, brand }: World, id: string, at: Date) =>
  platform.db.transaction(brand.id, tx =>
    tx.raw('update members set marketing_consent_at = $3 where brand_id = $1 and id = $2', [
      brand.id,
      id,
      at,
    ]),
  )

const me = (world: World, token: string) =>
  world.app.server.inject({ method: 'GET', url: '/api/me', headers: world.headers({ token }) })

const rows = <Row extends object>({ platform, brand }: World, text: string, ...values: unknown[]) =>
  platform.db.transaction(brand.id, tx => tx.raw<Row>(text, [brand.id, ...values]))

for (const metric of ['unsubscribed', 'spammed']) {
  test(`who is ${metric} at Customer.io has withdrawn marketing consent here, once and with evidence`, async t => {
    const { world, member } = await open(t)
    const body = report(metric, member.id)
    for (const key of ['a', 'b']) assert.equal((await post(body, { world, key })).statusCode, 200)
    await post(report(metric, member.id), { world })
    await drain(world)
    assert.equal((await me(world, member.token)).json().marketing_consent, false)
    const evidence = await rows<{ granted: boolean; source: string }>(
      world,
      `select granted, source from member_consents where brand_id = $1 and member_id = $2 and kind = 'marketing'
       order by id desc`,
      member.id,
    )
    assert.deepEqual(evidence[0], { granted: false, source: 'customer.io' })
    assert.equal(evidence.filter(({ granted }) => !granted).length, 1)
    // Told as any withdrawal is, in the member's order, and once: it does not go back and forth.
    const told = (await outboxRows(world)).filter(({ name }) => name === 'consent_changed')
    assert.deepEqual(
      told.map(({ refs }) => refs),
      [{ granted: false }],
    )
    assert.deepEqual(await endsOf(world), [
      ['applied', 'marketing consent was withdrawn'],
      ['ignored', 'there was no marketing consent'],
    ])
    const stored = await storedWebhooks(world)
    assert.ok(stored.every(({ raw }) => raw.length === 0))
  })
}

test('consent that was given after the withdrawal at Customer.io stands', async t => {
  const { world, member } = await open(t)
  const late = report('unsubscribed', member.id)
  await changeConsentAt(world, member.id, new Date(Date.now() + 10_000))
  await post(late, { world })
  await drain(world)
  assert.equal((await me(world, member.token)).json().marketing_consent, true)
  assert.deepEqual(await endsOf(world), [['ignored', 'marketing consent was given after it']])
})

test('a withdrawal that names no member is found by the address it was sent to', async t => {
  const { world, member } = await open(t)
  const data = { customer_id: '', identifiers: {}, recipient: member.email.toUpperCase() }
  await post(report('unsubscribed', '', { data }), { world })
  await drain(world)
  assert.equal((await me(world, member.token)).json().marketing_consent, false)
})

test('mail that comes back is shown to who looks after the member, until there is another address', async t => {
  const { world, member } = await open(t)
  const { headers } = await world.addOperator({ role: 'support' })
  const detail = async () =>
    (await world.app.server.inject({ method: 'GET', url: `/api/admin/members/${member.id}`, headers })).json()
  await post(report('bounced', member.id, { data: { recipient: 'an-older@example.com' } }), { world })
  await drain(world)
  assert.equal((await detail()).email_bounced_at, null)
  await post(report('bounced', member.id, { data: { recipient: member.email } }), { world })
  await drain(world)
  assert.match((await detail()).email_bounced_at, /^20/)
  // Nothing is refused for it: the mail may come through next time.
  const asked = { email: member.email }
  const link = await world.app.server.inject({
    method: 'POST',
    url: '/api/auth/link',
    headers: world.headers(),
    payload: asked,
  })
  assert.ok(link.statusCode < 300, link.body)
})

test('what became of messages is counted by day and metric, each report once, and nothing else is kept', async t => {
  const { world, member } = await open(t)
  const event_id = randomUUID()
  for (const metric of ['delivered', 'opened', 'opened', 'sighed']) {
    await post(report(metric, member.id), { world })
  }
  for (const key of ['a', 'b', 'c']) await post(report('clicked', member.id, { event_id }), { world, key })
  await drain(world)
  await post(report('opened', randomUUID()), { world })
  await post(report('clicked', member.id, { event_id }), { world, key: 'd' })
  await drain(world)
  const counts = await rows<{ metric: string; count: number }>(
    world,
    'select metric, sum(count)::int as count from report_counts where brand_id = $1 group by metric order by metric',
  )
  assert.deepEqual(counts, [
    { metric: 'clicked', count: 1 },
    { metric: 'delivered', count: 1 },
    { metric: 'opened', count: 3 },
    { metric: 'other', count: 1 },
  ])
  assert.ok((await storedWebhooks(world)).every(({ raw }) => raw.length === 0))
})
