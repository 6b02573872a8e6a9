import type { Selectable } from 'kysely'
import { sql, type Tx } from '../platform/db/database.ts'
import type { DB } from '../platform/db/types.generated.ts'
import type { Reason } from './judge.ts'

export type Referral = Selectable<DB['referrals']>

const ofBrand = (tx: Tx) => sql.selectFrom('referrals').selectAll().where('brand_id', '=', tx.brandId)

/** How a member came to be one through another; undefined for one who did not. */
export const findByFriend = (tx: Tx, friendId: string): Promise<Referral | undefined> =>
  tx.first(ofBrand(tx).where('friend_id', '=', friendId))

export const findReferral = (tx: Tx, id: string): Promise<Referral | undefined> =>
  tx.first(ofBrand(tx).where('id', '=', id))

/** The referral as it is now, locked; members are locked before it. */
export const lockReferral = (tx: Tx, id: string): Promise<Referral | undefined> =>
  tx.first(ofBrand(tx).where('id', '=', id).forNoKeyUpdate())

/** Referrals in a state, newest first, from the one after the id `after`. */
export function listReferrals(
  tx: Tx,
  { state, after, limit }: { state: string; after?: string | undefined; limit: number },
): Promise<Referral[]> {
  const query = ofBrand(tx).where('state', '=', state).orderBy('id', 'desc').limit(limit)
  return tx.many(after === undefined ? query : query.where('id', '<', after))
}

export interface Decided {
  state: 'converted' | 'review' | 'rejected'
  reasons: Reason[]
  referrer_points?: number
  friend_points?: number
  decided_at: Date
  decided_by?: string | null
}

/** Writes down how a locked referral ended, or that it waits for an operator. Answers it as it is then. */
export async function storeDecision(tx: Tx, id: string, decided: Decided): Promise<Referral> {
  const row = await tx.first(
    sql
      .updateTable('referrals')
      .set(decided)
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', id)
      .returningAll(),
  )
  if (!row) throw new Error(`referral ${id} went while it was locked`)
  return row
}
