import Type, { type Static } from 'typebox'
import { Address } from '../members/index.ts'
import { Nullable, Uuid } from '../platform/http/schema.ts'
import { ORDER_STATES } from './order-states.ts'

export const RedemptionBody = Type.Object(
  {
    client_op_id: Uuid,
    reward_id: Uuid,
    expected_cost: Type.Integer({
      minimum: 0,
      maximum: 1_000_000_000,
      description: 'The cost that was shown; with another one nothing is redeemed',
    }),
    address_id: Type.Optional(Uuid),
    address: Type.Optional(Address),
  },
  { additionalProperties: false },
)
export type RedemptionBody = Static<typeof RedemptionBody>

/** An order as its member sees it. */
export const OrderView = Type.Object({
  id: Uuid,
  kind: Type.Enum(['gift', 'reward']),
  digital: Type.Boolean({ description: 'A voucher code, delivered at once' }),
  state: Type.Enum(ORDER_STATES),
  item_name: Type.String(),
  reward_id: Nullable(Uuid),
  points_cost: Type.Integer(),
  carrier: Nullable(Type.String()),
  tracking_number: Nullable(Type.String()),
  can_cancel: Type.Boolean(),
  created_at: Type.String(),
})
export type OrderView = Static<typeof OrderView>

const Move = {
  state: Type.Enum(ORDER_STATES),
  at: Type.String(),
  reason: Nullable(Type.String({ description: 'Why it was cancelled, where that was said' })),
}

export const OrderDetail = Type.Object({
  ...OrderView.properties,
  address: Nullable(Address),
  voucher: Nullable(Type.String({ description: 'The code of a digital reward' })),
  history: Type.Array(Type.Object(Move), { description: 'Oldest first' }),
})
export type OrderDetail = Static<typeof OrderDetail>

export const Redeemed = Type.Object({
  order: OrderView,
  voucher: Nullable(Type.String()),
  points_spent: Type.Integer(),
  new_balance: Type.Integer(),
  rank: Type.String(),
  achievements_unlocked: Type.Array(
    Type.Object({ key: Type.String(), name: Type.String(), points: Type.Integer() }),
  ),
})
export type Redeemed = Static<typeof Redeemed>

export const CancelBody = Type.Object({ client_op_id: Uuid }, { additionalProperties: false })

export const Cancelled = Type.Object({
  order: OrderView,
  points_returned: Type.Integer(),
  new_balance: Type.Integer(),
})
export type Cancelled = Static<typeof Cancelled>

/** The same as operators see it: whose it is, what to mind, who moved it. */
export const AdminOrderView = Type.Object({
  ...OrderView.properties,
  member_id: Uuid,
  reward_version: Nullable(Type.Integer()),
})

export const AdminOrderDetail = Type.Object({
  ...AdminOrderView.properties,
  recipient: Nullable(Type.String()),
  address: Nullable(Address),
  fulfilment_notes: Nullable(Type.String()),
  history: Type.Array(
    Type.Object({
      ...Move,
      by: Nullable(Type.Enum(['member', 'operator', 'system'])),
      operator_id: Nullable(Uuid),
    }),
  ),
})
export type AdminOrderDetail = Static<typeof AdminOrderDetail>

export const AdminMoveBody = Type.Object({ client_op_id: Uuid }, { additionalProperties: false })

export const ShipBody = Type.Object(
  {
    client_op_id: Uuid,
    carrier: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
    tracking_number: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }),
  },
  { additionalProperties: false },
)

export const AdminCancelBody = Type.Object(
  {
    client_op_id: Uuid,
    reason: Type.String({ minLength: 3, maxLength: 300, pattern: '\\S', description: 'The member sees it' }),
  },
  { additionalProperties: false },
)

export const OrderMoved = Type.Object({
  id: Uuid,
  member_id: Uuid,
  state: Type.Enum(ORDER_STATES),
  points_returned: Type.Integer(),
})
export type OrderMoved = Static<typeof OrderMoved>
