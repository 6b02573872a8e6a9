import { sql, type Tx } from '../platform/db/database.ts'
import { newId } from '../platform/id.ts'

interface OpenOrder {
  id: string
  state: string
  reward_id: string | null
}

/**
 * Cancels what a locked member ordered and nobody has begun to pack, because the member leaves: stock comes back, points
 * do not, for they would lapse with the rest. Answers how many orders.
 */
export async function cancelOrdersOfLeaver(tx: Tx, memberId: string, at: Date): Promise<number> {
  const orders = await tx.raw<OpenOrder>(
    `select id, state, reward_id from orders
     where brand_id = $1 and member_id = $2 and state in ('unconfirmed', 'pending') order by id for update`,
    [tx.brandId, memberId],
  )
  if (orders.length === 0) return 0
  const ids = orders.map(({ id }) => id)
  await tx.run(
    sql
      .updateTable('orders')
      .set({ state: 'cancelled', updated_at: at })
      .where('brand_id', '=', tx.brandId)
      .where('id', 'in', ids),
  )
  const events = orders.map(({ id, state }) => ({
    brand_id: tx.brandId,
    order_id: id,
    id: newId(at),
    from_state: state,
    state: 'cancelled',
    by: 'system',
    reason: 'the member was erased',
    created_at: at,
  }))
  await tx.run(sql.insertInto('order_events').values(events))
  await restock(tx, orders)
  return orders.length
}

/** In the order of the rewards' ids, as everybody who takes several of these rows does. */
async function restock(tx: Tx, orders: OpenOrder[]): Promise<void> {
  const counts = Map.groupBy(
    orders.flatMap(({ reward_id }) => reward_id ?? []),
    id => id,
  )
  for (const [rewardId, { length }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await tx.raw(
      `update reward_stock set remaining = remaining + $3, sold = sold - $3 where brand_id = $1 and reward_id = $2`,
      [tx.brandId, rewardId, length],
    )
  }
}

/** The addresses that parcels of a member are on their way to. */
export async function addressesUnderWay(tx: Tx, memberId: string): Promise<string[]> {
  const rows = await tx.many(
    sql
      .selectFrom('orders')
      .select('address_id')
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId)
      .where('state', 'in', ['processing', 'shipped'])
      .where('address_id', 'is not', null),
  )
  return rows.flatMap(({ address_id }) => address_id ?? [])
}
