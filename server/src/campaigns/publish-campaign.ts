import { isDeepStrictEqual } from 'node:util'
import { sql, type Tx } from '../platform/db/database.ts'
import { type FieldError, invalid, operationReused, Problem } from '../platform/errors.ts'
import { newId } from '../platform/id.ts'
import type { CampaignDefinition } from './definition.ts'
import { readFacts } from './facts.ts'
import { lockCampaign } from './lock-campaign.ts'
import { refuseOver } from './mark-campaign.ts'
import { validateCampaign } from './validate-campaign.ts'

export interface CampaignChange {
  definition: CampaignDefinition
  timeZone: string
  rankKeys: readonly string[]
  at: Date
  /** The operator; null for the installation itself. */
  by: string | null
}

interface Version {
  version: number
  definition: CampaignDefinition
}

export interface Published {
  id: string
  /** The version that was current; null for a new campaign. */
  before: Version | null
  after: Version
  /** False when the request changed nothing: it was made before, or nothing differs. */
  changed: boolean
  warnings: FieldError[]
}

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

/**
 * Gives a campaign its next version; an equal definition changes nothing. What was awarded stays. Throws 404, 409
 * `campaign_over`, 409 `version_conflict` when another version is current than the operator saw, 400 for a bad field.
 */
export async function publishVersion(
  tx: Tx,
  input: CampaignChange & { id: string; expectedVersion?: number | undefined },
): Promise<Published> {
  const { id, definition, at } = input
  const campaign = await lockCampaign(tx, id)
  refuseOver(campaign, input.timeZone, at)
  const { version } = campaign
  if (input.expectedVersion !== undefined && input.expectedVersion !== version) throw versionConflict(version)
  const warnings = validateCampaign(definition, await readFacts(tx, input, id))
  const before = { version, definition: campaign.definition }
  if (isDeepStrictEqual(campaign.definition, definition)) {
    return { id, before, after: before, changed: false, warnings }
  }
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

async function insertVersion(tx: Tx, id: string, version: number, { definition, at, by }: CampaignChange) {
  await tx.run(
    sql.insertInto('campaign_versions').values({
      brand_id: tx.brandId,
      campaign_id: id,
      version,
      definition: JSON.stringify(definition),
      created_at: at,
      created_by: by,
    }),
  )
}

const limitsOf = ({ budget_points, first_n }: CampaignDefinition) => ({
  budget_points: budget_points ?? null,
  first_n: first_n ?? null,
})

/** Under the lock that scans take: no limit is ever below what was given. */
async function setLimits(tx: Tx, id: string, definition: CampaignDefinition): Promise<void> {
  const usage = await tx.first(
    sql
      .selectFrom('campaign_usage')
      .select(['awards', 'points'])
      .where('brand_id', '=', tx.brandId)
      .where('campaign_id', '=', id)
      .forNoKeyUpdate(),
  )
  const { budget_points, first_n } = limitsOf(definition)
  const given = { points: usage?.points ?? 0, awards: usage?.awards ?? 0 }
  const errors: FieldError[] = []
  if (budget_points !== null && budget_points < given.points) {
    const message = `must be at least ${given.points}, which is spent; pause the campaign to stop it`
    errors.push({ field: 'definition.budget_points', message })
  }
  if (first_n !== null && first_n < given.awards) {
    const message = `must be at least ${given.awards}, which have it; pause the campaign to stop it`
    errors.push({ field: 'definition.first_n', message })
  }
  if (errors.length > 0) throw invalid(errors)
  await tx.run(
    sql
      .updateTable('campaign_usage')
      .set({ budget_points, first_n })
      .where('brand_id', '=', tx.brandId)
      .where('campaign_id', '=', id),
  )
}

const versionConflict = (current: number) =>
  new Problem(409, 'version_conflict', 'Somebody else changed this campaign', {
    detail: `Version ${current} is current now. Look at it, and publish again.`,
  })

const tooManyCampaigns = () =>
  new Problem(409, 'too_many_campaigns', 'There are too many campaigns', {
    detail: `A brand has at most ${OPEN_MAX} that run or will run. Wait for one to end.`,
  })
