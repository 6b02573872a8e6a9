import type { Tx } from '../../platform/db/database.ts'

/** Takes away what a member wrote in disputes, and what operators noted about it; that there was one stays. */
export async function eraseDisputes(tx: Tx, memberId: string): Promise<void> {
  await tx.raw('update disputes set message = null, note = null where brand_id = $1 and member_id = $2', [
    tx.brandId,
    memberId,
  ])
}
