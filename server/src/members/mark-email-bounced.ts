import { sql, type Tx } from '../platform/db/database.ts'
import { normaliseEmail } from './member.ts'

/**
 * Notes that mail to a member's address came back, for those who look after members; nothing is refused for it, and a
 * new address begins without it. Mail to an address that the member no longer has says nothing about the one of now.
 */
export async function markEmailBounced(
  tx: Tx,
  { memberId, email, at }: { memberId: string; email: string | undefined; at: Date },
): Promise<'bounced' | 'other_address'> {
  const query = sql
    .updateTable('members')
    .set({ email_bounced_at: at })
    .where('brand_id', '=', tx.brandId)
    .where('id', '=', memberId)
    .where('state', '<>', 'erased')
  const marked = await tx.run(email === undefined ? query : query.where('email', '=', normaliseEmail(email)))
  return marked === 1 ? 'bounced' : 'other_address'
}
