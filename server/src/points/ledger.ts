import type { WriteFragment } from '../platform/db/write-fragment.ts'

export type LedgerReason = 'scan' | 'achievement'

/** A row of ledger_entries. `seq` is gapless per member, so that `balance_after` can be checked. */
export interface LedgerRow {
  brand_id: number
  member_id: string
  seq: number
  amount: number
  balance_after: number
  reason: LedgerReason
  action_id: string
  rule: object
  created_at: Date
}

export const insertLedgerEntries: WriteFragment<LedgerRow> = {
  name: 'ledger',
  sql: rows => `
    insert into ledger_entries (brand_id, member_id, seq, amount, balance_after, reason, action_id, rule, created_at)
    select * from jsonb_to_recordset(${rows}) as r(brand_id int, member_id uuid, seq bigint, amount bigint,
      balance_after bigint, reason text, action_id uuid, rule jsonb, created_at timestamptz)
    returning 1`,
}
