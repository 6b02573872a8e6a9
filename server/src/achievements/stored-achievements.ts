import Value from 'typebox/value'
import { createCache } from '../platform/cache.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import { invalid } from '../platform/errors.ts'
import { newId } from '../platform/id.ts'
import type { Platform } from '../platform/platform.ts'
import { type Achievement, AchievementDefinition } from './definition.ts'

const KEPT_MS = 5_000

export interface Achievements {
  /** A brand's achievements in their current versions; kept for seconds in this process. */
  of(brandId: number): Promise<Achievement[]>
  forget(brandId: number): void
}

export function createAchievements(platform: Platform): Achievements {
  const cache = createCache<number, Achievement[]>({ max: 2_000, ttlMs: KEPT_MS }, brandId =>
    platform.db.transaction(brandId, tx => readCurrent(tx)),
  )
  return { of: cache.get, forget: cache.forget }
}

async function readCurrent(tx: Tx): Promise<Achievement[]> {
  const rows = await tx.many(
    sql
      .selectFrom('achievements as a')
      .innerJoin('achievement_versions as v', join =>
        join
          .onRef('v.brand_id', '=', 'a.brand_id')
          .onRef('v.achievement_id', '=', 'a.id')
          .onRef('v.version', '=', 'a.current_version'),
      )
      .select(['a.id', 'a.key', 'v.version', 'v.definition'])
      .where('a.brand_id', '=', tx.brandId)
      .orderBy('a.id'),
  )
  return rows.map(row => ({ ...row, definition: row.definition as AchievementDefinition }))
}

/** Stores a new achievement as version 1. Throws a 400 Problem that names the bad field. */
export async function insertAchievement(
  tx: Tx,
  key: string,
  definition: AchievementDefinition,
  at: Date,
): Promise<string> {
  const errors = [...Value.Errors(AchievementDefinition, definition)].map(error => ({
    field: error.instancePath.slice(1).replaceAll('/', '.'),
    message: error.message,
  }))
  if (errors.length > 0) throw invalid(errors)
  const id = newId(at)
  await tx.run(
    sql
      .insertInto('achievements')
      .values({ brand_id: tx.brandId, id, key, current_version: 1, created_at: at }),
  )
  await tx.run(
    sql.insertInto('achievement_versions').values({
      brand_id: tx.brandId,
      achievement_id: id,
      version: 1,
      definition: JSON.stringify(definition),
      created_at: at,
    }),
  )
  return id
}
