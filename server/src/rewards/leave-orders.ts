import { sql, type Tx } from '../platform/db/database.ts'
import { writeCancelled } from './cancel-order.ts'
import { type OrderRow, SELECT_ORDERS } from './stored-orders.ts'

/**
 * Cancels what a locked member ordered and nobody has begun to pack, because the member leaves: stock comes back, points
 * do not, for they would lapse with the rest. Answers how many orders.
 */
export async function cancelOrdersOfLeaver(tx: Tx, memberId: string, at: Date): Promise<number> {
  const orders = await tx.raw<OrderRow>(
    `${SELECT_ORDERS} and o.member_id = $2 and o.state in ('unconfirmed', 'pending')
     order by o.reward_id, o.id for update of o`,
    [tx.brandId, memberId],
  )
  const cancelled = { moved: { by: 'system' }, reason: 'the member was erased', at } as const
  // By reward: whoever takes several of the rows of stock takes them in that order.
  for (const order of orders) await writeCancelled(tx, order, cancelled)
  await forgetTracking(tx, memberId)
  return orders.length
}

/** A tracking number leads to where somebody lives; it is needed as long as the parcel is on its way. */
const forgetTracking = (tx: Tx, memberId: string) =>
  tx.run(
    sql
      .updateTable('orders')
      .set({ tracking_number: null })
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId)
      .where('state', '=', 'delivered'),
  )

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
