import type { WriteFragment } from '../platform/db/write-fragment.ts'

export interface MemberEconomyRow {
  brand_id: number
  id: string
  points_balance: number
  lifetime_points: number
  ledger_seq: number
  rank_key: string
  scan_count: number
  achievement_count: number
  last_scan_at: Date | null
}

/** Values are absolute: whoever writes them has locked the member and read them. */
export const updateMemberEconomy: WriteFragment<MemberEconomyRow> = {
  name: 'members',
  sql: rows => `
    update members m set points_balance = r.points_balance, lifetime_points = r.lifetime_points,
      ledger_seq = r.ledger_seq, rank_key = r.rank_key, scan_count = r.scan_count,
      achievement_count = r.achievement_count, last_scan_at = r.last_scan_at
    from jsonb_to_recordset(${rows}) as r(brand_id int, id uuid, points_balance bigint, lifetime_points bigint,
      ledger_seq bigint, rank_key text, scan_count int, achievement_count int, last_scan_at timestamptz)
    where m.brand_id = r.brand_id and m.id = r.id
    returning 1`,
}
