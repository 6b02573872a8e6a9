import type { Tx } from '../../platform/db/database.ts'

/** An event that Customer.io refused for good, with what it said. */
export interface DeadLetter {
  id: string
  member_id: string
  name: string
  occurred_at: Date
  settled_at: Date
  reason: string
  field: string
  message: string
}

/** Which dead letters: these, those of a reason, or all. */
export interface Selection {
  ids?: string[] | undefined
  reason?: string | undefined
}

/** The conditions of a selection, for parameters $2 (ids) and $3 (reason). */
export const SELECTED = `
  brand_id = $1 and state = 'dead' and ($2::uuid[] is null or id = any($2)) and ($3::text is null or detail->>'reason' = $3)`

export const selectionValues = (tx: Tx, { ids, reason }: Selection) => [
  tx.brandId,
  ids ?? null,
  reason ?? null,
]

const LIST = `
  select id, member_id, name, occurred_at, settled_at, coalesce(detail->>'reason', '') as reason,
    coalesce(detail->>'field', '') as field, coalesce(detail->>'message', '') as message
  from outbox where ${SELECTED} and ($4::uuid is null or id < $4) order by id desc limit $5`

/** The dead letters of a brand, those of the newest events first, from the one after `after`. */
export const listDead = (
  tx: Tx,
  { reason, after, limit }: { reason?: string | undefined; after?: string | undefined; limit: number },
): Promise<DeadLetter[]> =>
  tx.raw<DeadLetter>(LIST, [...selectionValues(tx, { reason }), after ?? null, limit])

/** How many of these are dead, by reason, the most frequent first. */
export const countDead = (tx: Tx, selection: Selection): Promise<{ reason: string; count: number }[]> =>
  tx.raw(
    `select coalesce(detail->>'reason', '') as reason, count(*) as count from outbox
     where ${SELECTED} group by 1 order by 2 desc, 1`,
    selectionValues(tx, selection),
  )
