import { isDeepStrictEqual } from 'node:util'
import { sql, type Tx } from '../platform/db/database.ts'
import { Problem } from '../platform/errors.ts'
import { readFacts } from './facts.ts'
import { setLimits } from './limits.ts'
import { lockCampaign } from './lock-campaign.ts'
import { refuseOver } from './mark-campaign.ts'
import { validateCampaign } from './validate-campaign.ts'
import { type CampaignChange, insertVersion, type Published } from './version.ts'

/**
 * Gives a campaign its next version; what was awarded stays. An equal definition changes nothing, so that a request may
 * be repeated. Throws 404, 409 `campaign_over`, 409 `version_conflict` when another version is current than the operator
 * saw, 400 for a bad field.
 */
export async function publishVersion(
  tx: Tx,
  input: CampaignChange & { id: string; expectedVersion?: number | undefined },
): Promise<Published> {
  const { id, definition, at } = input
  const campaign = await lockCampaign(tx, id)
  refuseOver(campaign, input.timeZone, at)
  const { version } = campaign
  const isEqual = isDeepStrictEqual(campaign.definition, definition)
  if (!isEqual && (input.expectedVersion ?? version) !== version) throw versionConflict(version)
  const warnings = validateCampaign(definition, await readFacts(tx, input, id))
  const before = { version, definition: campaign.definition }
  if (isEqual) return { id, before, after: before, changed: false, warnings }
  await setLimits(tx, id, definition)
  await insertVersion(tx, id, version + 1, input)
  await tx.run(
    sql
      .updateTable('campaigns')
      .set({ current_version: version + 1 })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', id),
  )
  return { id, before, after: { version: version + 1, definition }, changed: true, warnings }
}

const versionConflict = (current: number) =>
  new Problem(409, 'version_conflict', 'Somebody else changed this campaign', {
    detail: `Version ${current} is current now. Look at it, and publish again.`,
  })
