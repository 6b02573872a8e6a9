import type { WriteFragment } from '../platform/db/write-fragment.ts'

/**
 * Locks what limited campaigns have given, in order of id, and reads it: a branch for the UNION ALL of a loading
 * statement. `rows` is the placeholder of a jsonb list of {brand_id, campaign_id}.
 */
export const LOCK_USAGE = (rows: string): string => `
  select 'usage' as kind, u.brand_id, u.campaign_id::text as key, json_build_object('awards', u.awards,
    'points', u.points, 'budget_points', u.budget_points, 'first_n', u.first_n) as data
  from (
    select u.* from (
      select distinct brand_id, campaign_id
      from jsonb_to_recordset(${rows}::jsonb) as r(brand_id int, campaign_id uuid)
    ) r
    join campaign_usage u on u.brand_id = r.brand_id and u.campaign_id = r.campaign_id
    order by u.brand_id, u.campaign_id
    for no key update of u
  ) u`

export interface UsageRow {
  brand_id: number
  campaign_id: string
  awards: number
  points: number
}

/**
 * Adds to what campaigns have given: one row a campaign. Relative, since a campaign without limits is not locked
 * before; locked here in order of id, so that two batches cannot wait for each other.
 */
export const addCampaignUsage: WriteFragment<UsageRow> = {
  name: 'campaign_usage',
  sql: rows => `
    with locked as (
      select u.brand_id, u.campaign_id, r.awards, r.points
      from jsonb_to_recordset(${rows}) as r(brand_id int, campaign_id uuid, awards bigint, points bigint)
      join campaign_usage u on u.brand_id = r.brand_id and u.campaign_id = r.campaign_id
      order by u.brand_id, u.campaign_id
      for no key update of u
    )
    update campaign_usage u set awards = u.awards + l.awards, points = u.points + l.points
    from locked l where u.brand_id = l.brand_id and u.campaign_id = l.campaign_id
    returning 1`,
}
