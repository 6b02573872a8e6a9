import type { WriteFragment } from '../platform/db/write-fragment.ts'

export interface ProgressRow {
  brand_id: number
  member_id: string
  counter: string
  value: number
  updated_at: Date
}

/** Values are absolute: whoever writes them has read them under the member's lock. */
export const upsertProgress: WriteFragment<ProgressRow> = {
  name: 'progress',
  sql: rows => `
    insert into achievement_progress (brand_id, member_id, counter, value, updated_at)
    select * from jsonb_to_recordset(${rows})
      as r(brand_id int, member_id uuid, counter text, value bigint, updated_at timestamptz)
    on conflict (brand_id, member_id, counter) do update set value = excluded.value, updated_at = excluded.updated_at
    returning 1`,
}

export interface UnlockRow {
  brand_id: number
  member_id: string
  achievement_id: string
  version: number
  action_id: string
  unlocked_at: Date
}

export const insertUnlocks: WriteFragment<UnlockRow> = {
  name: 'unlocks',
  sql: rows => `
    insert into member_achievements (brand_id, member_id, achievement_id, version, action_id, unlocked_at)
    select * from jsonb_to_recordset(${rows})
      as r(brand_id int, member_id uuid, achievement_id uuid, version int, action_id uuid, unlocked_at timestamptz)
    returning 1`,
}
