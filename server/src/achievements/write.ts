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
  /** How often it is unlocked, with this one. */
  times: number
  period: string | null
}

/** One row for a member and achievement, absolute; `unlocked_at` stays that of the first unlock. */
export const upsertUnlocks: WriteFragment<UnlockRow> = {
  name: 'unlocks',
  sql: rows => `
    insert into member_achievements as a (brand_id, member_id, achievement_id, version, action_id, unlocked_at,
      last_unlocked_at, times, period)
    select r.brand_id, r.member_id, r.achievement_id, r.version, r.action_id, r.unlocked_at, r.unlocked_at, r.times,
      r.period
    from jsonb_to_recordset(${rows}) as r(brand_id int, member_id uuid, achievement_id uuid, version int,
      action_id uuid, unlocked_at timestamptz, times int, period text)
    on conflict (brand_id, member_id, achievement_id) do update set version = excluded.version,
      action_id = excluded.action_id, last_unlocked_at = excluded.last_unlocked_at, times = excluded.times,
      period = excluded.period
    returning 1`,
}

export interface RevokedRow {
  brand_id: number
  member_id: string
  achievement_id: string
}

/** Takes back achievements as if they had never been unlocked. */
export const deleteUnlocks: WriteFragment<RevokedRow> = {
  name: 'revoked',
  sql: rows => `
    delete from member_achievements a
    using jsonb_to_recordset(${rows}) as r(brand_id int, member_id uuid, achievement_id uuid)
    where a.brand_id = r.brand_id and a.member_id = r.member_id and a.achievement_id = r.achievement_id
    returning 1`,
}

export const insertUnlocks = upsertUnlocks
