import {
  AccountWrites,
  findOperation,
  type MemberState,
  type OpenAccount,
  openAccounts,
  operationRow,
  type Program,
  progress,
  requestHash,
  saveAccounts,
} from '../earning/index.ts'
import { deleteAddress } from '../members/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { notFound, notSignedIn, Problem } from '../platform/errors.ts'
import type { Cancelled } from './order-schema.ts'
import { type OrderState, requireMove } from './order-states.ts'
import { memberMayCancel, orderView } from './order-view.ts'
import { returnToStock } from './stock.ts'
import { lockOrderState, type MovedBy, type OrderRow, readOrder, writeMove } from './stored-orders.ts'

export interface CancelInput {
  memberId: string
  orderId: string
  clientOpId: string
  requestId: string
  at: Date
}

/**
 * A member cancels an order that nobody has begun to pack, as one operation: points and stock come back. Throws 404,
 * or 409 `order_state`.
 */
export async function cancelOwnOrder(
  tx: Tx,
  program: Program,
  input: CancelInput,
): Promise<{ answer: string; member: MemberState | undefined }> {
  const { memberId, orderId, clientOpId, requestId, at } = input
  const hash = requestHash({ cancel: orderId, by: memberId })
  const open = (await openAccounts(tx, program, [memberId], at)).get(memberId)
  if (!open) throw notSignedIn('This account no longer exists.')
  const stored = await findOperation(tx, memberId, clientOpId, hash)
  if (stored) return { answer: stored, member: undefined }
  const order = await readOrder(tx, orderId)
  if (order?.member_id !== memberId) throw notFound('order')
  const locked = await lockOrder(tx, order)
  if (!memberMayCancel(locked.state)) throw tooLate(locked.state)
  const moved = { by: 'member' } as const
  const { actionId, returned } = await cancelOrder(tx, open, locked, {
    moved,
    reason: null,
    requestId,
    clientOpId,
  })
  const answer = JSON.stringify({
    order: orderView({ ...locked, state: 'cancelled' }),
    points_returned: returned,
    new_balance: open.account.member.points_balance,
  } satisfies Cancelled)
  const writes = new AccountWrites()
  writes.addOperation(operationRow({ brandId: tx.brandId, memberId, clientOpId, hash, actionId, answer }))
  await saveAccounts(tx, [open], writes)
  return { answer, member: open.account.member }
}

/** The order with its state as it is under its lock. */
export async function lockOrder(tx: Tx, order: OrderRow): Promise<OrderRow> {
  return { ...order, state: (await lockOrderState(tx, order.id)) as OrderState }
}

interface Cancelling {
  moved: MovedBy
  reason: string | null
  requestId: string | null
  clientOpId: string | null
}

/**
 * Cancels a locked order of an open account, which the caller saves: points come back as a new lot by today's policy
 * (a debt is repaid first), the stock is one more, its own address goes. Throws 409 `order_state`.
 */
export async function cancelOrder(
  tx: Tx,
  { account }: OpenAccount,
  order: OrderRow,
  { moved, reason, requestId, clientOpId }: Cancelling,
): Promise<{ actionId: string; returned: number }> {
  requireMove(order.state, 'cancelled')
  const { id, kind, item_name: name, points_cost: cost, reward_id } = order
  const facts = { order: { id, name }, by: byWhom(moved), reason }
  const act = account.act({ name: 'order_cancelled', requestId, clientOpId, facts }, () => {
    if (kind !== 'reward') return
    const rule = { rule: 'order_cancelled', reward_id, reward_version: order.reward_version }
    account.earn({ amount: cost, reason: 'redemption', source: `order:${id}`, rule, countsForRank: false })
    const { points_spent, redemption_count } = account.member
    account.set({ points_spent: points_spent - cost, redemption_count: redemption_count - 1 })
    progress(account, { redemptions: -1 })
  })
  await writeCancelled(tx, order, { moved, reason, at: account.at })
  return { actionId: act.actionId, returned: kind === 'reward' ? cost : 0 }
}

/** What cancelling an order changes beside its member's account. */
export async function writeCancelled(
  tx: Tx,
  order: OrderRow,
  { moved, reason, at }: { moved: MovedBy; reason: string | null; at: Date },
): Promise<void> {
  await writeMove(tx, order, { to: 'cancelled', moved, reason, at })
  if (order.address_id) await deleteAddress(tx, order.address_id)
  if (order.reward_id) await returnToStock(tx, order.reward_id)
}

const tooLate = (state: OrderState) =>
  new Problem(409, 'order_state', `This order is ${state}`, {
    detail: 'It can no longer be cancelled here. Nothing was changed.',
  })

const byWhom = ({ by, operatorId }: MovedBy) => (operatorId ? `operator:${operatorId}` : by)
