import { sql, type Tx } from '../platform/db/database.ts'

export interface StoredGoal {
  reward_id: string
  set_at: Date
  completed_at: Date | null
}

/** The one reward that a member works towards, available or not. */
export const readGoal = (tx: Tx, memberId: string): Promise<StoredGoal | undefined> =>
  tx.first(
    sql
      .selectFrom('goals')
      .select(['reward_id', 'set_at', 'completed_at'])
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId),
  )

/** Puts a goal in the place of the one there was. */
export async function storeGoal(tx: Tx, memberId: string, rewardId: string, at: Date): Promise<void> {
  const values = { reward_id: rewardId, set_at: at, completed_at: null }
  await tx.run(
    sql
      .insertInto('goals')
      .values({ brand_id: tx.brandId, member_id: memberId, ...values })
      .onConflict(conflict => conflict.columns(['brand_id', 'member_id']).doUpdateSet(values)),
  )
}

/** Answers whether there was one. */
export async function deleteGoal(tx: Tx, memberId: string): Promise<boolean> {
  const deleted = await tx.run(
    sql.deleteFrom('goals').where('brand_id', '=', tx.brandId).where('member_id', '=', memberId),
  )
  return deleted > 0
}
