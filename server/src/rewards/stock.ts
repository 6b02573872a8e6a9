import { sql, type Tx } from '../platform/db/database.ts'

/**
 * Takes one of a reward, as the last thing that is decided about an order: whoever is next waits here. Answers false
 * when none is left.
 */
export async function takeFromStock(tx: Tx, rewardId: string): Promise<boolean> {
  const taken = await tx.run(
    sql
      .updateTable('reward_stock')
      .set(eb => ({ remaining: eb('remaining', '-', 1), sold: eb('sold', '+', 1) }))
      .where('brand_id', '=', tx.brandId)
      .where('reward_id', '=', rewardId)
      .where(eb => eb.or([eb('remaining', 'is', null), eb('remaining', '>', 0)])),
  )
  return taken === 1
}

/** Puts back what cancelled orders had taken. */
export async function returnToStock(tx: Tx, rewardId: string, count = 1): Promise<void> {
  await tx.run(
    sql
      .updateTable('reward_stock')
      .set(eb => ({ remaining: eb('remaining', '+', count), sold: eb('sold', '-', count) }))
      .where('brand_id', '=', tx.brandId)
      .where('reward_id', '=', rewardId),
  )
}

/** How many there are (null: no end) and were sold, locked against buyers until the transaction ends. */
export async function lockStock(
  tx: Tx,
  rewardId: string,
): Promise<{ remaining: number | null; sold: number } | undefined> {
  return tx.first(
    sql
      .selectFrom('reward_stock')
      .select(['remaining', 'sold'])
      .where('brand_id', '=', tx.brandId)
      .where('reward_id', '=', rewardId)
      .forNoKeyUpdate(),
  )
}

/** Says how many there are from now on; null: no end. The row is locked. */
export async function setStock(tx: Tx, rewardId: string, remaining: number | null): Promise<void> {
  await tx.run(
    sql
      .updateTable('reward_stock')
      .set({ remaining })
      .where('brand_id', '=', tx.brandId)
      .where('reward_id', '=', rewardId),
  )
}
