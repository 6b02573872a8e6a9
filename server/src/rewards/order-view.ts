import type { OrderView } from './order-schema.ts'
import type { OrderState } from './order-states.ts'
import type { OrderRow } from './stored-orders.ts'

/** Whether its member may still cancel it: nobody has begun to pack it. */
export const memberMayCancel = (state: OrderState): boolean => state === 'pending' || state === 'unconfirmed'

/** An order as its member sees it in a list. */
export const orderView = (order: OrderRow): OrderView => ({
  id: order.id,
  kind: order.kind,
  digital: order.reward_kind === 'digital',
  state: order.state,
  item_name: order.item_name,
  reward_id: order.reward_id,
  points_cost: order.points_cost,
  carrier: order.carrier,
  tracking_number: order.tracking_number,
  can_cancel: memberMayCancel(order.state),
  created_at: order.created_at.toISOString(),
})
