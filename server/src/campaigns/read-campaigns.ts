import { momentOf } from '../platform/calendar.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import { notFound } from '../platform/errors.ts'
import { stateOf } from './campaign.ts'
import type { CampaignDefinition } from './definition.ts'
import { type CampaignUsage, roomLeft } from './room.ts'
import type { CampaignDetail, CampaignView, VersionView } from './schema.ts'

/** Whose clock an operator reads states by. */
export interface Clock {
  timeZone: string
  at: Date
}

const stored = (tx: Tx) =>
  sql
    .selectFrom('campaigns as c')
    .innerJoin('campaign_versions as v', join =>
      join
        .onRef('v.brand_id', '=', 'c.brand_id')
        .onRef('v.campaign_id', '=', 'c.id')
        .onRef('v.version', '=', 'c.current_version'),
    )
    .innerJoin('campaign_usage as u', join =>
      join.onRef('u.brand_id', '=', 'c.brand_id').onRef('u.campaign_id', '=', 'c.id'),
    )
    .select([
      'c.id',
      'c.created_at',
      'c.created_by',
      'c.paused_at',
      'c.undone_at',
      'v.version',
      'v.definition',
    ])
    .select(['u.awards', 'u.points', 'u.budget_points', 'u.first_n'])
    .where('c.brand_id', '=', tx.brandId)

type StoredCampaign = Awaited<ReturnType<typeof readPage>>[number]

const readPage = (tx: Tx, page: { after?: string | undefined; limit: number }) => {
  const query = stored(tx).orderBy('c.id', 'desc').limit(page.limit)
  return tx.many(page.after === undefined ? query : query.where('c.id', '<', page.after))
}

/** A brand's campaigns with state and usage, the newest first. */
export async function listCampaigns(
  tx: Tx,
  clock: Clock,
  page: { after?: string | undefined; limit: number },
): Promise<CampaignView[]> {
  return (await readPage(tx, page)).map(row => view(row, clock))
}

/** A campaign with state, usage and all its versions, the newest first. Throws a 404 Problem. */
export async function readCampaign(tx: Tx, id: string, clock: Clock): Promise<CampaignDetail> {
  const row = await tx.first(stored(tx).where('c.id', '=', id))
  if (!row) throw notFound('campaign')
  const versions = await tx.many(
    sql
      .selectFrom('campaign_versions')
      .select(['version', 'definition', 'created_at', 'created_by'])
      .where('brand_id', '=', tx.brandId)
      .where('campaign_id', '=', id)
      .orderBy('version', 'desc'),
  )
  return { ...view(row, clock), versions: versions.map(versionView) }
}

/** The usage of these campaigns, by id; not locked, so for showing alone. */
export async function readUsage(tx: Tx, ids: string[]): Promise<Map<string, CampaignUsage>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.many(
    sql
      .selectFrom('campaign_usage')
      .select(['campaign_id', 'awards', 'points', 'budget_points', 'first_n'])
      .where('brand_id', '=', tx.brandId)
      .where('campaign_id', 'in', ids),
  )
  return new Map(rows.map(({ campaign_id, ...usage }) => [campaign_id, usage]))
}

function view(row: StoredCampaign, { timeZone, at }: Clock): CampaignView {
  const definition = row.definition as CampaignDefinition
  const times = { from: momentOf(definition.from, timeZone), until: momentOf(definition.until, timeZone) }
  const room = roomLeft(row)
  return {
    id: row.id,
    version: row.version,
    state: stateOf(times, row, at),
    definition,
    usage: { awards: row.awards, points: row.points, awards_left: room.awards, points_left: room.points },
    created_at: row.created_at.toISOString(),
    created_by: row.created_by,
    paused_at: row.paused_at?.toISOString() ?? null,
    undone_at: row.undone_at?.toISOString() ?? null,
  }
}

const versionView = (row: {
  version: number
  definition: unknown
  created_at: Date
  created_by: string | null
}): VersionView => ({
  version: row.version,
  definition: row.definition as CampaignDefinition,
  created_at: row.created_at.toISOString(),
  created_by: row.created_by,
})
