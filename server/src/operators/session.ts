import { createHash, randomBytes } from 'node:crypto'
import { sql, type Tx } from '../platform/db/database.ts'
import { newId } from '../platform/id.ts'
import type { Role } from './permissions.ts'

const IDLE_MS = 30 * 60_000
export const SESSION_SECONDS = 12 * 3_600
/** A request is written down at most this often, so that reading stays reading. */
const TOUCH_MS = 60_000

export interface OperatorSession {
  id: string
  expires_at: Date
  operator_id: string
  name: string
  role: Role
  password_is_temporary: boolean
}

const hash = (token: string) => createHash('sha256').update(token).digest()

/**
 * Signs an operator in for 12 h, or until nothing is asked for 30 min. Answers the token for the cookie; the database
 * holds a hash. What is left of the operator's sessions of old is cleared away.
 */
export async function openOperatorSession(
  tx: Tx,
  input: { operatorId: string; userAgent: string | undefined; at: Date },
): Promise<{ id: string; token: string; expiresAt: Date }> {
  const { operatorId, at } = input
  await tx.run(ofOperator(tx, operatorId).where('expires_at', '<=', at))
  const id = newId(at)
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(at.getTime() + SESSION_SECONDS * 1_000)
  await tx.run(
    sql.insertInto('operator_sessions').values({
      brand_id: tx.brandId,
      id,
      operator_id: operatorId,
      token_hash: hash(token),
      user_agent: input.userAgent?.slice(0, 300) ?? null,
      created_at: at,
      last_used_at: at,
      expires_at: expiresAt,
    }),
  )
  return { id, token, expiresAt }
}

const ofOperator = (tx: Tx, operatorId: string) =>
  sql.deleteFrom('operator_sessions').where('brand_id', '=', tx.brandId).where('operator_id', '=', operatorId)

const USE_SESSION = `
  with session as (
    select s.id, s.expires_at, s.operator_id, o.name, o.role, o.password_is_temporary
    from operator_sessions s join operators o on o.brand_id = s.brand_id and o.id = s.operator_id
    where s.brand_id = $1 and s.token_hash = $2 and s.revoked_at is null and s.expires_at > $3
      and s.last_used_at > $4 and o.disabled_at is null
  ), touched as (
    update operator_sessions set last_used_at = $3
    where brand_id = $1 and id = (select id from session) and last_used_at <= $5
  )
  select * from session`

/** The session of a token, and whose it is; undefined when it has ended or its operator was disabled. */
export async function useSession(tx: Tx, token: string, at: Date): Promise<OperatorSession | undefined> {
  const ago = (ms: number) => new Date(at.getTime() - ms)
  const values = [tx.brandId, hash(token), at, ago(IDLE_MS), ago(TOUCH_MS)]
  const [row] = await tx.raw<OperatorSession>(USE_SESSION, values)
  return row
}

/** Ends the session of a token, if there is one. */
export async function endSession(tx: Tx, token: string, at: Date): Promise<void> {
  await tx.run(revoke(tx, at).where('token_hash', '=', hash(token)))
}

/** Ends every session of an operator but the one named. */
export async function endSessionsOf(
  tx: Tx,
  operatorId: string,
  at: Date,
  except?: string | undefined,
): Promise<void> {
  const all = revoke(tx, at).where('operator_id', '=', operatorId)
  await tx.run(except === undefined ? all : all.where('id', '<>', except))
}

const revoke = (tx: Tx, at: Date) =>
  sql
    .updateTable('operator_sessions')
    .set({ revoked_at: at })
    .where('brand_id', '=', tx.brandId)
    .where('revoked_at', 'is', null)
