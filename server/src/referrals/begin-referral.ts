import type { Tx } from '../platform/db/database.ts'
import { newId } from '../platform/id.ts'
import type { Platform } from '../platform/platform.ts'
import type { Brand } from '../tenancy/index.ts'
import { noteTraits } from './traits.ts'

export interface Newcomer {
  brand: Brand
  memberId: string
  /** As it was typed; the member's row knows whose it is. */
  referralCode: string | undefined
  browser: string
  requestId: string
  at: Date
}

/**
 * In the transaction that makes a member: notes what they share with others, and whose friend they are. A code that is
 * nobody's costs the newcomer nothing: it is logged, not refused.
 */
export async function beginReferral({ keys, log }: Platform, tx: Tx, newcomer: Newcomer): Promise<void> {
  const { brand, memberId, referralCode, browser, requestId, at } = newcomer
  await noteTraits(tx, keys, { memberId, browser, at })
  if (!referralCode || !brand.settings.referrals.enabled) return
  const made = await tx.raw(
    `insert into referrals (brand_id, id, referrer_id, friend_id, created_at)
     select brand_id, $3::uuid, referred_by, id, $4::timestamptz from members
     where brand_id = $1 and id = $2 and referred_by is not null
     returning id`,
    [tx.brandId, memberId, newId(at), at],
  )
  if (made.length === 0) log.info({ request_id: requestId }, 'a referral code that is nobody’s was ignored')
}
