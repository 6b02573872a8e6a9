import { sql, type Tx } from '../platform/db/database.ts'
import { notFound } from '../platform/errors.ts'
import type { AdminRewardDetail, AdminRewardView } from './admin-schema.ts'
import type { RewardDefinition } from './definition.ts'

const rewards = (tx: Tx) =>
  sql
    .selectFrom('rewards as r')
    .innerJoin('reward_versions as v', join =>
      join
        .onRef('v.brand_id', '=', 'r.brand_id')
        .onRef('v.reward_id', '=', 'r.id')
        .onRef('v.version', '=', 'r.current_version'),
    )
    .innerJoin('reward_stock as s', join =>
      join.onRef('s.brand_id', '=', 'r.brand_id').onRef('s.reward_id', '=', 'r.id'),
    )
    .select(['r.id', 'r.archived_at', 'r.created_at', 'r.created_by', 'v.version', 'v.definition'])
    .select(['s.remaining', 's.sold'])
    .where('r.brand_id', '=', tx.brandId)

type Row = Awaited<ReturnType<typeof first>> & object
const first = (tx: Tx) => tx.first(rewards(tx))

const view = (row: Row): AdminRewardView => ({
  id: row.id,
  version: row.version,
  definition: row.definition as RewardDefinition,
  remaining: row.remaining,
  sold: row.sold,
  archived_at: row.archived_at?.toISOString() ?? null,
  created_at: row.created_at.toISOString(),
  created_by: row.created_by,
})

/** A brand's rewards as operators see them, archived ones too, newest first. */
export async function listAdminRewards(
  tx: Tx,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<AdminRewardView[]> {
  let query = rewards(tx).orderBy('r.id', 'desc').limit(limit)
  if (after !== undefined) query = query.where('r.id', '<', after)
  return (await tx.many(query)).map(view)
}

const VERSIONS = 20

/** One reward with its latest versions, newest first. Throws a 404 Problem. */
export async function readAdminReward(tx: Tx, id: string): Promise<AdminRewardDetail> {
  const row = await tx.first(rewards(tx).where('r.id', '=', id))
  if (!row) throw notFound('reward')
  const versions = await tx.many(
    sql
      .selectFrom('reward_versions')
      .select(['version', 'definition', 'created_at', 'created_by'])
      .where('brand_id', '=', tx.brandId)
      .where('reward_id', '=', id)
      .orderBy('version', 'desc')
      .limit(VERSIONS),
  )
  return {
    ...view(row),
    versions: versions.map(({ created_at, definition, ...version }) => ({
      ...version,
      definition: definition as RewardDefinition,
      created_at: created_at.toISOString(),
    })),
  }
}
