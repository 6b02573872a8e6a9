import { sql, type Tx } from '../platform/db/database.ts'
import { type HeldEntry, heldPoints } from './holds.ts'

/** Notes that a member was told of the end of these lots. */
export async function markLotsNotified(tx: Tx, memberId: string, days: number[], at: Date): Promise<void> {
  if (days.length === 0) return
  await tx.run(
    sql
      .updateTable('point_lots')
      .set({ notified_at: at })
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId)
      .where('expires_day', 'in', days),
  )
}

/** Forgets lots of these members that are spent and over. */
export async function dropSpentLots(tx: Tx, memberIds: string[], today: number): Promise<void> {
  await tx.run(
    sql
      .deleteFrom('point_lots')
      .where('brand_id', '=', tx.brandId)
      .where('member_id', 'in', memberIds)
      .where('remaining', '=', 0)
      .where('expires_day', '<', today),
  )
}

/** Leaves these entries of a hold; one without any is rejected. The caller has locked the member. */
export async function shrinkHold(
  tx: Tx,
  input: { id: string; entries: HeldEntry[]; at: Date },
): Promise<void> {
  const { id, entries, at } = input
  const change =
    entries.length > 0
      ? { points: heldPoints(entries), entries: JSON.stringify(entries) }
      : { state: 'rejected', settled_at: at }
  await tx.run(
    sql
      .updateTable('point_holds')
      .set(change)
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', id)
      .where('state', '=', 'held'),
  )
}

/** Has a hold wait for a review, whatever it waited for; one that has ended stays as it is. The caller has locked the member. */
export async function putUnderReview(tx: Tx, { id, detail }: { id: string; detail: string }): Promise<void> {
  await tx.run(
    sql
      .updateTable('point_holds')
      .set({ reason: 'review', detail, settles_at: null })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', id)
      .where('state', '=', 'held'),
  )
}

/** Ends the multipliers that an action gave for this reason, as if it had not given them. Answers how many there were. */
export async function endTimedMultipliers(
  tx: Tx,
  memberId: string,
  actionId: string,
  source: string,
): Promise<number> {
  return tx.run(
    sql
      .deleteFrom('timed_multipliers')
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId)
      .where('action_id', '=', actionId)
      .where('source', '=', source),
  )
}
