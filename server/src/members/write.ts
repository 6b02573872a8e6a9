import type { WriteFragment } from '../platform/db/write-fragment.ts'

/** What earning and time change about a member. */
export interface MemberEconomyRow {
  brand_id: number
  id: string
  points_balance: number
  points_owed: number
  points_held: number
  lifetime_points: number
  points_spent: number
  ledger_seq: number
  rank_key: string
  rank_offset: number
  ranks_rewarded: string[]
  scan_count: number
  redemption_count: number
  achievement_count: number
  referral_count: number
  last_scan_at: Date | null
  last_redemption_at: Date | null
  last_active_at: Date | null
  due_at: Date | null
  expiry_notified_at: Date | null
  rank_notified_at: Date | null
  rank_fell_at: Date | null
}

const COLUMNS: Record<Exclude<keyof MemberEconomyRow, 'brand_id' | 'id'>, string> = {
  points_balance: 'bigint',
  points_owed: 'bigint',
  points_held: 'bigint',
  lifetime_points: 'bigint',
  points_spent: 'bigint',
  ledger_seq: 'bigint',
  rank_key: 'text',
  rank_offset: 'bigint',
  ranks_rewarded: 'text[]',
  scan_count: 'int',
  redemption_count: 'int',
  achievement_count: 'int',
  referral_count: 'int',
  last_scan_at: 'timestamptz',
  last_redemption_at: 'timestamptz',
  last_active_at: 'timestamptz',
  due_at: 'timestamptz',
  expiry_notified_at: 'timestamptz',
  rank_notified_at: 'timestamptz',
  rank_fell_at: 'timestamptz',
}
const columns = Object.entries(COLUMNS)

/** Values are absolute: whoever writes them has locked the member and read them. */
export const updateMemberEconomy: WriteFragment<MemberEconomyRow> = {
  name: 'members',
  sql: rows => `
    update members m set ${columns.map(([name]) => `${name} = r.${name}`).join(', ')}
    from jsonb_to_recordset(${rows}) as r(brand_id int, id uuid, ${columns.map(column => column.join(' ')).join(', ')})
    where m.brand_id = r.brand_id and m.id = r.id
    returning 1`,
}
