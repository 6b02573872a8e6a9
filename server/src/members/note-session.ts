import { sql, type Tx } from '../platform/db/database.ts'

/** Notes that the member had the app open at this moment. */
export async function noteSession(tx: Tx, memberId: string, at: Date): Promise<void> {
  await tx.run(
    sql
      .updateTable('members')
      .set({ last_session_at: at })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', memberId),
  )
}
