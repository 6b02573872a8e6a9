import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { toUlid } from '../../platform/id.ts'
import { openWorkspace, outboxRows, until, writeEvents } from '../test/workspace.ts'
import { startOutboxSender } from './sender.ts'

type Workspace = Pick<Awaited<ReturnType<typeof openWorkspace>>, 'world'>

async function allSettled({ world }: Workspace, limitMs?: number) {
  const isSettled = async () => (await outboxRows(world)).every(row => row.state !== 'waiting')
  return until('every row is settled', isSettled, limitMs)
}

/** After an outage it is minutes until the next try; tests do not wait. */
async function endWaits({ world: { platform, brand } }: Workspace) {
  for (const [table, key, column] of [
    ['outbox_pace', 'brand_id', 'next_at'],
    ['outbox_lanes', 'lane', 'due_at'],
    ['outbox_people', 'member_id', 'due_at'],
  ]) {
    await platform.db.transaction(brand.id, tx =>
      tx.raw(
        `update ${table} t set ${column} = $2
         from (select ${key} from ${table} where brand_id = $1 for update skip locked) free
         where t.brand_id = $1 and t.${key} = free.${key}`,
        [brand.id, new Date(0)],
      ),
    )
  }
}

interface PaceRow {
  per_second: number
  next_at: Date
  failures: number
  trouble: string | null
}

const readPaceRow = async ({ world: { platform, brand } }: Workspace) =>
  (
    await platform.db.transaction(brand.id, tx =>
      tx.raw<PaceRow>(
        `select per_second, greatest(next_at, 'epoch') as next_at, failures, trouble
         from outbox_pace where brand_id = $1`,
        [brand.id],
      ),
    )
  )[0]

/** t.after runs in the order of registration, and the sender must end first: so it is registered first. */
async function open(t: TestContext) {
  let stop = async () => {}
  t.after(() => stop())
  const workspace = await openWorkspace(t)
  return {
    ...workspace,
    start() {
      const sender = startOutboxSender(workspace.world.platform, workspace.world.app.brands)
      stop = () => sender.stop()
      return sender
    },
  }
}

test('an event arrives within 2 s, after who the person is, and the row is cut to what happened to it', async t => {
  const workspace = await open(t)
  const { world, ledger } = workspace
  const member = await world.addMember()
  workspace.start()
  await writeEvents(world, [{ memberId: member.id, name: 'product_scanned' }])
  assert.ok((await allSettled(workspace)) < 2_000)

  const [row] = await outboxRows(world)
  assert.equal(row?.state, 'sent')
  assert.equal(row?.numbers, null)
  assert.equal(row?.refs, null)
  assert.deepEqual(Object.keys(row?.detail ?? {}).sort(), ['bytes', 'sha256', 'ulid'])
  const received = await ledger()
  assert.deepEqual(
    received.map(({ action, name, ulid, decision }) => [action, name, ulid, decision]),
    [
      ['identify', null, null, 'accepted'],
      ['event', 'product_scanned', toUlid(row?.id as string), 'accepted'],
    ],
  )
  assert.match(JSON.stringify(received), new RegExp(member.email))
})

test("a scan's own events arrive, with the product they are about", async t => {
  const workspace = await open(t)
  const { world, ledger } = workspace
  const member = await world.addMember()
  const { codes } = await world.addCodes(1, { sku: 'TEN45' })
  workspace.start()
  const answer = await world.app.server.inject({
    method: 'POST',
    url: '/api/scans',
    headers: world.headers({ token: member.token }),
    payload: { code: codes[0], client_op_id: '0195387e-1c00-7000-8000-000000000001' },
  })
  assert.equal(answer.statusCode, 200, answer.body)
  await allSettled(workspace)
  const [scanned] = await ledger('name=product_scanned')
  assert.ok(scanned)
  const { product_snapshot } = scanned.payload.attributes as {
    product_snapshot: Record<string, Record<string, unknown>>
  }
  assert.equal(product_snapshot.identity?.sku, 'TEN45')
  assert.equal(product_snapshot.economy?.msrp, 10.45)
  assert.equal(product_snapshot.economy?.points_award, answer.json().points_earned)
})

