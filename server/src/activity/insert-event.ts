import { sql, type Tx } from '../platform/db/database.ts'
import { newId } from '../platform/id.ts'
import { type EventRefs, insertOutbox, laneOf } from './write.ts'

export type { EventNumbers, MemberNumbers } from './write.ts'

/** Logs one action of a member outside the scan path. Answers the action's id. */
export async function insertAction(
  tx: Tx,
  input: { memberId: string; name: string; at: Date; requestId: string | null; data: object },
): Promise<string> {
  const id = newId(input.at)
  await tx.run(
    sql.insertInto('actions').values({
      brand_id: tx.brandId,
      id,
      member_id: input.memberId,
      name: input.name,
      request_id: input.requestId,
      client_op_id: null,
      data: JSON.stringify(input.data),
    }),
  )
  return id
}

/** Writes one event to the outbox outside the scan path; the caller has checked consent. */
export async function insertEvent(
  tx: Tx,
  input: { memberId: string; name: string; at: Date; numbers: object; refs: EventRefs },
): Promise<void> {
  await tx.run(
    sql.insertInto('outbox').values({
      brand_id: tx.brandId,
      id: newId(input.at),
      member_id: input.memberId,
      lane: laneOf(input.memberId),
      name: input.name,
      schema_version: 1,
      occurred_at: input.at,
      numbers: JSON.stringify(input.numbers),
      refs: JSON.stringify(input.refs),
    }),
  )
}

const INSERT_EVENTS = insertOutbox.sql('$1::jsonb')

/** Writes several events of one member at once, without numbers of their own; the caller has checked consent. */
export async function insertEvents(
  tx: Tx,
  input: { memberId: string; at: Date; events: readonly { name: string; refs: EventRefs }[] },
): Promise<void> {
  if (input.events.length === 0) return
  const rows = input.events.map(({ name, refs }) => ({
    brand_id: tx.brandId,
    id: newId(input.at),
    member_id: input.memberId,
    lane: laneOf(input.memberId),
    name,
    schema_version: 1,
    occurred_at: input.at,
    numbers: {},
    refs,
  }))
  await tx.raw(INSERT_EVENTS, [JSON.stringify(rows)])
}
