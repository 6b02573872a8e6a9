import { readAddress } from '../members/index.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import type { Keys } from '../platform/keys.ts'
import { householdOf } from './household.ts'
import { mailboxOf } from './mailbox.ts'

export type TraitKind = 'mailbox' | 'address' | 'device'

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
  const traits: [TraitKind, string | null | undefined][] = [
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

/** What two members have in common, so that they may be one person or household; the hashes themselves tell nobody. */
export async function readSharedTraits(tx: Tx, memberId: string, otherId: string): Promise<TraitKind[]> {
  const rows = await tx.raw<{ kind: TraitKind }>(
    `select distinct t.kind from member_traits t
     join member_traits o on o.brand_id = t.brand_id and o.kind = t.kind and o.hash = t.hash
     where t.brand_id = $1 and t.member_id = $2 and o.member_id = $3 order by t.kind`,
    [tx.brandId, memberId, otherId],
  )
  return rows.map(({ kind }) => kind)
}

/** Forgets what tells that a member may be the same as another: for erasure. */
export async function forgetTraits(tx: Tx, memberId: string): Promise<void> {
  await tx.run(
    sql.deleteFrom('member_traits').where('brand_id', '=', tx.brandId).where('member_id', '=', memberId),
  )
}
