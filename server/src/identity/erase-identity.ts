import { sql, type Tx } from '../platform/db/database.ts'
import { endSessions } from './list-sessions.ts'

/**
 * Signs a member out everywhere for ever, and takes away what was kept about browsers, mailed links and changes of the
 * e-mail. Rows of sessions stay, empty: every process learns from them whose access has ended. Answers their ids.
 */
export async function eraseIdentity(tx: Tx, memberId: string, at: Date): Promise<string[]> {
  const ended = await endSessions(tx, { memberId, at })
  await tx.run(
    sql
      .updateTable('sessions')
      .set({ user_agent: null, network: null })
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId)
      .where(eb => eb.or([eb('user_agent', 'is not', null), eb('network', 'is not', null)])),
  )
  for (const table of ['sign_in_tokens', 'email_changes'] as const) {
    await tx.run(sql.deleteFrom(table).where('brand_id', '=', tx.brandId).where('member_id', '=', memberId))
  }
  return ended
}
