import { sql, type Tx } from '../platform/db/database.ts'
import { notFound } from '../platform/errors.ts'
import type { CampaignDefinition } from './definition.ts'

export interface LockedCampaign {
  id: string
  version: number
  definition: CampaignDefinition
  paused_at: Date | null
  undone_at: Date | null
}

/** Locks a campaign for an operator's change and reads its current version. Throws a 404 Problem. */
export async function lockCampaign(tx: Tx, id: string): Promise<LockedCampaign> {
  const campaign = await tx.first(
    sql
      .selectFrom('campaigns')
      .select(['current_version', 'paused_at', 'undone_at'])
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', id)
      .forNoKeyUpdate(),
  )
  if (!campaign) throw notFound('campaign')
  const { current_version: version, ...marks } = campaign
  // A statement of its own: what it waited for is committed by now.
  const row = await tx.first(
    sql
      .selectFrom('campaign_versions')
      .select('definition')
      .where('brand_id', '=', tx.brandId)
      .where('campaign_id', '=', id)
      .where('version', '=', version),
  )
  return { id, version, ...marks, definition: row?.definition as CampaignDefinition }
}
