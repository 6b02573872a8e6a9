import { sql, type Tx } from '../platform/db/database.ts'
import { notFound } from '../platform/errors.ts'
import type { Achievement, AchievementDefinition } from './definition.ts'

/** The brand's achievements in their current versions, of all or of a page by key, in order of key. */
export async function listAchievements(
  tx: Tx,
  page: { after?: string | undefined; limit?: number } = {},
): Promise<Achievement[]> {
  let query = sql
    .selectFrom('achievements as a')
    .innerJoin('achievement_versions as v', join =>
      join
        .onRef('v.brand_id', '=', 'a.brand_id')
        .onRef('v.achievement_id', '=', 'a.id')
        .onRef('v.version', '=', 'a.current_version'),
    )
    .select(['a.id', 'a.key', 'v.version', 'v.definition'])
    .where('a.brand_id', '=', tx.brandId)
    .orderBy('a.key')
  if (page.after !== undefined) query = query.where('a.key', '>', page.after)
  if (page.limit !== undefined) query = query.limit(page.limit)
  const rows = await tx.many(query)
  return rows.map(row => ({ ...row, definition: row.definition as AchievementDefinition }))
}

export interface AchievementVersion {
  version: number
  definition: AchievementDefinition
  created_at: Date
  created_by: string | null
}

const VERSIONS_SHOWN = 100

/** An achievement with its latest versions, newest first. Throws a 404 Problem. */
export async function readAchievement(
  tx: Tx,
  key: string,
): Promise<{ id: string; key: string; version: number; versions: AchievementVersion[] }> {
  const found = await tx.first(
    sql
      .selectFrom('achievements')
      .select(['id', 'key', 'current_version as version'])
      .where('brand_id', '=', tx.brandId)
      .where('key', '=', key),
  )
  if (!found) throw notFound('achievement')
  return { ...found, versions: await listVersions(tx, found.id) }
}

/** The latest versions of an achievement, newest first. */
export async function listVersions(tx: Tx, achievementId: string): Promise<AchievementVersion[]> {
  const rows = await tx.many(
    sql
      .selectFrom('achievement_versions')
      .select(['version', 'definition', 'created_at', 'created_by'])
      .where('brand_id', '=', tx.brandId)
      .where('achievement_id', '=', achievementId)
      .orderBy('version', 'desc')
      .limit(VERSIONS_SHOWN),
  )
  return rows.map(row => ({ ...row, definition: row.definition as AchievementDefinition }))
}

/** What an achievement said in one of its versions; undefined where there is no such version. */
export async function readVersion(
  tx: Tx,
  achievementId: string,
  version: number,
): Promise<AchievementDefinition | undefined> {
  const row = await tx.first(
    sql
      .selectFrom('achievement_versions')
      .select('definition')
      .where('brand_id', '=', tx.brandId)
      .where('achievement_id', '=', achievementId)
      .where('version', '=', version),
  )
  return row?.definition as AchievementDefinition | undefined
}
