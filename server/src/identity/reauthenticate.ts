import { sql, type Tx } from '../platform/db/database.ts'
import { Problem } from '../platform/errors.ts'
import type { Keys } from '../platform/keys.ts'
import { consumeCode } from './sign-in-token.ts'

const FRESH_MS = 15 * 60_000

/** Who asks, and the code of a sign-in mail where there is one. */
export interface Asking {
  memberId: string
  sessionId: string
  code?: string | undefined
  browser: string | undefined
}

/**
 * Makes sure that it is the member who asks and not who found the phone: a session of the last 15 minutes, or the 6
 * digits of a sign-in mail asked for in this browser. Answers a Problem (not thrown: a wrong code is counted, so the
 * caller commits): 403 `reauthentication_required`, 401 `code_wrong`.
 */
export async function reauthenticate(
  tx: Tx,
  keys: Keys,
  { memberId, sessionId, code, browser }: Asking,
  at: Date,
): Promise<Problem | undefined> {
  if (await isFresh(tx, memberId, sessionId, at)) return undefined
  if (code === undefined) {
    return new Problem(403, 'reauthentication_required', 'Please show that it is you', {
      detail: 'Ask for a sign-in mail and send its 6 digits along as `code`. Nothing was changed.',
    })
  }
  const consumed = await consumeCode(tx, keys, { memberId, code, browser }, at)
  return consumed instanceof Problem ? consumed : undefined
}

async function isFresh(tx: Tx, memberId: string, sessionId: string, at: Date): Promise<boolean> {
  const session = await tx.first(
    sql
      .selectFrom('sessions')
      .select('created_at')
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', sessionId)
      .where('member_id', '=', memberId)
      .where('revoked_at', 'is', null),
  )
  return session !== undefined && at.getTime() - session.created_at.getTime() < FRESH_MS
}
