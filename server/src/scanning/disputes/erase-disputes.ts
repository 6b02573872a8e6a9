import type { Tx } from '../../platform/db/database.ts'

/**
 * Takes away what a member wrote in disputes, and what operators noted about it; that there was one stays. One that is
 * open has nobody any more to be settled for.
 */
export async function eraseDisputes(tx: Tx, memberId: string): Promise<void> {
  await tx.raw(
    `update disputes set message = null, note = null, state = case state when 'open' then 'withdrawn' else state end
     where brand_id = $1 and member_id = $2`,
    [tx.brandId, memberId],
  )
}
