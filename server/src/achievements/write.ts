import type { Tx } from '../platform/db/database.ts'
import type { WriteFragment } from '../platform/db/write-fragment.ts'

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

/** Takes back unlocks: `times` is how often each still counts; with none left it is as if it never had been unlocked. */
export async function revokeUnlocks(
  tx: Tx,
  memberId: string,
  revoked: { achievementId: string; times: number; period: string | null }[],
): Promise<void> {
  for (const { achievementId, times, period } of revoked) {
    const row = [tx.brandId, memberId, achievementId]
    const where = 'where brand_id = $1 and member_id = $2 and achievement_id = $3'
    if (times === 0) await tx.raw(`delete from member_achievements ${where}`, row)
    else
      await tx.raw(`update member_achievements set times = $4, period = $5 ${where}`, [...row, times, period])
  }
}
