import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { toUlid } from '../../platform/id.ts'
import { startJobPool } from '../../platform/jobs.ts'
import { tasks } from '../../tasks.ts'
import { startOutboxSender } from '../deliver/sender.ts'
import { refuse } from '../test/dead-rows.ts'
import { openWorkspace, outboxRows, until, writeEvents } from '../test/workspace.ts'

/** A workspace, its owner in the console, and a sender that ends before the world does. */
async function open(t: TestContext) {
  let stop = async () => {}
  t.after(() => stop())
  const workspace = await openWorkspace(t)
  const { world } = workspace
  const owner = await world.addOperator()
  const ask = async (
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    payload?: object,
    headers = owner.headers,
  ) => {
    const answer = await world.app.server.inject({
      method,
      url: `/api/admin/outbox${path}`,
      headers,
      ...(payload ? { payload } : {}),
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  return {
    ...workspace,
    ask,
    owner,
    start() {
      const sender = startOutboxSender(world.platform, world.app.brands)
      stop = () => sender.stop()
      return sender
    },
    audited: async () =>
      (await world.app.server.inject({ url: '/api/admin/audit', headers: owner.headers })).json().items as {
        action: string
        operator: string
        before: unknown
        after: Record<string, unknown>
      }[],
  }
}

test('the status says what waits in which lane, what is dead, and how fast it may leave', async t => {
  const { world, ask } = await open(t)
  const [one, two] = [await world.addMember(), await world.addMember()]
  await writeEvents(world, [{ memberId: one.id, name: 'bad' }, { memberId: two.id }, { memberId: two.id }])
  await refuse(world, 'invalid', ['bad'])
  const { status, body } = await ask('GET', '')
  assert.equal(status, 200)
  assert.equal(body.waiting, 2)
  assert.equal(body.is_all, true)
  assert.equal(body.dead, 1)
  assert.equal(body.lanes.length, 1)
  assert.equal(body.lanes[0].waiting, 2)
  assert.equal(body.oldest_waiting_at, body.lanes[0].oldest_waiting_at)
  assert.deepEqual(
    [body.requests_per_second, body.ceiling, body.breaker_open_until, body.paused_at, body.people_set_aside],
    [50, 100, null, null, 0],
  )
})

test('a paused brand sends nothing, however long; resumed it sends at once, and both are in the audit', async t => {
  const { world, ask, start, audited } = await open(t)
  const member = await world.addMember()
  const paused = await ask('POST', '/pause', { because: 'A campaign went wrong' })
  assert.equal(paused.status, 200)
  assert.equal(paused.body.paused_because, 'A campaign went wrong')
  await writeEvents(world, [{ memberId: member.id }])
  start()
  await new Promise(resolve => setTimeout(resolve, 700))
  assert.equal((await outboxRows(world))[0]?.state, 'waiting')
  assert.equal((await ask('GET', '')).body.paused_because, 'A campaign went wrong')

  assert.equal((await ask('POST', '/resume')).body.paused_at, null)
  await until('it is sent', async () => (await outboxRows(world))[0]?.state === 'sent')
  assert.equal((await ask('POST', '/resume')).status, 200, 'again, it changes nothing')
  const deeds = await audited()
  assert.deepEqual(
    deeds.map(({ action }) => action),
    ['outbox.resumed', 'outbox.paused'],
  )
  assert.equal(deeds[1]?.after.paused_because, 'A campaign went wrong')
})

test('a pause holds back what a delivery under way has not sent yet', async t => {
  const { world, ask, start, setFaults, ledger } = await open(t)
  const members = await Promise.all(Array.from({ length: 4 }, () => world.addMember()))
  // Five requests' worth, which one delivery takes.
  await writeEvents(
    world,
    Array.from({ length: 440 }, (_, i) => ({ memberId: (members[i % 4] as { id: string }).id })),
  )
  await setFaults([{ kind: 'slow', ms: 1_500, count: 1 }])
  const sender = start()
  await until('the first is under way', async () => {
    const rows = await world.platform.db.transaction(world.brand.id, tx =>
      tx.raw('select from outbox_lanes where brand_id = $1 and leased_until > $2', [tx.brandId, new Date()]),
    )
    return rows.length > 0
  })
  await new Promise(resolve => setTimeout(resolve, 300))
  await ask('POST', '/pause', { because: 'Stop' })
  await sender.stop()
  const requests = new Set((await ledger()).map(({ request }) => request))
  assert.equal(requests.size, 1)
  const states = Map.groupBy(await outboxRows(world), ({ state }) => state)
  assert.equal((states.get('sent')?.length ?? 0) + (states.get('waiting')?.length ?? 0), 440)
  assert.ok((states.get('waiting')?.length ?? 0) >= 340)
})

test('refused events are listed page by page with the reason, and those of one reason alone', async t => {
  const { world, ask } = await open(t)
  const member = await world.addMember()
  await writeEvents(
    world,
    Array.from({ length: 5 }, (_, i) => ({ memberId: member.id, name: i < 2 ? 'small' : 'large' })),
  )
  await refuse(world, 'too_large', ['large'])
  await refuse(world, 'invalid', ['small'])
  const first = await ask('GET', '/dead?limit=3')
  assert.deepEqual(
    first.body.items.map(({ name }: { name: string }) => name),
    ['large', 'large', 'large'],
  )
  assert.equal(first.body.items[0].message, 'it was too_large')
  assert.equal(first.body.items[0].member_id, member.id)
  const second = await ask('GET', `/dead?limit=3&cursor=${first.body.next_cursor}`)
  assert.equal(second.body.items.length, 2)
  assert.equal(second.body.next_cursor, null)
  assert.equal((await ask('GET', '/dead?reason=invalid')).body.items.length, 2)
  assert.equal((await ask('GET', '/dead?cursor=nonsense')).body.code, 'validation_failed')
})

test('refused events are sent again with the ids they had, each before what its member did later', async t => {
  const { world, ask, start, ledger, audited, owner } = await open(t)
  const member = await world.addMember()
  await writeEvents(
    world,
    ['first', 'second', 'third'].map(name => ({ memberId: member.id, name })),
  )
  await refuse(world, 'invalid', ['first', 'third'])
  const dead = (await outboxRows(world)).filter(({ state }) => state === 'dead')
  const dry = await ask('POST', '/replay', { all: true, dry_run: true })
  assert.deepEqual(dry, {
    status: 200,
    body: { run_id: null, events: 2, by_reason: [{ reason: 'invalid', count: 2 }] },
  })
  assert.equal((await outboxRows(world)).filter(({ state }) => state === 'dead').length, 2)

  const { status, body } = await ask('POST', '/replay', { reason: 'invalid' })
  assert.equal(status, 202)
  const jobs = await startJobPool(world.platform, tasks)
  const runIsOver = async () =>
    (await world.app.server.inject({ url: `/api/admin/runs/${body.run_id}`, headers: owner.headers })).json()
      .state === 'done'
  await until('the run is over', runIsOver).finally(() => jobs.stop())
  start()
  await until('all are sent', async () => (await outboxRows(world)).every(({ state }) => state === 'sent'))
  const events = (await ledger()).filter(({ action }) => action === 'event')
  assert.deepEqual(
    events.map(({ name }) => name),
    ['first', 'second', 'third'],
  )
  assert.deepEqual(
    [events[0]?.ulid, events[2]?.ulid],
    [toUlid(dead[0]?.id as string), toUlid(dead[1]?.id as string)],
  )
  const [replayed, started] = await audited()
  assert.equal(replayed?.action, 'outbox.replayed')
  assert.equal(replayed?.after.events, 2)
  assert.equal(started?.action, 'outbox.replay_started')
})

test('what is not dead is not replayed, whatever is asked for', async t => {
  const { world, ask } = await open(t)
  const member = await world.addMember()
  await writeEvents(world, [{ memberId: member.id }])
  const [row] = await outboxRows(world)
  const { body } = await ask('POST', '/replay', { ids: [row?.id], dry_run: true })
  assert.equal(body.events, 0)
})

test('the ceiling is set, also below what it was, and nonsense is refused by the name of its field', async t => {
  const { ask } = await open(t)
  assert.deepEqual((await ask('PUT', '/rate', { ceiling: 20 })).body.ceiling, 20)
  assert.equal((await ask('GET', '')).body.requests_per_second, 20)
  for (const [method, path, payload, field] of [
    ['PUT', '/rate', { ceiling: 0 }, 'ceiling'],
    ['PUT', '/rate', { ceiling: 1.5 }, 'ceiling'],
    ['PUT', '/rate', { ceiling: 1_001 }, 'ceiling'],
    ['POST', '/pause', { because: '  ' }, 'because'],
    ['POST', '/pause', {}, 'because'],
    ['POST', '/replay', {}, 'ids'],
    ['POST', '/replay', { all: true, reason: 'x' }, 'ids'],
    ['POST', '/replay', { ids: ['1'] }, 'ids'],
  ] as const) {
    const { status, body } = await ask(method, path, payload)
    assert.equal(status, 400, `${path} ${JSON.stringify(payload)}`)
    assert.match(body.errors[0].field, new RegExp(`^${field}`), JSON.stringify(body))
  }
})

test('a marketer sees the outbox and changes nothing; support and analysts do not see it', async t => {
  const { world, ask } = await open(t)
  const as = async (role: 'marketer' | 'support' | 'analyst') => (await world.addOperator({ role })).headers
  const marketer = await as('marketer')
  assert.equal((await ask('GET', '', undefined, marketer)).status, 200)
  assert.equal((await ask('GET', '/dead', undefined, marketer)).status, 200)
  assert.equal((await ask('POST', '/resume', undefined, marketer)).status, 403)
  for (const role of ['support', 'analyst'] as const) {
    assert.equal((await ask('GET', '/dead', undefined, await as(role))).status, 403)
  }
})

test('an erasure takes the words of what was refused, which may quote it, and leaves the reason', async t => {
  const { world } = await open(t)
  const member = await world.addMember()
  await writeEvents(world, [{ memberId: member.id, name: 'refused' }])
  await refuse(world, 'invalid', ['refused'])
  const answer = await world.app.server.inject({
    method: 'DELETE',
    url: '/api/me',
    headers: world.headers({ token: member.token }),
    payload: { client_op_id: '0195387e-1c00-7000-8000-000000000001', confirm: true },
  })
  assert.equal(answer.statusCode, 200, answer.body)
  const [row] = await outboxRows(world)
  assert.deepEqual(row?.detail, { reason: 'invalid', field: 'name' })
})
