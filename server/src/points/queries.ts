import { sql, type Tx } from '../platform/db/database.ts'
import type { HeldEntry, HoldReason } from './holds.ts'
import type { Lot } from './lots.ts'
import type { LedgerReason, LedgerRow } from './write.ts'

export interface StoredLot extends Lot {
  notified_at: Date | null
}

/** A member's lots with points in them, the soonest to end first. */
export async function readLots(tx: Tx, memberId: string): Promise<StoredLot[]> {
  return tx.many(
    sql
      .selectFrom('point_lots')
      .select(['expires_day', 'remaining', 'notified_at'])
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId)
      .where('remaining', '>', 0)
      .orderBy('expires_day'),
  )
}

export interface HoldRecord {
  id: string
  member_id: string
  action_id: string
  points: number
  entries: HeldEntry[]
  reason: HoldReason
  detail: string | null
  state: 'held' | 'released' | 'rejected'
  settles_at: Date | null
  created_at: Date
  settled_at: Date | null
  settled_by: string | null
}

const holds = sql
  .selectFrom('point_holds')
  .select([
    'id',
    'member_id',
    'action_id',
    'points',
    'entries',
    'reason',
    'detail',
    'state',
    'settles_at',
    'created_at',
    'settled_at',
    'settled_by',
  ])

/** What of a member's points is held, the oldest first. */
export async function readHolds(tx: Tx, memberId: string): Promise<HoldRecord[]> {
  const query = holds
    .where('brand_id', '=', tx.brandId)
    .where('member_id', '=', memberId)
    .where('state', '=', 'held')
    .orderBy('id')
  return (await tx.many(query)) as HoldRecord[]
}

/** A hold, settled or not. */
export async function readHold(tx: Tx, id: string): Promise<HoldRecord | undefined> {
  return (await tx.first(holds.where('brand_id', '=', tx.brandId).where('id', '=', id))) as
    | HoldRecord
    | undefined
}

/** The hold on what an action earned, settled or not. */
export async function readHoldOfAction(tx: Tx, actionId: string): Promise<HoldRecord | undefined> {
  const query = holds.where('brand_id', '=', tx.brandId).where('action_id', '=', actionId)
  return (await tx.first(query)) as HoldRecord | undefined
}

/** Holds of all members that wait for a review, the oldest first, from the one after the id `after`. */
export async function readHoldsToReview(
  tx: Tx,
  input: { after?: string | undefined; limit: number },
): Promise<HoldRecord[]> {
  let query = holds
    .where('brand_id', '=', tx.brandId)
    .where('state', '=', 'held')
    .where('settles_at', 'is', null)
    .orderBy('id')
    .limit(input.limit)
  if (input.after !== undefined) query = query.where('id', '>', input.after)
  return (await tx.many(query)) as HoldRecord[]
}

/** The multipliers that run for a member at a moment, the highest first. */
export async function readTimedMultipliers(
  tx: Tx,
  memberId: string,
  at: Date,
): Promise<{ basis_points: number; ends_at: Date; source: string }[]> {
  return tx.many(
    sql
      .selectFrom('timed_multipliers')
      .select(['basis_points', 'ends_at', 'source'])
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId)
      .where('ends_at', '>', at)
      .where('starts_at', '<=', at)
      .orderBy('basis_points', 'desc')
      .orderBy('ends_at', 'desc'),
  )
}

export type LedgerEntry = Omit<LedgerRow, 'brand_id'>

/** What an action entered in the ledger, in order. */
export async function readEntriesOfAction(tx: Tx, actionId: string): Promise<LedgerEntry[]> {
  const rows = await tx.many(
    sql
      .selectFrom('ledger_entries')
      .select([
        'member_id',
        'seq',
        'amount',
        'owed_amount',
        'lifetime_amount',
        'balance_after',
        'reason',
        'action_id',
        'source',
        'reverses',
        'rule',
        'created_at',
      ])
      .where('brand_id', '=', tx.brandId)
      .where('action_id', '=', actionId)
      .orderBy('member_id')
      .orderBy('seq'),
  )
  return rows.map(row => ({ ...row, reason: row.reason as LedgerReason, rule: row.rule as object }))
}