for (const fault of [
  { kind: 'refuse' },
  { kind: '500' },
  { kind: '500', html: true },
  { kind: '429' },
  { kind: 'commit_then_no_answer' },
  { kind: 'empty_body' },
  { kind: 'cut_body' },
]) {
  test(`an outage (${JSON.stringify(fault)}) delays and loses nothing, and no ULID counts twice`, async t => {
    const workspace = await open(t)
    const { world, ledger, setFaults } = workspace
    const members = await Promise.all([1, 2, 3, 4].map(() => world.addMember()))
    await writeEvents(
      world,
      [0, 1, 2].flatMap(() => members.map(({ id }) => ({ memberId: id }))),
    )
    await setFaults([{ ...fault, count: 2 }])
    const sender = workspace.start()
    await until('the fault has struck twice', async () => {
      await endWaits(workspace)
      sender.nudge()
      const rows = await ledger()
      return new Set(rows.filter(row => row.decision !== 'accepted').map(row => row.request)).size >= 2
    })
    await until('it is over', async () => {
      await endWaits(workspace)
      sender.nudge()
      return (await outboxRows(world)).every(row => row.state === 'sent')
    })
    const kept = (await ledger()).filter(
      row => row.action === 'event' && ['accepted', 'committed_unacknowledged'].includes(row.decision),
    )
    const wanted = (await outboxRows(world)).map(row => toUlid(row.id))
    assert.deepEqual(kept.map(row => row.ulid).sort(), wanted.sort())
  })
}

test("a person's events arrive in the order in which they happened", async t => {
  const workspace = await open(t)
  const { world, ledger } = workspace
  const members = await Promise.all(Array.from({ length: 12 }, () => world.addMember()))
  const rounds = Array.from({ length: 30 }, (_, step) =>
    members.map(({ id }) => ({ memberId: id, refs: { step } })),
  )
  await writeEvents(world, rounds.flat())
  // Two workers compete for the lanes.
  workspace.start()
  const second = startOutboxSender(world.platform, world.app.brands)
  await allSettled(workspace).finally(() => second.stop())
  for (const { id } of members) {
    const rows = (await ledger(`identifier=${id}`)).filter(row => row.action === 'event')
    const steps = rows.map(row => (row.payload.attributes as { step: number }).step)
    assert.deepEqual(steps, [...Array(30).keys()])
  }
})

test('the wait that Customer.io asks for is kept', async t => {
  const workspace = await open(t)
  const { world, setFaults, ledger } = workspace
  const member = await world.addMember()
  await writeEvents(world, [{ memberId: member.id }])
  await setFaults([{ kind: '429', retry_after: 'seconds', count: 1 }])
  const startMs = Date.now()
  workspace.start()
  await allSettled(workspace)
  assert.ok(Date.now() - startMs >= 1_000)
  assert.equal(new Set((await ledger()).map(row => row.request)).size, 2, 'one refusal, then one success')
})

test('too many requests slow a brand down once for all that were under way, and success speeds it up', async t => {
  const workspace = await open(t)
  const { world, setFaults } = workspace
  const member = await world.addMember()
  await setFaults([{ kind: '429', count: 1 }])
  const sender = workspace.start()
  await writeEvents(world, [{ memberId: member.id }])
  await until('it is slower', async () => {
    const pace = await readPaceRow(workspace)
    return pace?.trouble === 'status 429' && Math.abs(pace.per_second - 35) < 0.01
  })
  await until('it is faster again', async () => {
    await endWaits(workspace)
    sender.nudge()
    return ((await readPaceRow(workspace))?.per_second ?? 0) > 35
  })
  await allSettled(workspace)
})

test('while nothing works one small request at a time probes, and the first success lets all through', async t => {
  const workspace = await open(t)
  const { world, setFaults, ledger } = workspace
  const members = await Promise.all(Array.from({ length: 40 }, () => world.addMember()))
  await writeEvents(
    world,
    members.map(({ id }) => ({ memberId: id })),
  )
  await setFaults([{ kind: '500', count: 8 }])
  const sender = workspace.start()
  const refusals = async () => {
    const requests = Map.groupBy(
      (await ledger()).filter(row => row.decision !== 'accepted'),
      row => row.request,
    )
    return [...requests.values()].map(rows => rows.length)
  }
  await until('the breaker opens', async () => {
    if (((await readPaceRow(workspace))?.failures ?? 0) >= 5) return true
    await endWaits(workspace)
    sender.nudge()
    return false
  })
  await until('it probes', async () => {
    await endWaits(workspace)
    sender.nudge()
    return (await refusals()).length === 8
  })
  assert.ok(
    (await refusals()).slice(6).every(operations => operations <= 2),
    String(await refusals()),
  )
  await until('a probe gets through', async () => {
    await endWaits(workspace)
    sender.nudge()
    return (await readPaceRow(workspace))?.failures === 0
  })
  await allSettled(workspace)
  assert.ok((await outboxRows(world)).every(row => row.state === 'sent'))
})

