import { createCache } from '../platform/cache.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import type { Platform } from '../platform/platform.ts'
import { type CompiledAchievements, compileAchievements } from './compile.ts'
import type { AchievementDefinition } from './definition.ts'
import { publishAchievement } from './publish.ts'
import { listAchievements } from './queries.ts'

const KEPT_MS = 5_000

export interface Achievements {
  /** A brand's achievements in their current versions, ready for scans; kept for seconds in this process. */
  of(brandId: number): Promise<CompiledAchievements>
  forget(brandId: number): void
}

export function createAchievements(platform: Platform): Achievements {
  const cache = createCache<number, CompiledAchievements>({ max: 2_000, ttlMs: KEPT_MS }, brandId =>
    platform.db.transaction(brandId, async tx => {
      const brand = await tx.first(sql.selectFrom('brands').select('time_zone').where('id', '=', brandId))
      return readAchievements(tx, brand?.time_zone ?? 'UTC')
    }),
  )
  return { of: cache.get, forget: cache.forget }
}

/** A brand's achievements, ready for scans, as they are in this transaction. */
export async function readAchievements(tx: Tx, timeZone: string): Promise<CompiledAchievements> {
  return compileAchievements(await listAchievements(tx), timeZone)
}

/** Stores a new achievement. Throws a 400 Problem that names the bad field. */
export async function insertAchievement(
  tx: Tx,
  key: string,
  definition: AchievementDefinition,
  at: Date,
): Promise<string> {
  const { id } = await publishAchievement(tx, { key, definition, at, by: null })
  return id
}
