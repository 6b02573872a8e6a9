import { sql, type Tx } from '../platform/db/database.ts'
import type { WriteFragment } from '../platform/db/write-fragment.ts'

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

/** Lets a member's held gifts go to fulfilment: the e-mail is confirmed. Answers how many. */
export async function releaseGifts(tx: Tx, memberId: string): Promise<number> {
  return tx.run(
    sql
      .updateTable('orders')
      .set({ state: 'pending' })
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId)
      .where('state', '=', 'unconfirmed'),
  )
}

/** Cancels the gift of a scan that is taken back, while it has not gone out. Answers whether there was one. */
export async function cancelGift(tx: Tx, actionId: string): Promise<boolean> {
  const changed = await tx.run(
    sql
      .updateTable('orders')
      .set({ state: 'cancelled' })
      .where('brand_id', '=', tx.brandId)
      .where('action_id', '=', actionId)
      .where('kind', '=', 'gift')
      .where('state', 'in', ['unconfirmed', 'pending']),
  )
  return changed > 0
}
