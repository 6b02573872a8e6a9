import {
  AccountWrites,
  findDeed,
  type MemberState,
  type OpenAccount,
  type Operated,
  openAccounts,
  operationRow,
  type Program,
  requestHash,
  saveAccounts,
} from '../earning/index.ts'
import { type Address, deleteAddress, keepAddressForOrder, readAddress } from '../members/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { notFound, Problem } from '../platform/errors.ts'
import { allowsGift, marketOf } from '../tenancy/index.ts'
import { cancelOrder, lockOrder, writeCancelled } from './cancel-order.ts'
import type { OrderMoved } from './order-schema.ts'
import { type OrderState, requireMove } from './order-states.ts'
import { type MovedBy, type OrderRow, readOrder, writeMove } from './stored-orders.ts'

/** What an operator does with an order. */
export type Move =
  | { to: 'processing' | 'delivered' }
  | { to: 'shipped'; carrier: string; trackingNumber: string }
  | { to: 'cancelled'; reason: string }

export interface MoveInput {
  orderId: string
  move: Move
  clientOpId: string
  operatorId: string
  requestId: string
  at: Date
}

export interface Moved extends Operated<OrderMoved> {
  before: OrderState
  /** The account after it; undefined where it was erased. */
  member: MemberState | undefined
}

/**
 * An operator moves an order on, as one operation. Throws 404, 409 `order_state` for a move that there is not, 409
 * `no_address` or `market_forbids_gift` where a gift cannot be sent.
 */
export async function moveOrder(tx: Tx, program: Program, input: MoveInput): Promise<Moved> {
  const { orderId, move, clientOpId, operatorId, at } = input
  const hash = requestHash({ order: orderId, ...move })
  const found = await readOrder(tx, orderId)
  if (!found) throw notFound('order')
  const memberId = found.member_id
  // Nobody is left of an erased member, but the parcel may still have to arrive.
  const open = (await openAccounts(tx, program, [memberId], at)).get(memberId)
  const order = await lockOrder(tx, found)
  const stored = await findDeed(tx, clientOpId, hash)
  if (stored) return { isNew: false, answer: JSON.parse(stored), before: order.state, member: undefined }
  requireMove(order.state, move.to)
  const moved: MovedBy = { by: 'operator', operatorId }
  const done = await carryOut(tx, program, { open, order, moved, input })
  const answer: OrderMoved = {
    id: order.id,
    member_id: memberId,
    state: move.to,
    points_returned: done.returned,
  }
  const writes = new AccountWrites()
  const text = JSON.stringify(answer)
  const actionId = done.actionId
  writes.addOperation(
    operationRow({ brandId: tx.brandId, memberId, clientOpId, hash, actionId, answer: text }),
  )
  await saveAccounts(tx, open ? [open] : [], writes)
  return { isNew: true, answer, before: order.state, member: open?.account.member }
}

interface Done {
  actionId: string | null
  returned: number
}
const NOTHING_MORE: Done = { actionId: null, returned: 0 }

interface Work {
  open: OpenAccount | undefined
  order: OrderRow
  moved: MovedBy
  input: MoveInput
}

async function carryOut(tx: Tx, program: Program, { open, order, moved, input }: Work): Promise<Done> {
  const { move, requestId, clientOpId, at } = input
  if (move.to === 'cancelled') {
    const { reason } = move
    if (open) return cancelOrder(tx, open, order, { moved, reason, requestId, clientOpId })
    await writeCancelled(tx, order, { moved, reason, at })
    return NOTHING_MORE
  }
  const about = { to: move.to, moved, reason: null, at }
  if (move.to === 'shipped') {
    const { carrier, trackingNumber } = move
    await writeMove(tx, order, { ...about, change: { carrier, tracking_number: trackingNumber } })
    return open ? { ...NOTHING_MORE, actionId: tellShipped(open, order, input) } : NOTHING_MORE
  }
  if (move.to === 'processing') {
    const address_id = order.address_id ?? (await addressOfGift(tx, program, order, at))
    await writeMove(tx, order, { ...about, change: { address_id } })
  } else {
    // Of a member who was erased meanwhile nothing is kept that leads to a door.
    await writeMove(tx, order, open ? about : { ...about, change: { tracking_number: null } })
    // It has arrived: where it went is nobody's business any more.
    if (order.address_id) await deleteAddress(tx, order.address_id)
  }
  return NOTHING_MORE
}

function tellShipped(
  { account }: OpenAccount,
  order: OrderRow,
  { requestId, clientOpId }: MoveInput,
): string {
  const { id, item_name: name, reward_id, kind } = order
  const input = { name: 'order_shipped', requestId, clientOpId, facts: { order: { id, name } } }
  return account.act(input, () => {
    account.tell('order_shipped', { order_id: id, order_kind: kind, item_name: name, reward_id })
  }).actionId
}

/** A gift goes to where its member lives when it is packed, if the law there lets it. */
async function addressOfGift(tx: Tx, { brand }: Program, order: OrderRow, at: Date): Promise<string> {
  const address = await readAddress(tx, order.member_id)
  if (!address) throw noAddress()
  refuseForbidden(brand.settings, address)
  return keepAddressForOrder(tx, order.member_id, address, at)
}

function refuseForbidden(settings: Parameters<typeof marketOf>[0], address: Address): void {
  const market = marketOf(settings, address)
  if (market && allowsGift(market)) return
  const where = market ? (market.name ?? market.code) : address.state
  throw new Problem(409, 'market_forbids_gift', `No gift may be sent to ${where}`, {
    detail: 'The law there does not allow it. Cancel the gift, or have the address corrected.',
  })
}

const noAddress = () =>
  new Problem(409, 'no_address', 'Nobody knows where it should go', {
    detail: 'The member has no address. Have one added, or cancel the order.',
  })
