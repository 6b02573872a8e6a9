import { createHash, randomBytes } from 'node:crypto'
import { sql, type Tx } from '../platform/db/database.ts'
import { notSignedIn } from '../platform/errors.ts'
import { newId, UUID_PATTERN } from '../platform/id.ts'
import { sameBytes } from '../platform/keys.ts'
import { networkOf } from '../platform/network-address.ts'
import { REFRESH_SECONDS } from './cookies.ts'

/** How long the refresh token before the last rotation still works: a lost answer signs nobody out. */
const PREVIOUS_VALID_MS = 60_000

const SESSION_ID = new RegExp(UUID_PATTERN)

export interface Session {
  id: string
  memberId: string
  /** What goes to the cookie: session id and secret; the database holds a hash. */
  refreshToken: string
}

const hash = (secret: string) => createHash('sha256').update(secret).digest()
const newSecret = () => randomBytes(32).toString('base64url')
const expiry = (at: Date) => new Date(at.getTime() + REFRESH_SECONDS * 1_000)

/** Where a request comes from; of the address no more than its network is kept. */
export interface Caller {
  userAgent: string | undefined
  address?: string
}

/** What is kept of a caller. */
const keptOf = ({ userAgent, address }: Caller) => ({
  user_agent: userAgent?.slice(0, 300) ?? null,
  network: (address && networkOf(address)) || null,
})

/** Opens a session of 90 days. */
export async function openSession(tx: Tx, input: Caller & { memberId: string; at: Date }): Promise<Session> {
  const id = newId(input.at)
  const secret = newSecret()
  await tx.run(
    sql.insertInto('sessions').values({
      brand_id: tx.brandId,
      id,
      member_id: input.memberId,
      refresh_hash: hash(secret),
      previous_hash: null,
      rotated_at: input.at,
      expires_at: expiry(input.at),
      revoked_at: null,
      ...keptOf(input),
      created_at: input.at,
    }),
  )
  return { id, memberId: input.memberId, refreshToken: `${id}.${secret}` }
}

/**
 * Exchanges a refresh token for a new one. The one before stays valid for 60 s; an older one means that it was copied,
 * so the session is revoked. Answers undefined for a token that is not valid; the caller commits either way.
 */
export async function rotateSession(
  tx: Tx,
  refreshToken: string,
  { at, ...caller }: Caller & { at: Date },
): Promise<Session | undefined> {
  const parts = readToken(refreshToken)
  const row = parts && (await findSession(tx, parts.id, at))
  if (!row) return undefined
  const { id, secret } = parts
  const given = hash(secret)
  const isCurrent = sameBytes(given, row.refresh_hash)
  const isPrevious = row.previous_hash !== null && sameBytes(given, row.previous_hash)
  if (!isCurrent && !(isPrevious && at.getTime() - row.rotated_at.getTime() <= PREVIOUS_VALID_MS)) {
    if (isPrevious) await revokeSession(tx, id, at)
    return undefined
  }
  const next = newSecret()
  await tx.run(
    sql
      .updateTable('sessions')
      .set({
        refresh_hash: hash(next),
        // A retry within the minute keeps the token before, so that the other answer, if it arrives, works as well.
        previous_hash: isCurrent ? given : row.refresh_hash,
        rotated_at: at,
        ...keptOf(caller),
        expires_at: expiry(at),
      })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', id),
  )
  return { id, memberId: row.member_id, refreshToken: `${id}.${next}` }
}

/** Ends a session: its refresh token at once, its access token as soon as the revocation is seen. */
export async function revokeSession(tx: Tx, sessionId: string, at: Date): Promise<void> {
  await tx.run(
    sql
      .updateTable('sessions')
      .set({ revoked_at: at })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', sessionId)
      .where('revoked_at', 'is', null),
  )
}

/** Ends the session that a refresh token belongs to. Answers its id, or undefined when the token is no session's. */
export async function closeSession(tx: Tx, refreshToken: string, at: Date): Promise<string | undefined> {
  const parts = readToken(refreshToken)
  const row = parts && (await findSession(tx, parts.id, at))
  if (!row) return undefined
  const given = hash(parts.secret)
  const hashes = [row.refresh_hash, row.previous_hash].filter(known => known !== null)
  if (!hashes.some(known => sameBytes(given, known))) return undefined
  await revokeSession(tx, row.id, at)
  return row.id
}

function readToken(refreshToken: string): { id: string; secret: string } | undefined {
  const [id, secret] = refreshToken.split('.')
  return id && secret && SESSION_ID.test(id) ? { id, secret } : undefined
}

/** A session that neither was ended nor has expired, locked. */
const findSession = (tx: Tx, id: string, at: Date) =>
  tx.first(
    sql
      .selectFrom('sessions')
      .selectAll()
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', at)
      .forUpdate(),
  )

export const sessionGone = () => notSignedIn('Your session has ended.')
