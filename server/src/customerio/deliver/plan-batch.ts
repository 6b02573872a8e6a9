import { buildErasure, buildEvent, buildIdentify, buildWithdrawal, type OutboxEvent } from './build-event.ts'
import {
  BATCH_BYTES_MAX,
  BATCH_OPERATIONS_MAX,
  bytesOf,
  OPERATION_BYTES_MAX,
  type Operation,
} from './operation.ts'
import type { MemberRow, ProductRow, SnapshotBrand } from './snapshots.ts'

/** An operation and the outbox row that it settles; one that only goes before another settles none. */
export interface Planned {
  operation: Operation
  bytes: number
  row: OutboxEvent | undefined
}

/** How a row ended, for the row itself. */
export interface Settlement {
  row: OutboxEvent
  state: 'sent' | 'dead' | 'discarded'
  detail: object
}

export interface Plan {
  planned: Planned[]
  /** Rows that are settled without being sent. */
  settled: Settlement[]
}

interface Inputs {
  /** In the order in which they are to arrive. */
  rows: OutboxEvent[]
  members: ReadonlyMap<string, MemberRow>
  products: ReadonlyMap<string, ProductRow>
  brand: SnapshotBrand
  at: Date
}

/** The one thing that is said of an erased member; what else waits, before it or after it, is not. */
const ERASURE = 'member_erased'

const isWithdrawal = (row: OutboxEvent) => row.name === 'consent_changed' && row.refs?.granted === false

/** The operation of a row, or why it must not leave. Consent is that of this moment, not of when it was written. */
function operationOf(
  row: OutboxEvent,
  { members, products, brand }: Inputs,
): Operation | { discard: string } {
  const member = members.get(row.member_id)
  if (row.name === ERASURE) return buildErasure(row)[1]
  if (!member || member.state === 'erased') return { discard: 'the member is gone' }
  if (member.marketing_consent)
    return buildEvent(row, member, products.get(String(row.refs?.product_id)), brand)
  return isWithdrawal(row) ? buildWithdrawal(row) : { discard: 'no consent' }
}

/**
 * What a batch sends: for each person one identify and then their events, in outbox order, within the limits of a
 * batch. Rows that do not fit wait for the next one; those after them too, so that the order stays.
 */
export function planBatch(inputs: Inputs): Plan {
  const planned: Planned[] = []
  const settled: Settlement[] = []
  const identified = new Set<string>()
  let bytes = 0
  for (const row of inputs.rows) {
    const operation = operationOf(row, inputs)
    if ('discard' in operation) {
      settled.push({ row, state: 'discarded', detail: { reason: operation.discard } })
      continue
    }
    const event: Planned = { operation, bytes: bytesOf(operation), row }
    if (event.bytes > OPERATION_BYTES_MAX) {
      const message = `an operation may have ${OPERATION_BYTES_MAX} bytes, this one has ${event.bytes}`
      settled.push({ row, state: 'dead', detail: { reason: 'too_large', field: 'size', message } })
      continue
    }
    const isNew = operation.action === 'event' && !identified.has(row.member_id)
    const next = [...(isNew ? [identifyOf(row, inputs)] : []), ...deletionOf(row), event]
    const nextBytes = next.reduce((sum, one) => sum + one.bytes + 1, 0)
    if (planned.length + next.length > BATCH_OPERATIONS_MAX || bytes + nextBytes > BATCH_BYTES_MAX) break
    planned.push(...next)
    bytes += nextBytes
    if (isNew) identified.add(row.member_id)
  }
  return { planned, settled }
}

/** Before a person is suppressed what is known goes. */
function deletionOf(row: OutboxEvent): Planned[] {
  if (row.name !== ERASURE) return []
  const [operation] = buildErasure(row)
  return [{ operation, bytes: bytesOf(operation), row: undefined }]
}

function identifyOf(row: OutboxEvent, { members, brand, at }: Inputs): Planned {
  const operation = buildIdentify(members.get(row.member_id) as MemberRow, brand, at)
  return { operation, bytes: bytesOf(operation), row: undefined }
}
