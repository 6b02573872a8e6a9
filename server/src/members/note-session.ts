import { insertEvent } from '../activity/index.ts'
import { sql, type Tx } from '../platform/db/database.ts'

/** Who comes back sooner has not been away. */
const GAP_MS = 30 * 60_000

const noted = (memberId: string, brandId: number, at: Date) =>
  sql
    .updateTable('members')
    .set({ last_session_at: at })
    .where('brand_id', '=', brandId)
    .where('id', '=', memberId)

/** Notes that the member had the app open at this moment. */
export async function noteSession(tx: Tx, memberId: string, at: Date): Promise<void> {
  await tx.run(noted(memberId, tx.brandId, at))
}

/**
 * Notes that the member opened the app, and tells so where the member consents; within half an hour of the last time it
 * is the same session, and nothing is done.
 */
export async function beginSession(tx: Tx, memberId: string, at: Date): Promise<void> {
  const before = new Date(at.getTime() - GAP_MS)
  const [begun] = await tx.many(
    noted(memberId, tx.brandId, at)
      .where('state', '<>', 'erased')
      .where(eb => eb.or([eb('last_session_at', 'is', null), eb('last_session_at', '<=', before)]))
      .returning('marketing_consent'),
  )
  if (!begun?.marketing_consent) return
  await insertEvent(tx, { memberId, name: 'user_session_started', at, numbers: {}, refs: {} })
}
