import { createCache } from '../platform/cache.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import type { Platform } from '../platform/platform.ts'
import { readBrand } from '../tenancy/index.ts'
import type { RewardDefinition } from './definition.ts'
import { compileReward, isOffered, type Reward, type StoredReward } from './reward.ts'
import { byPlace, placeOf } from './search.ts'

const KEPT_MS = 5_000

/** A brand has at most so many rewards that are not archived: what a search looks through. */
export const REWARDS_MAX = 1_000

/** What a brand offers, kept for seconds in this process: what is shown, never what a redemption is decided by. */
export interface Rewards {
  /** In the order in which members see them. */
  offered(brandId: number): Promise<Reward[]>
  forget(brandId: number): void
}

export function createRewards(platform: Platform): Rewards {
  const cache = createCache<number, Reward[]>({ max: 2_000, ttlMs: KEPT_MS }, brandId =>
    platform.db.transaction(brandId, readOffered),
  )
  return { offered: cache.get, forget: cache.forget }
}

async function readOffered(tx: Tx): Promise<Reward[]> {
  const { timeZone } = await readBrand(tx)
  const rows = await tx.many(current(tx).where('r.archived_at', 'is', null))
  return rows
    .map(stored)
    .filter(isOffered)
    .map(row => compileReward(row, timeZone))
    .sort((a, b) => byPlace(placeOf(a), placeOf(b)))
}

const current = (tx: Tx) =>
  sql
    .selectFrom('rewards as r')
    .innerJoin('reward_versions as v', join =>
      join
        .onRef('v.brand_id', '=', 'r.brand_id')
        .onRef('v.reward_id', '=', 'r.id')
        .onRef('v.version', '=', 'r.current_version'),
    )
    .select(['r.id', 'r.archived_at', 'v.version', 'v.definition'])
    .where('r.brand_id', '=', tx.brandId)

const stored = (row: { id: string; archived_at: Date | null; version: number; definition: unknown }) =>
  ({ ...row, definition: row.definition as RewardDefinition }) satisfies StoredReward

/** Rewards in their current versions, by id; archived ones too, for who still names them. */
export async function readRewards(tx: Tx, ids: readonly string[]): Promise<Map<string, StoredReward>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.many(current(tx).where('r.id', 'in', [...ids]))
  return new Map(rows.map(row => [row.id, stored(row)]))
}

/** A reward in its current version, archived or not; undefined where there never was one. */
export async function readReward(tx: Tx, id: string): Promise<StoredReward | undefined> {
  const row = await tx.first(current(tx).where('r.id', '=', id))
  return row && stored(row)
}
