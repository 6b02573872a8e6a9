import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { World } from '../../../test/world.ts'
import { drain, insight, post } from '../test/post-webhook.ts'
import { openWorkspace, outboxRows, writeEvents } from '../test/workspace.ts'
import { setInsightGauges } from './measure-insights.ts'
import { requestInsights, requestInsightsSchedule } from './request-insights.ts'

const MINUTE_MS = 60_000

async function open(t: TestContext) {
  const { world } = await openWorkspace(t)
  return { world, member: await world.addMember() }
}

/** What a member's visit leaves behind. */
async function visit(world: World, memberId: string) {
  const at = world.platform.clock()
  await world.platform.db.transaction(world.brand.id, tx =>
    tx.raw('update members set last_session_at = $3 where brand_id = $1 and id = $2', [
      world.brand.id,
      memberId,
      at,
    ]),
  )
  await writeEvents(world, [{ memberId, name: 'user_session_started' }])
}

const ask = ({ platform, brand }: World) =>
  platform.db.transaction(brand.id, tx => requestInsights(tx, platform.clock()))

const asked = async (world: World) =>
  (await outboxRows(world)).filter(({ name }) => name === 'insights_requested').map(row => row.member_id)

const travel = (world: World, minutes: number) => {
  world.time.now = new Date(world.platform.clock().getTime() + minutes * MINUTE_MS)
}

test('who is active and has no fresh insight is asked for, at most once in half an hour, for an hour', async t => {
  const { world, member } = await open(t)
  const idle = await world.addMember()
  await writeEvents(world, [{ memberId: idle.id, name: 'points_expiring' }])
  await visit(world, member.id)
  assert.equal(await ask(world), 1)
  assert.equal(await ask(world), 0)
  travel(world, 29)
  assert.equal(await ask(world), 0)
  travel(world, 1)
  assert.equal(await ask(world), 1)
  travel(world, 31)
  assert.equal(await ask(world), 0, 'the visit is more than an hour ago')
  assert.deepEqual(await asked(world), [member.id, member.id])
})

test('two workers at once ask once', async t => {
  const { world, member } = await open(t)
  await visit(world, member.id)
  await Promise.all([ask(world), ask(world), ask(world)])
  assert.deepEqual(await asked(world), [member.id])
})

test('who has a fresh insight is not asked for until it is stale', async t => {
  const { world, member } = await open(t)
  await visit(world, member.id)
  await post(insight(member.id, 0, { churn_probability: 0.5 }), { world })
  await drain(world)
  assert.equal(await ask(world), 0)
  travel(world, 31)
  assert.equal(await ask(world), 1)
})

test('without consent nobody is asked for, and who withdraws it is not any more', async t => {
  const { world, member } = await open(t)
  const silent = await world.addMember({ consent: false })
  await visit(world, silent.id)
  await visit(world, member.id)
  await world.app.server.inject({
    method: 'PATCH',
    url: '/api/me',
    headers: world.headers({ token: member.token }),
    payload: { marketing_consent: false },
  })
  assert.equal(await ask(world), 0)
})

test('each minute a job is made for brands that are connected and have somebody active', async t => {
  const { world, member } = await open(t)
  const other = await world.addBrand({ slug: 'unconnected' })
  const theirs = await world.addMember({ brand: other })
  await writeEvents(world, [{ memberId: theirs.id }], other.id)
  await visit(world, member.id)
  await requestInsightsSchedule.work(world.platform)
  const jobs = await world.platform.db.system<{ id: number }>(
    'select id from brands_with_active_members(uuid_floor($1)) as id',
    [new Date(Date.now() - MINUTE_MS)],
  )
  assert.deepEqual(
    jobs.map(({ id }) => id),
    [world.brand.id],
  )
})

test('the age of active members’ insights is a metric', async t => {
  const { world, member } = await open(t)
  const second = await world.addMember()
  for (const { id } of [member, second]) await visit(world, id)
  await ask(world)
  await post(insight(member.id, 100, { churn_probability: 0.5 }), { world })
  await drain(world)
  await setInsightGauges(world.platform)
  const { insightAge, insightsActive, insightsStale } = world.platform.metrics
  const gauge = async (metric: { get(): Promise<{ values: { value: number }[] }> }) =>
    (await metric.get()).values[0]?.value
  assert.equal(await gauge(insightsActive), 2)
  assert.equal(await gauge(insightsStale), 1)
  const age = (await gauge(insightAge)) ?? 0
  assert.ok(age >= 100 && age < 400, `${age} s`)
})