test('a poison event goes to the dead letters with its reason, and its neighbours are sent', async t => {
  const workspace = await open(t)
  const { world } = workspace
  const member = await world.addMember()
  const poison = 'p'.repeat(101)
  await writeEvents(
    world,
    [{}, { name: poison }, {}].map(event => ({ memberId: member.id, ...event })),
  )
  workspace.start()
  await allSettled(workspace)
  const rows = await outboxRows(world)
  assert.deepEqual(
    rows.map(row => row.state),
    ['sent', 'dead', 'sent'],
  )
  assert.equal(rows[1]?.detail?.field, 'name')
  assert.match(String(rows[1]?.detail?.message), /100 bytes/)
  assert.notEqual(rows[1]?.numbers, null, 'it can be sent again')
})

test('nothing of a member without consent leaves; consent counts when it is sent, not when it was written', async t => {
  const workspace = await open(t)
  const { world, ledger } = workspace
  const never = await world.addMember({ consent: false, email: 'canary-never@example.com' })
  const withdrew = await world.addMember({ email: 'canary-withdrew@example.com' })
  await writeEvents(world, [{ memberId: never.id }, { memberId: withdrew.id }])
  const answer = await world.app.server.inject({
    method: 'PATCH',
    url: '/api/me',
    headers: world.headers({ token: withdrew.token }),
    payload: { marketing_consent: false },
  })
  assert.equal(answer.statusCode, 200, answer.body)
  workspace.start()
  await allSettled(workspace)
  assert.deepEqual(
    (await outboxRows(world)).map(row => [row.name, row.state]),
    [
      ['goal_set', 'discarded'],
      ['goal_set', 'discarded'],
      ['consent_changed', 'sent'],
    ],
  )
  const received = await ledger()
  assert.equal(received.length, 1)
  assert.deepEqual(received[0]?.payload.attributes, { unsubscribed: true })
  assert.doesNotMatch(JSON.stringify(received), /canary|Robin|Doe|Hudson/)
})

test('wrong credentials stop a brand without killing a row, and never delay another brand', async t => {
  const workspace = await open(t)
  const { world, connect } = workspace
  const other = await world.addBrand({ slug: 'other' })
  await connect(world.brand, { api_key: 'wrong' })
  await connect(other)
  const [member, neighbour] = [await world.addMember(), await world.addMember({ brand: other })]
  await writeEvents(world, [{ memberId: member.id }])
  workspace.start()
  await until('the brand is stopped', async () => (await readPaceRow(workspace))?.trouble === 'status 401')
  assert.ok(((await readPaceRow(workspace))?.next_at.getTime() ?? 0) > Date.now() + 30_000)
  assert.equal((await outboxRows(world))[0]?.state, 'waiting')

  await writeEvents(world, [{ memberId: neighbour.id }], other.id)
  const isSent = async () => (await outboxRows(world, other.id))[0]?.state === 'sent'
  assert.ok((await until('the neighbour is sent', isSent)) < 2_000)
})

test('a sender that was overtaken settles nothing', async t => {
  const workspace = await open(t)
  const { world, setFaults } = workspace
  const member = await world.addMember()
  await writeEvents(world, [{ memberId: member.id }])
  await setFaults([{ kind: 'slow', ms: 700, count: 1 }])
  const sender = workspace.start()
  const leased = () =>
    world.platform.db.transaction(world.brand.id, tx =>
      tx.raw(
        'update outbox_lanes set token = token + 1 where brand_id = $1 and leased_until > $2 returning 1',
        [world.brand.id, world.platform.clock()],
      ),
    )
  await until('a lane is leased and taken away', async () => (await leased()).length === 1)
  await sender.stop()
  assert.equal((await outboxRows(world))[0]?.state, 'waiting')
})

test('a brand without Customer.io keeps its events', async t => {
  const workspace = await open(t)
  const { world } = workspace
  const bare = await world.addBrand({ slug: 'bare' })
  const member = await world.addMember({ brand: bare })
  await writeEvents(world, [{ memberId: member.id }], bare.id)
  const sender = workspace.start()
  await new Promise(resolve => setTimeout(resolve, 500))
  await sender.stop()
  assert.equal((await outboxRows(world, bare.id))[0]?.state, 'waiting')
})
