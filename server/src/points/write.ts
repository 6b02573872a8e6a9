import type { Day } from '../platform/calendar.ts'
import type { WriteFragment } from '../platform/db/write-fragment.ts'
import type { HeldEntry, HoldReason } from './holds.ts'

export type LedgerReason =
  | 'scan'
  | 'campaign'
  | 'achievement'
  | 'rank'
  | 'adjustment'
  | 'reversal'
  | 'expiry'
  | 'repayment'
  | 'redemption'
  | 'referral'

/** A row of ledger_entries. `seq` is gapless per member, so that `balance_after` can be checked. */
export interface LedgerRow {
  brand_id: number
  member_id: string
  seq: number
  /** What it adds to the balance, to what is owed, and to the lifetime points. */
  amount: number
  owed_amount: number
  lifetime_amount: number
  balance_after: number
  reason: LedgerReason
  action_id: string
  source: string
  reverses: number | null
  rule: object
  created_at: Date
}

export const insertLedgerEntries: WriteFragment<LedgerRow> = {
  name: 'ledger',
  sql: rows => `
    insert into ledger_entries (brand_id, member_id, seq, amount, owed_amount, lifetime_amount, balance_after, reason,
      action_id, source, reverses, rule, created_at)
    select * from jsonb_to_recordset(${rows}) as r(brand_id int, member_id uuid, seq bigint, amount bigint,
      owed_amount bigint, lifetime_amount bigint, balance_after bigint, reason text, action_id uuid, source text,
      reverses bigint, rule jsonb, created_at timestamptz)
    returning 1`,
}

/** By how much a lot changes; one row for a member and day in one statement, in credits and debits together. */
export interface LotRow {
  brand_id: number
  member_id: string
  expires_day: Day
  points: number
}

export const creditLots: WriteFragment<LotRow> = {
  name: 'lot_credits',
  sql: rows => `
    insert into point_lots as l (brand_id, member_id, expires_day, remaining)
    select * from jsonb_to_recordset(${rows}) as r(brand_id int, member_id uuid, expires_day int, points bigint)
    on conflict (brand_id, member_id, expires_day) do update set remaining = l.remaining + excluded.remaining
    returning 1`,
}

export const debitLots: WriteFragment<LotRow> = {
  name: 'lot_debits',
  sql: rows => `
    update point_lots l set remaining = l.remaining - r.points
    from jsonb_to_recordset(${rows}) as r(brand_id int, member_id uuid, expires_day int, points bigint)
    where l.brand_id = r.brand_id and l.member_id = r.member_id and l.expires_day = r.expires_day
    returning 1`,
}

export interface HoldRow {
  brand_id: number
  id: string
  member_id: string
  action_id: string
  points: number
  entries: HeldEntry[]
  reason: HoldReason
  detail: string | null
  settles_at: Date | null
  created_at: Date
}

export const insertHolds: WriteFragment<HoldRow> = {
  name: 'holds',
  sql: rows => `
    insert into point_holds (brand_id, id, member_id, action_id, points, entries, reason, detail, settles_at, created_at)
    select * from jsonb_to_recordset(${rows}) as r(brand_id int, id uuid, member_id uuid, action_id uuid, points bigint,
      entries jsonb, reason text, detail text, settles_at timestamptz, created_at timestamptz)
    returning 1`,
}

export interface SettledHoldRow {
  brand_id: number
  id: string
  state: 'released' | 'rejected'
  settled_at: Date
  settled_by: string | null
}

/** A hold is settled once: one that is no longer held is not written, which the statement's count notices. */
export const settleHolds: WriteFragment<SettledHoldRow> = {
  name: 'settled_holds',
  sql: rows => `
    update point_holds h set state = r.state, settled_at = r.settled_at, settled_by = r.settled_by
    from jsonb_to_recordset(${rows}) as r(brand_id int, id uuid, state text, settled_at timestamptz, settled_by uuid)
    where h.brand_id = r.brand_id and h.id = r.id and h.state = 'held'
    returning 1`,
}

export interface TimedMultiplierRow {
  brand_id: number
  member_id: string
  ends_at: Date
  id: string
  basis_points: number
  starts_at: Date
  source: string
  action_id: string
}

export const insertTimedMultipliers: WriteFragment<TimedMultiplierRow> = {
  name: 'timed_multipliers',
  sql: rows => `
    insert into timed_multipliers (brand_id, member_id, ends_at, id, basis_points, starts_at, source, action_id)
    select * from jsonb_to_recordset(${rows}) as r(brand_id int, member_id uuid, ends_at timestamptz, id uuid,
      basis_points int, starts_at timestamptz, source text, action_id uuid)
    returning 1`,
}
