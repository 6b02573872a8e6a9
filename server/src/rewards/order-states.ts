import { Problem } from '../platform/errors.ts'

export const ORDER_STATES = [
  'unconfirmed',
  'pending',
  'processing',
  'shipped',
  'delivered',
  'cancelled',
] as const
export type OrderState = (typeof ORDER_STATES)[number]

/** What may become of an order. What has gone out is not taken back: an operator makes that good with points. */
const NEXT: Record<OrderState, readonly OrderState[]> = {
  unconfirmed: ['pending', 'cancelled'],
  pending: ['processing', 'cancelled'],
  processing: ['shipped', 'cancelled'],
  shipped: ['delivered'],
  delivered: [],
  cancelled: [],
}

/** Whether an order may go from one state to another. */
export const mayBecome = (from: OrderState, to: OrderState): boolean => NEXT[from].includes(to)

/** Whether nothing happens to it any more. */
export const isOver = (state: OrderState): boolean => NEXT[state].length === 0

/** Throws 409 `order_state` unless an order may go from one state to another. */
export function requireMove(from: OrderState, to: OrderState): void {
  if (mayBecome(from, to)) return
  throw new Problem(409, 'order_state', `An order that is ${from} cannot become ${to}`, {
    detail: isOver(from)
      ? `It is ${from}, and stays so. Nothing was changed.`
      : `From ${from} it can become ${NEXT[from].join(' or ')}. Nothing was changed.`,
  })
}
