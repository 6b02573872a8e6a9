import { isDeepStrictEqual } from 'node:util'
import { sql, type Tx } from '../platform/db/database.ts'
import { operationReused, Problem } from '../platform/errors.ts'
import { newId } from '../platform/id.ts'
import type { CampaignDefinition } from './definition.ts'
import { readFacts } from './facts.ts'
import { limitsOf } from './limits.ts'
import { validateCampaign } from './validate-campaign.ts'
import { type CampaignChange, insertVersion, type Published } from './version.ts'

/** Campaigns of a brand that are not over: what a scan may have to look at. */
const OPEN_MAX = 100

/**
 * Creates a campaign as version 1; the same `clientOpId` again answers the one that it made. Throws a 400 Problem that
 * names the bad field, 409 `operation_reused` when the id made another campaign.
 */
export async function createCampaign(
  tx: Tx,
  input: CampaignChange & { clientOpId: string },
): Promise<Published> {
  const repeated = await findRepeated(tx, input)
  if (repeated) return repeated
  const { definition, at, by } = input
  const facts = await readFacts(tx, input)
  const warnings = validateCampaign(definition, facts)
  if (facts.others.length >= OPEN_MAX) throw tooManyCampaigns()
  const id = newId(at)
  const inserted = await tx.run(
    sql
      .insertInto('campaigns')
      .values({
        brand_id: tx.brandId,
        id,
        client_op_id: input.clientOpId,
        current_version: 1,
        created_at: at,
        created_by: by,
      })
      .onConflict(conflict => conflict.columns(['brand_id', 'client_op_id']).doNothing()),
  )
  // The same request at the same moment was quicker; the insert has waited for its commit.
  if (inserted === 0) return (await findRepeated(tx, input)) as Published
  await insertVersion(tx, id, 1, input)
  await tx.run(
    sql
      .insertInto('campaign_usage')
      .values({ brand_id: tx.brandId, campaign_id: id, ...limitsOf(definition) }),
  )
  return { id, before: null, after: { version: 1, definition }, changed: true, warnings }
}

async function findRepeated(
  tx: Tx,
  { clientOpId, definition }: { clientOpId: string; definition: CampaignDefinition },
): Promise<Published | undefined> {
  const row = await tx.first(
    sql
      .selectFrom('campaigns as c')
      .innerJoin('campaign_versions as v', join =>
        join
          .onRef('v.brand_id', '=', 'c.brand_id')
          .onRef('v.campaign_id', '=', 'c.id')
          .on('v.version', '=', 1),
      )
      .select(['c.id', 'v.definition'])
      .where('c.brand_id', '=', tx.brandId)
      .where('c.client_op_id', '=', clientOpId),
  )
  if (!row) return undefined
  if (!isDeepStrictEqual(row.definition, definition)) throw operationReused()
  return { id: row.id, before: null, after: { version: 1, definition }, changed: false, warnings: [] }
}

const tooManyCampaigns = () =>
  new Problem(409, 'too_many_campaigns', 'There are too many campaigns', {
    detail: `A brand has at most ${OPEN_MAX} that run or will run. Wait for one to end.`,
  })
