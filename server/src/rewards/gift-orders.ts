import { readAddress } from '../members/index.ts'
import type { Tx } from '../platform/db/database.ts'
import type { WriteFragment } from '../platform/db/write-fragment.ts'
import { allowsGift, marketOf, type Settings } from '../tenancy/index.ts'
import type { OrderState } from './order-states.ts'
import { writeMove } from './stored-orders.ts'

/** A gift is an order without cost. It is held as `unconfirmed` until the member has confirmed the e-mail. */
export interface GiftOrderRow {
  brand_id: number
  id: string
  member_id: string
  kind: 'gift'
  item_name: string
  state: 'unconfirmed' | 'pending'
  action_id: string
  created_at: Date
}

export const insertGiftOrders: WriteFragment<GiftOrderRow> = {
  name: 'orders',
  sql: rows => `
    insert into orders (brand_id, id, member_id, kind, item_name, state, action_id, created_at)
    select * from jsonb_to_recordset(${rows}) as r(brand_id int, id uuid, member_id uuid, kind text, item_name text,
      state text, action_id uuid, created_at timestamptz)
    returning 1`,
}

interface Gift {
  id: string
  state: OrderState
}

const FORBIDDEN = 'The law where you live does not allow gifts.'

/**
 * Lets a member's held gifts go to fulfilment, since the e-mail is confirmed; where the law at the address that was
 * corrected meanwhile forbids them, they are cancelled. Answers how many go.
 */
export async function releaseGifts(
  tx: Tx,
  {
    memberId,
    settings,
    at,
  }: { memberId: string; settings: Pick<Settings, 'age_limit' | 'markets'>; at: Date },
): Promise<number> {
  const gifts = await tx.raw<Gift>(
    `select id, state from orders where brand_id = $1 and member_id = $2 and state = 'unconfirmed' for no key update`,
    [tx.brandId, memberId],
  )
  if (gifts.length === 0) return 0
  const address = await readAddress(tx, memberId)
  const market = address && marketOf(settings, address)
  const isAllowed = !market || allowsGift(market)
  const outcome = isAllowed
    ? ({ to: 'pending', reason: null } as const)
    : ({ to: 'cancelled', reason: FORBIDDEN } as const)
  for (const gift of gifts) await writeMove(tx, gift, { ...outcome, moved: { by: 'system' }, at })
  return isAllowed ? gifts.length : 0
}

/**
 * Cancels the gift of a scan that is taken back, while nobody packs it. Answers what became of it: `kept` is one that the
 * member has, or will have.
 */
export async function cancelGift(tx: Tx, actionId: string, at: Date): Promise<'cancelled' | 'kept' | 'none'> {
  const [gift] = await tx.raw<Gift>(
    `select id, state from orders
     where brand_id = $1 and action_id = $2 and kind = 'gift' and state <> 'cancelled' for no key update`,
    [tx.brandId, actionId],
  )
  if (!gift) return 'none'
  if (gift.state !== 'unconfirmed' && gift.state !== 'pending') return 'kept'
  const reason = 'The pack that it came with was returned.'
  await writeMove(tx, gift, { to: 'cancelled', moved: { by: 'system' }, reason, at })
  return 'cancelled'
}
