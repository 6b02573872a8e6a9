import { readAddress } from '../members/index.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import type { Keys } from '../platform/keys.ts'
import { householdOf } from './household.ts'
import { mailboxOf } from './mailbox.ts'

type Kind = 'mailbox' | 'address' | 'device'

/** As many bytes of the keyed hash as tell a brand's members apart. */
const HASH_BYTES = 16

/**
 * Notes by what a member may be the same person or household as another: mailbox, address and, where known, browser.
 * Hashes under the ring's current key are kept, not what they are of: after a new key they are noted anew as members
 * sign in.
 */
export async function noteTraits(
  tx: Tx,
  keys: Keys,
  { memberId, browser, at }: { memberId: string; browser: string | undefined; at: Date },
): Promise<void> {
  const member = await tx.first(
    sql.selectFrom('members').select('email').where('brand_id', '=', tx.brandId).where('id', '=', memberId),
  )
  const address = await readAddress(tx, memberId)
  const traits: [Kind, string | null | undefined][] = [
    ['mailbox', member?.email && mailboxOf(member.email)],
    ['address', address && householdOf(address)],
    ['device', browser],
  ]
  const rows = traits.flatMap(([kind, value]) =>
    value
      ? [
          {
            brand_id: tx.brandId,
            kind,
            hash: keys.hmac('trait', `${tx.brandId}:${kind}:${value}`).subarray(0, HASH_BYTES),
            member_id: memberId,
            key_id: keys.currentId,
            created_at: at,
          },
        ]
      : [],
  )
  if (rows.length === 0) return
  await tx.run(
    sql
      .insertInto('member_traits')
      .values(rows)
      .onConflict(conflict => conflict.columns(['brand_id', 'kind', 'hash', 'member_id']).doNothing()),
  )
}

/** Forgets what tells that a member may be the same as another: for erasure. */
export async function forgetTraits(tx: Tx, memberId: string): Promise<void> {
  await tx.run(
    sql.deleteFrom('member_traits').where('brand_id', '=', tx.brandId).where('member_id', '=', memberId),
  )
}
