import { sql, type Tx } from '../platform/db/database.ts'
import { notFound } from '../platform/errors.ts'
import { deviceName } from './device-name.ts'

const live = (tx: Tx, memberId: string, at: Date) =>
  sql
    .selectFrom('sessions')
    .where('brand_id', '=', tx.brandId)
    .where('member_id', '=', memberId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at)

/** Where a member is signed in, newest first, `limit` of them from the one after the id `after`. */
export async function listSessions(
  tx: Tx,
  input: { memberId: string; current: string; after?: string | undefined; limit: number; at: Date },
) {
  const query = live(tx, input.memberId, input.at)
    .select(['id', 'user_agent', 'created_at', 'rotated_at'])
    .orderBy('id', 'desc')
    .limit(input.limit)
  const rows = await tx.many(input.after === undefined ? query : query.where('id', '<', input.after))
  return rows.map(({ id, user_agent, created_at, rotated_at }) => ({
    id,
    device: deviceName(user_agent),
    created_at: created_at.toISOString(),
    last_used_at: rotated_at.toISOString(),
    current: id === input.current,
  }))
}

const revoke = (tx: Tx, memberId: string, at: Date) =>
  sql
    .updateTable('sessions')
    .set({ revoked_at: at })
    .where('brand_id', '=', tx.brandId)
    .where('member_id', '=', memberId)
    .where('revoked_at', 'is', null)

/** Ends one of the member's own sessions. Throws a 404 Problem when it is none of them, or has ended. */
export async function endSession(
  tx: Tx,
  input: { memberId: string; sessionId: string; at: Date },
): Promise<void> {
  const { memberId, sessionId, at } = input
  const ended = await tx.run(
    revoke(tx, memberId, at).where('id', '=', sessionId).where('expires_at', '>', at),
  )
  if (ended === 0) throw notFound('session')
}

/** Ends every session of the member but the one named. Answers the ids, for every process to refuse. */
export async function endSessions(
  tx: Tx,
  input: { memberId: string; except?: string; at: Date },
): Promise<string[]> {
  const all = revoke(tx, input.memberId, input.at).returning('id')
  const rows = await tx.many(input.except === undefined ? all : all.where('id', '<>', input.except))
  return rows.map(({ id }) => id)
}
