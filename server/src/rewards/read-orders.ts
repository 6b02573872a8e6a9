import { readAddressById, readName } from '../members/index.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import { notFound } from '../platform/errors.ts'
import type { Keys } from '../platform/keys.ts'
import type { AdminOrderDetail, OrderDetail, OrderView } from './order-schema.ts'
import type { OrderState } from './order-states.ts'
import { orderView } from './order-view.ts'
import { type OrderRow, readOrder, SELECT_ORDERS } from './stored-orders.ts'
import { openVoucher } from './vouchers.ts'

// A bound that is always there is looked up in the index; one that may be null is not.
const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** A member's orders, newest first, `limit` of them from the one after the id `after`. */
export async function listOwnOrders(
  tx: Tx,
  { memberId, after, limit }: { memberId: string; after: string | undefined; limit: number },
): Promise<OrderView[]> {
  const rows = await tx.raw<OrderRow>(
    `${SELECT_ORDERS} and o.member_id = $2 and o.id < (select coalesce($3::uuid, '${LAST_ID}')) order by o.id desc limit $4`,
    [tx.brandId, memberId, after ?? null, limit],
  )
  return rows.map(orderView)
}

/** One order of a member, with what became of it. Throws a 404 Problem for another's as well. */
export async function readOwnOrder(
  tx: Tx,
  keys: Keys,
  { memberId, orderId }: { memberId: string; orderId: string },
): Promise<OrderDetail> {
  const order = await readOrder(tx, orderId)
  if (order?.member_id !== memberId) throw notFound('order')
  const history = await readHistory(tx, order)
  return {
    ...orderView(order),
    address: order.address_id === null ? null : await readAddressById(tx, order.address_id),
    voucher: order.reward_kind === 'digital' ? await openVoucher(tx, keys, order.id) : null,
    history: history.map(({ state, at, reason }) => ({ state, at, reason })),
  }
}

/** A brand's orders in one state, the oldest first: what is next in the queue. */
export async function listOrders(
  tx: Tx,
  { state, after, limit }: { state: OrderState; after: string | undefined; limit: number },
) {
  const rows = await tx.raw<OrderRow>(
    `${SELECT_ORDERS} and o.state = $2 and o.id > (select coalesce($3::uuid, '${FIRST_ID}')) order by o.id limit $4`,
    [tx.brandId, state, after ?? null, limit],
  )
  return rows.map(adminView)
}

/** One order with all that is needed to send it. Throws a 404 Problem. */
export async function readOrderToSend(tx: Tx, id: string): Promise<AdminOrderDetail> {
  const order = await readOrder(tx, id)
  if (!order) throw notFound('order')
  return {
    ...adminView(order),
    recipient: await readName(tx, order.member_id),
    address: order.address_id === null ? null : await readAddressById(tx, order.address_id),
    fulfilment_notes: order.fulfilment_notes,
    history: await readHistory(tx, order),
  }
}

const adminView = (order: OrderRow) => ({
  ...orderView(order),
  member_id: order.member_id,
  reward_version: order.reward_version,
})

/** From the state in which it was made to the one it is in. */
async function readHistory(tx: Tx, order: OrderRow): Promise<AdminOrderDetail['history']> {
  const events = await tx.many(
    sql
      .selectFrom('order_events')
      .select(['from_state', 'state', 'by', 'operator_id', 'reason', 'created_at'])
      .where('brand_id', '=', tx.brandId)
      .where('order_id', '=', order.id)
      .orderBy('id'),
  )
  const first = {
    state: (events[0]?.from_state ?? order.state) as OrderState,
    at: order.created_at.toISOString(),
    by: null,
    operator_id: null,
    reason: null,
  }
  const moves = events.map(({ state, by, operator_id, reason, created_at }) => ({
    state: state as OrderState,
    at: created_at.toISOString(),
    by: by as 'member' | 'operator' | 'system',
    operator_id,
    reason,
  }))
  return [first, ...moves]
}
