import type { Redeemed } from '../../api/shapes.ts'
import { keep, kept } from '../../session/kept.ts'

/** What came with an order besides it. The voucher is not kept: the order itself shows it. */
type Placed = Pick<Redeemed, 'new_balance' | 'achievements_unlocked'>

const keyOf = (orderId: string) => `placed:${orderId}`

/** Remembers in this tab what a redemption answered. */
export const keepPlaced = ({ order, new_balance, achievements_unlocked }: Redeemed) =>
  keep(keyOf(order.id), { new_balance, achievements_unlocked } satisfies Placed)

/** What is remembered of an order that was placed in this tab, or null. */
export const justPlaced = (orderId: string) => kept<Placed>(keyOf(orderId))
