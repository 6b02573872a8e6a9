import type { Tx } from '../platform/db/database.ts'
import type { Supply } from './obstacles.ts'
import { periodAround } from './period.ts'
import type { Reward } from './reward.ts'

// An inner LIMIT, so that it never costs more than the limit itself, however long the member has been buying.
const SUPPLY = `
  select s.reward_id as id, s.remaining, coalesce(b.bought, 0) as bought
  from jsonb_to_recordset($3::jsonb) as r(id uuid, since timestamptz, times int)
  join reward_stock s on s.brand_id = $1 and s.reward_id = r.id
  left join lateral (
    select count(*)::int as bought from (
      select 1 from orders o
      where o.brand_id = $1 and o.member_id = $2::uuid and o.reward_id = r.id and o.state <> 'cancelled'
        and o.created_at >= coalesce(r.since, '-infinity') and r.times is not null
      limit r.times
    ) had
  ) b on r.times is not null`

/** What is left of these rewards, and how often the member (null: a visitor) had each in the period of its limit. */
export async function readSupply(
  tx: Tx,
  rewards: readonly Pick<Reward, 'id' | 'definition'>[],
  by: { memberId: string | null; at: Date; timeZone: string },
): Promise<Map<string, Supply>> {
  const wanted = rewards.map(({ id, definition: { limit_per_member: limit } }) => ({
    id,
    times: limit?.times ?? null,
    since: limit ? periodAround(limit.period, by.at, by.timeZone).since : null,
  }))
  const rows = await tx.raw<Supply & { id: string }>(SUPPLY, [
    tx.brandId,
    by.memberId,
    JSON.stringify(wanted),
  ])
  return new Map(rows.map(({ id, ...supply }) => [id, supply]))
}
