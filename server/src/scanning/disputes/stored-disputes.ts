import type { Tx } from '../../platform/db/database.ts'
import type { DisputeState, DisputeView, Evidence, OwnDispute } from './schema.ts'

export interface Dispute {
  id: string
  hmac: string
  member_id: string
  claimed_by: string
  claim_action_id: string
  message: string | null
  evidence: Evidence
  state: DisputeState
  points: number | null
  note: string | null
  settled_at: Date | null
  settled_by: string | null
  created_at: Date
}

const DISPUTE = `
  select id, encode(hmac, 'hex') as hmac, member_id, claimed_by, claim_action_id, message, evidence, state, points, note,
    settled_at, settled_by, created_at
  from disputes where brand_id = $1`

/** A dispute without a lock; undefined when the brand has none of this id. */
export async function findDispute(tx: Tx, id: string): Promise<Dispute | undefined> {
  const [row] = await tx.raw<Dispute>(`${DISPUTE} and id = $2`, [tx.brandId, id])
  return row
}

/** The same under its lock, which comes after its members' locks. */
export async function lockDispute(tx: Tx, id: string): Promise<Dispute> {
  const [row] = await tx.raw<Dispute>(`${DISPUTE} and id = $2 for no key update`, [tx.brandId, id])
  if (!row) throw new Error(`The dispute ${id} is gone, although none is ever deleted`)
  return row
}

/** How many disputes a member has opened since a moment, and whether one of them is about this code at any time. */
export async function countDisputes(
  tx: Tx,
  { memberId, hmac, since }: { memberId: string; hmac: string; since: Date },
): Promise<{ recent: number; isDisputed: boolean }> {
  const [row] = await tx.raw<{ recent: number; is_disputed: boolean }>(
    `select (select count(*)::int from disputes where brand_id = $1 and member_id = $2 and created_at > $4) as recent,
       exists (select 1 from disputes where brand_id = $1 and hmac = $3 and member_id = $2) as is_disputed`,
    [tx.brandId, memberId, `\\x${hmac}`, since],
  )
  return { recent: row?.recent ?? 0, isDisputed: row?.is_disputed ?? false }
}

export async function insertDispute(
  tx: Tx,
  dispute: Pick<
    Dispute,
    'id' | 'hmac' | 'member_id' | 'claimed_by' | 'claim_action_id' | 'evidence' | 'created_at'
  > & {
    message: string
  },
): Promise<void> {
  const { id, hmac, member_id, claimed_by, claim_action_id, message, evidence, created_at } = dispute
  await tx.raw(
    `insert into disputes (brand_id, id, hmac, member_id, claimed_by, claim_action_id, message, evidence, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.brandId,
      id,
      `\\x${hmac}`,
      member_id,
      claimed_by,
      claim_action_id,
      message,
      JSON.stringify(evidence),
      created_at,
    ],
  )
}

export async function storeSettlement(
  tx: Tx,
  {
    id,
    state,
    points,
    note,
    at,
    by,
  }: Pick<Dispute, 'id' | 'state' | 'points' | 'note'> & { at: Date; by: string },
): Promise<void> {
  await tx.raw(
    `update disputes set state = $3, points = $4, note = $5, settled_at = $6, settled_by = $7
     where brand_id = $1 and id = $2`,
    [tx.brandId, id, state, points, note, at, by],
  )
}

/** A member's own disputes, newest first. */
export async function listOwnDisputes(
  tx: Tx,
  { memberId, after, limit }: { memberId: string; after: string | undefined; limit: number },
): Promise<OwnDispute[]> {
  const rows = await tx.raw<Dispute>(
    `${DISPUTE} and member_id = $2 and id < (select coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
     order by id desc limit $4`,
    [tx.brandId, memberId, after ?? null, limit],
  )
  return rows.map(({ id, evidence, message, state, points, created_at, settled_at }) => ({
    id,
    serial: evidence.batch.serial,
    message,
    state,
    points,
    created_at: created_at.toISOString(),
    settled_at: settled_at?.toISOString() ?? null,
  }))
}

/** Disputes in a state, the oldest first. */
export async function listDisputes(
  tx: Tx,
  { state, after, limit }: { state: DisputeState; after: string | undefined; limit: number },
): Promise<DisputeView[]> {
  const rows = await tx.raw<Dispute>(
    `${DISPUTE} and state = $2 and id > (select coalesce($3::uuid, '00000000-0000-0000-0000-000000000000'))
     order by id limit $4`,
    [tx.brandId, state, after ?? null, limit],
  )
  return rows.map(disputeView)
}

/** A dispute as a line of the queue. */
export const disputeView = (row: Dispute): DisputeView => ({
  id: row.id,
  state: row.state,
  member_id: row.member_id,
  claimed_by: row.claimed_by,
  batch_id: row.evidence.batch.id,
  serial: row.evidence.batch.serial,
  points: row.points,
  created_at: row.created_at.toISOString(),
  settled_at: row.settled_at?.toISOString() ?? null,
  settled_by: row.settled_by,
})
