import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SCANNED } from '../test/sample-rows.ts'
import type { Answer } from './judge-answer.ts'
import type { Operation } from './operation.ts'
import type { Planned } from './plan-batches.ts'
import { sendPlan } from './send-plan.ts'

const OK: Answer = { kind: 'answered', body: {} }
const BAD: Answer = { kind: 'refused', status: 400, body: '{}', retryAfter: undefined }

function plannedEvents(count: number): Planned[] {
  return Array.from({ length: count }, (_, number) => ({
    operation: {
      type: 'person',
      action: 'event',
      identifiers: { id: 'm' },
      id: String(number),
      timestamp: 1,
      attributes: {},
    },
    json: '{}',
    bytes: 10,
    row: { ...SCANNED, id: String(number) },
  }))
}

/** Sends to a Customer.io that answers as told, and keeps what it was sent. */
async function send(
  planned: Planned[],
  answer: (ids: number[], request: number) => Answer,
  admitted = Infinity,
) {
  const requests: number[][] = []
  const sent = await sendPlan([planned], {
    post: async (operations: Operation[]) => {
      const ids = operations.map(({ id }) => Number(id))
      requests.push(ids)
      return answer(ids, requests.length)
    },
    now: () => new Date(0),
    admit: async () => requests.length < admitted,
    onRequest: () => {},
  })
  const states = Object.fromEntries(sent.settled.map(({ row, state }) => [row.id, state]))
  return { ...sent, requests, states }
}

test('what makes a whole request malformed is found by halving, and all others are sent, in order', async () => {
  const { states, requests } = await send(plannedEvents(100), ids => (ids.includes(37) ? BAD : OK))
  assert.equal(states[37], 'dead')
  assert.equal(Object.values(states).filter(state => state === 'sent').length, 99)
  assert.ok(requests.length <= 15, String(requests.length))
  const taken = requests.filter(ids => !ids.includes(37)).flat()
  assert.deepEqual(
    taken,
    [...taken].sort((a, b) => a - b),
  )
})

test('a request that is too large is split until it fits', async () => {
  const { states, requests } = await send(plannedEvents(8), ids =>
    ids.length > 3 ? ({ ...BAD, status: 413 } as Answer) : OK,
  )
  assert.deepEqual(new Set(Object.values(states)), new Set(['sent']))
  assert.equal(requests.length, 7)
})

test('after an index that maps to nothing each goes again alone, with the same id', async () => {
  const odd: Answer = { kind: 'answered', body: { errors: [{ batch_index: 99, reason: 'invalid' }] } }
  const { states, requests } = await send(plannedEvents(3), (ids, n) =>
    n === 1 || ids.includes(1) ? odd : OK,
  )
  assert.deepEqual(requests, [[0, 1, 2], [0], [1], [2]])
  assert.deepEqual(states, { 0: 'sent', 1: 'dead', 2: 'sent' })
})

test('nothing is sent past what has to be tried again', async () => {
  const silent: Answer = { kind: 'silent', message: 'reset' }
  const { states, halted, requests } = await send(plannedEvents(4), (_, n) =>
    n === 1 ? BAD : n === 2 ? OK : silent,
  )
  assert.deepEqual(requests, [
    [0, 1, 2, 3],
    [0, 1],
    [2, 3],
  ])
  assert.deepEqual(states, { 0: 'sent', 1: 'sent' })
  assert.equal(halted?.verdict, 'again')
})

test('a sender that may no longer send stops between two requests', async () => {
  const { states, requests } = await send(plannedEvents(4), (_, n) => (n === 1 ? BAD : OK), 2)
  assert.equal(requests.length, 2)
  assert.deepEqual(states, { 0: 'sent', 1: 'sent' })
})

test('a refused identify kills no event', async () => {
  const [event] = plannedEvents(1) as [Planned]
  const identify: Planned = {
    ...event,
    row: undefined,
    operation: { ...event.operation, action: 'identify', attributes: {} },
  }
  const body = { errors: [{ batch_index: 0, reason: 'too_large', field: 'attributes', message: 'no' }] }
  const { states, refusedIdentifies } = await send([identify, event], () => ({ kind: 'answered', body }))
  assert.deepEqual(states, { 0: 'sent' })
  assert.equal(refusedIdentifies[0]?.field, 'attributes')
})
