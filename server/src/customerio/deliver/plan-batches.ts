import { buildErasure, buildEvent, buildIdentify, buildWithdrawal, type OutboxEvent } from './build-event.ts'
import { BATCH_BYTES_MAX, OPERATION_BYTES_MAX, type Operation } from './operation.ts'
import { changedSince, remember, type Told } from './people.ts'
import type { Subjects } from './read-subjects.ts'
import type { MemberRow, SnapshotBrand } from './snapshots.ts'

/** An operation and the outbox row that it settles; one that only goes before another settles none. */
export interface Planned {
  operation: Operation
  /** As it goes over the wire. */
  json: string
  bytes: number
  row: OutboxEvent | undefined
  /** What is to be remembered of the person once it is taken in; null: nothing any more. */
  told?: Told | null
}

/** How a row ended, for the row itself. */
export interface Settlement {
  row: OutboxEvent
  state: 'sent' | 'dead' | 'discarded'
  detail: object
}

export interface Plan {
  /** What to send, a request each. */
  batches: Planned[][]
  /** Rows that are settled without being sent. */
  settled: Settlement[]
}

interface Inputs {
  /** In the order in which they are to arrive. */
  rows: OutboxEvent[]
  subjects: Subjects
  /** What Customer.io knows of people already. */
  told: ReadonlyMap<string, Told>
  brand: SnapshotBrand
  /** Operations in a batch. */
  most: number
  at: Date
}

/** The one thing that is said of an erased member; what else waits, before it or after it, is not. */
const ERASURE = 'member_erased'

const isWithdrawal = (row: OutboxEvent) => row.name === 'consent_changed' && row.refs?.granted === false

/** The operation of a row, or why it must not leave. Consent is that of this moment, not of when it was written. */
function operationOf(row: OutboxEvent, { subjects, brand }: Inputs): Operation | { discard: string } {
  const member = subjects.members.get(row.member_id)
  if (row.name === ERASURE) return buildErasure(row)[1]
  if (!member || member.state === 'erased') return { discard: 'the member is gone' }
  if (member.marketing_consent) return buildEvent(row, aboutOf(row, member, subjects), brand)
  return isWithdrawal(row) ? buildWithdrawal(row) : { discard: 'no consent' }
}

const aboutOf = ({ refs }: OutboxEvent, member: MemberRow, { sessions, products, rewards }: Subjects) => ({
  member,
  sessions: sessions.get(member.id),
  product: products.get(String(refs?.product_id)),
  reward: rewards.get(String(refs?.reward_id)),
})

/**
 * What is sent, in batches within their limits: for each person what has changed about them, once, and then their
 * events, in outbox order. What belongs together, such as a person and the event, is never torn apart.
 */
export function planBatches(inputs: Inputs): Plan {
  const batches: Planned[][] = []
  const settled: Settlement[] = []
  const identified = new Set<string>()
  let room = { operations: 0, bytes: 0 }
  for (const row of inputs.rows) {
    const operation = operationOf(row, inputs)
    if ('discard' in operation) {
      settled.push({ row, state: 'discarded', detail: { reason: operation.discard } })
      continue
    }
    const last = plannedOf(operation, row)
    if (last.bytes > OPERATION_BYTES_MAX) {
      const message = `an operation may have ${OPERATION_BYTES_MAX} bytes, this one has ${last.bytes}`
      settled.push({ row, state: 'dead', detail: { reason: 'too_large', field: 'size', message } })
      continue
    }
    const isNew = operation.action === 'event' && !identified.has(row.member_id)
    if (isNew) identified.add(row.member_id)
    const next = [...(isNew ? identifyOf(row, inputs) : []), ...deletionOf(row), last]
    const bytes = next.reduce((sum, one) => sum + one.bytes + 1, 0)
    if (batches.length === 0 || next.length > room.operations || bytes > room.bytes) {
      batches.push([])
      room = { operations: inputs.most, bytes: BATCH_BYTES_MAX }
    }
    batches.at(-1)?.push(...next)
    room = { operations: room.operations - next.length, bytes: room.bytes - bytes }
  }
  return { batches, settled }
}

function plannedOf(operation: Operation, row: OutboxEvent | undefined, told?: Told | null): Planned {
  const json = JSON.stringify(operation)
  // Of a withdrawal and an erasure nothing is remembered: should the person come back, all is told anew.
  const remembered = row && operation.action !== 'event' ? null : told
  const planned: Planned = { operation, json, bytes: Buffer.byteLength(json), row }
  return remembered === undefined ? planned : { ...planned, told: remembered }
}

/** Before a person is suppressed what is known goes. */
function deletionOf(row: OutboxEvent): Planned[] {
  return row.name === ERASURE ? [plannedOf(buildErasure(row)[0], undefined)] : []
}

/** What Customer.io does not know yet of who did it. */
function identifyOf(row: OutboxEvent, { subjects, told, brand, at }: Inputs): Planned[] {
  const identify = buildIdentify(subjects.members.get(row.member_id) as MemberRow, brand, at)
  const attributes = changedSince(told.get(row.member_id), identify.attributes)
  if (Object.keys(attributes).length === 0) return []
  return [plannedOf({ ...identify, attributes }, undefined, remember(identify.attributes))]
}
