import { sql, type Tx } from '../platform/db/database.ts'
import { referralCode } from './create-member.ts'

/**
 * Takes everything personal out of a locked member, for ever. The row stays, for the ledger and for what refers to it;
 * its code no longer leads to it, and time has nothing more to do to it.
 */
export async function eraseProfile(tx: Tx, memberId: string, at: Date): Promise<void> {
  await tx.run(
    sql
      .updateTable('members')
      .set({
        state: 'erased',
        erased_at: at,
        email: null,
        email_bounced_at: null,
        first_name: null,
        last_name: null,
        birth_month: null,
        custom: '{}',
        external_id: null,
        referral_code: referralCode(),
        marketing_consent: false,
        redemption_held_until: null,
        due_at: null,
      })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', memberId),
  )
}

/** Deletes a member's addresses but these. Answers whether one of these is still there. */
export async function eraseAddresses(tx: Tx, memberId: string, keep: string[]): Promise<boolean> {
  const rows = await tx.raw<{ kept: boolean }>(
    `with gone as (
       delete from addresses where brand_id = $1 and member_id = $2 and id <> all($3::uuid[])
     )
     select exists (
       select 1 from addresses where brand_id = $1 and member_id = $2 and id = any($3::uuid[])) as kept`,
    [tx.brandId, memberId, keep],
  )
  return rows[0]?.kept === true
}

/** When a member was erased; null when the member was not, or there is none. */
export async function erasedAt(tx: Tx, memberId: string): Promise<Date | null> {
  const row = await tx.first(
    sql
      .selectFrom('members')
      .select('erased_at')
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', memberId),
  )
  return row?.erased_at ?? null
}
