import { sql, type Tx } from '../platform/db/database.ts'
import { newId } from '../platform/id.ts'
import type { OrderState } from './order-states.ts'

/** Who moved an order. */
export type MovedBy =
  | { by: 'member' | 'system'; operatorId?: undefined }
  | { by: 'operator'; operatorId: string }

export interface OrderRow {
  id: string
  member_id: string
  kind: 'gift' | 'reward'
  item_name: string
  points_cost: number
  state: OrderState
  reward_id: string | null
  reward_version: number | null
  address_id: string | null
  carrier: string | null
  tracking_number: string | null
  created_at: Date
  /** Of the version that was bought; null for a gift. */
  reward_kind: 'shipped' | 'digital' | null
  fulfilment_notes: string | null
}

/** Orders with what the version that was bought says about them; `$1` is the brand. */
export const SELECT_ORDERS = `
  select o.id, o.member_id, o.kind, o.item_name, o.points_cost, o.state, o.reward_id, o.reward_version, o.address_id,
    o.carrier, o.tracking_number, o.created_at, v.definition->>'kind' as reward_kind,
    v.definition->>'fulfilment_notes' as fulfilment_notes
  from orders o
  left join reward_versions v
    on v.brand_id = o.brand_id and v.reward_id = o.reward_id and v.version = o.reward_version
  where o.brand_id = $1`

/** An order by its id. */
export async function readOrder(tx: Tx, id: string): Promise<OrderRow | undefined> {
  const [row] = await tx.raw<OrderRow>(`${SELECT_ORDERS} and o.id = $2`, [tx.brandId, id])
  return row
}

/** The state of an order, locked until the transaction ends; its member is locked before. */
export async function lockOrderState(tx: Tx, id: string): Promise<OrderState | undefined> {
  const row = await tx.first(
    sql
      .selectFrom('orders')
      .select('state')
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', id)
      .forNoKeyUpdate(),
  )
  return row?.state as OrderState | undefined
}

export interface OrderChange {
  address_id?: string | null
  carrier?: string | null
  tracking_number?: string | null
}

/** Moves a locked order to another state, and keeps that in its history. */
export async function writeMove(
  tx: Tx,
  order: { id: string; state: OrderState },
  move: { to: OrderState; moved: MovedBy; reason: string | null; at: Date; change?: OrderChange },
): Promise<void> {
  const { to, moved, reason, at, change = {} } = move
  await tx.run(
    sql
      .updateTable('orders')
      .set({ ...change, state: to, updated_at: at })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', order.id),
  )
  await tx.run(
    sql.insertInto('order_events').values({
      brand_id: tx.brandId,
      order_id: order.id,
      id: newId(at),
      from_state: order.state,
      state: to,
      by: moved.by,
      operator_id: moved.operatorId ?? null,
      reason,
      created_at: at,
    }),
  )
}
