import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startOutboxSender } from '../deliver/sender.ts'
import { openWorkspace, outboxRows, until, writeEvents } from '../test/workspace.ts'

const MEMBERS = 48
const ROUNDS = 25
const LEAVING = 32
const ERASED_EACH = 4

type Workspace = Awaited<ReturnType<typeof openWorkspace>>
type LedgerRow = Awaited<ReturnType<Workspace['ledger']>>[number]
type Person = Awaited<ReturnType<Workspace['world']['addMember']>>

async function leave({ world }: Workspace, person: Person, isErased: boolean) {
  const answer = await world.app.server.inject({
    method: isErased ? 'DELETE' : 'PATCH',
    url: '/api/me',
    headers: world.headers({ token: person.token }),
    payload: isErased ? { client_op_id: randomUUID(), confirm: true } : { marketing_consent: false },
  })
  assert.equal(answer.statusCode, 200, answer.body)
  return { person, leftMs: Date.now() }
}

/** Starts two senders that end before the world does. */
function startSenders({ world }: Workspace, stops: (() => Promise<void>)[]) {
  for (let i = 0; i < 2; i++) {
    const sender = startOutboxSender(world.platform, world.app.brands)
    stops.push(() => sender.stop())
  }
}

test('who withdraws consent or is erased while their events are on the way is in no request after the one under way', async t => {
  const stops: (() => Promise<void>)[] = []
  t.after(() => Promise.all(stops.map(stop => stop())))
  const workspace = await openWorkspace(t)
  const { world, setFaults, ledger } = workspace
  const members = await Promise.all(Array.from({ length: MEMBERS }, () => world.addMember()))
  // Everybody is in nearly every request, and deliveries have several.
  await writeEvents(
    world,
    Array.from({ length: ROUNDS }, (_, step) =>
      members.map(({ id }) => ({ memberId: id, refs: { step } })),
    ).flat(),
  )
  await setFaults([{ kind: 'slow', ms: 400 }])
  startSenders(workspace, stops)
  await until('the first requests are under way', async () => (await ledger('limit=1')).length > 0)
  const left = new Map<string, number>()
  for (const [i, person] of members.slice(0, LEAVING).entries()) {
    const { leftMs } = await leave(workspace, person, i % ERASED_EACH === 0)
    left.set(person.id, leftMs)
    await sleep(20)
  }
  await setFaults([])
  await until(
    'every row is settled',
    async () => {
      return (await outboxRows(world)).every(({ state }) => state !== 'waiting')
    },
    60_000,
  )

  const received = (await ledger('limit=10000')) as (LedgerRow & { at: string })[]
  const tells = ({ action, payload }: (typeof received)[number]) =>
    action === 'event' ||
    (action === 'identify' && (payload.attributes as { unsubscribed?: boolean }).unsubscribed !== true)
  const late = received.filter(
    row => tells(row) && Date.parse(row.at) > (left.get(row.identifier) ?? Infinity),
  )
  const requestsOf = Map.groupBy(late, row => row.identifier)
  for (const [id, rows] of requestsOf) {
    // Each person's requests follow each other, so at most one was under way.
    assert.equal(new Set(rows.map(({ request }) => request)).size, 1, id)
  }
  const rows = await outboxRows(world)
  const states = Map.groupBy(rows, ({ state }) => state)
  const discarded = states.get('discarded')?.length ?? 0
  t.diagnostic(
    `${rows.length} rows: ${states.get('sent')?.length} sent, ${discarded} discarded; ` +
      `${LEAVING} left, ${requestsOf.size} of them with one request under way`,
  )
  assert.ok(discarded > 0, 'somebody left before all of theirs was sent')
  assert.equal(states.get('dead'), undefined)
  // Who stayed has got everything, in order.
  for (const { id } of members.slice(LEAVING)) {
    const steps = received
      .filter(
        ({ identifier, action, decision }) =>
          identifier === id && action === 'event' && decision === 'accepted',
      )
      .map(({ payload }) => (payload.attributes as { step: number }).step)
    assert.deepEqual(steps, [...Array(ROUNDS).keys()])
  }
})
