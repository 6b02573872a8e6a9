import { sql, type Tx } from '../platform/db/database.ts'

/** So many wishes has nobody; the list is one page. */
export const WISHES_MAX = 100

/** What a member wishes for, the latest wish first. */
export const readWishes = (tx: Tx, memberId: string): Promise<{ reward_id: string; created_at: Date }[]> =>
  tx.many(
    sql
      .selectFrom('wishlist_items')
      .select(['reward_id', 'created_at'])
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId)
      .orderBy('created_at', 'desc')
      .orderBy('reward_id'),
  )

/** The caller holds the member's lock. */
export async function insertWish(tx: Tx, memberId: string, rewardId: string, at: Date): Promise<void> {
  await tx.run(
    sql
      .insertInto('wishlist_items')
      .values({ brand_id: tx.brandId, member_id: memberId, reward_id: rewardId, created_at: at }),
  )
}

/** Answers whether there was one. */
export async function deleteWish(tx: Tx, memberId: string, rewardId: string): Promise<boolean> {
  const deleted = await tx.run(
    sql
      .deleteFrom('wishlist_items')
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId)
      .where('reward_id', '=', rewardId),
  )
  return deleted > 0
}
