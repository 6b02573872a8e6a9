import { createCache } from '../platform/cache.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import type { Platform } from '../platform/platform.ts'
import type { Brand } from '../tenancy/index.ts'
import { DEFAULT_LADDER, type Ladder } from './ladder.ts'

export interface Ladders {
  /** The brand's current ladder. A version never changes, so it is kept for as long as there is room. */
  of(brand: Brand): Promise<Ladder>
}

const KEPT_MS = 3_600_000

export function createLadders(platform: Platform): Ladders {
  const cache = createCache<string, Ladder>({ max: 2_000, ttlMs: KEPT_MS }, async key => {
    const [brandId, version] = key.split('/').map(Number) as [number, number]
    const row = await platform.db.transaction(brandId, tx =>
      tx.first(
        sql
          .selectFrom('rank_ladders')
          .select('ranks')
          .where('brand_id', '=', brandId)
          .where('version', '=', version),
      ),
    )
    return row ? ladderOf(row.ranks) : DEFAULT_LADDER
  })
  return { of: brand => cache.get(`${brand.id}/${brand.ladderVersion}`) }
}

/** A stored ladder; those of before ranks could fall are a list of ranks. */
const ladderOf = (stored: unknown): Ladder =>
  Array.isArray(stored) ? { ranks: stored as Ladder['ranks'], fall: null } : (stored as Ladder)

/** Stores a ladder as a new, immutable version. */
export async function insertLadder(tx: Tx, version: number, ladder: Ladder, at: Date): Promise<void> {
  await tx.run(
    sql
      .insertInto('rank_ladders')
      .values({ brand_id: tx.brandId, version, ranks: JSON.stringify(ladder), created_at: at }),
  )
}
