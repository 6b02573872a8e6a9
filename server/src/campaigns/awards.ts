import { sql, type Tx } from '../platform/db/database.ts'
import type { WriteFragment } from '../platform/db/write-fragment.ts'

/** What a campaign gave to one action, its whole extra. */
export interface CampaignAward {
  campaign_id: string
  action_id: string
  member_id: string
  version: number
  points: number
}

export const insertCampaignAwards: WriteFragment<CampaignAward & { brand_id: number }> = {
  name: 'campaign_awards',
  sql: rows => `
    insert into campaign_awards (brand_id, campaign_id, action_id, member_id, version, points)
    select * from jsonb_to_recordset(${rows}) as r(brand_id int, campaign_id uuid, action_id uuid, member_id uuid,
      version int, points bigint)
    returning 1`,
}

export interface TakenBackRow {
  brand_id: number
  campaign_id: string
  action_id: string
  taken_back_at: Date
}

/** An award is taken back once: a row that already was is not written again. */
export const markAwardsTakenBack: WriteFragment<TakenBackRow> = {
  name: 'awards_taken_back',
  sql: rows => `
    update campaign_awards a set taken_back_at = r.taken_back_at
    from jsonb_to_recordset(${rows}) as r(brand_id int, campaign_id uuid, action_id uuid, taken_back_at timestamptz)
    where a.brand_id = r.brand_id and a.campaign_id = r.campaign_id and a.action_id = r.action_id
      and a.taken_back_at is null
    returning 1`,
}

const standing = (tx: Tx) =>
  sql
    .selectFrom('campaign_awards')
    .select(['campaign_id', 'action_id', 'member_id', 'version', 'points'])
    .where('brand_id', '=', tx.brandId)
    .where('taken_back_at', 'is', null)

/** What campaigns gave to an action and was not taken back. */
export const readAwardsOfAction = (tx: Tx, actionId: string): Promise<CampaignAward[]> =>
  tx.many(standing(tx).where('action_id', '=', actionId).orderBy('campaign_id'))

/** What a campaign gave and was not taken back, the oldest action first. */
export function readAwards(
  tx: Tx,
  page: { campaignId: string; after: string | null; limit: number },
): Promise<CampaignAward[]> {
  const query = standing(tx).where('campaign_id', '=', page.campaignId).orderBy('action_id').limit(page.limit)
  return tx.many(page.after === null ? query : query.where('action_id', '>', page.after))
}
