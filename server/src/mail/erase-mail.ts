import { sql, type Tx } from '../platform/db/database.ts'

/** Takes words and address out of a member's mail, for ever; what was not sent yet never is. */
export async function eraseMail(tx: Tx, memberId: string, at: Date): Promise<void> {
  const mails = sql
    .updateTable('mail_queue')
    .where('brand_id', '=', tx.brandId)
    .where('member_id', '=', memberId)
  await tx.run(
    mails
      .set({ state: 'failed', detail: 'the member was erased', settled_at: at })
      .where('state', '=', 'waiting'),
  )
  await tx.run(mails.set({ recipient: null, sealed: null }).where('recipient', 'is not', null))
}
