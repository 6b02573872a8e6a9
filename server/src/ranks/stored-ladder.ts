import { isDeepStrictEqual } from 'node:util'
import { createCache } from '../platform/cache.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import { notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import {
  type Brand,
  lockPointers,
  movePointer,
  type Published,
  readPointers,
  requireVersion,
} from '../tenancy/index.ts'
import { checkLadder, type LadderDefinition } from './definition.ts'
import { DEFAULT_LADDER, type Ladder } from './ladder.ts'

export interface Ladders {
  /** The brand's current ladder. A version never changes, so it is kept for as long as there is room. */
  of(brand: Brand): Promise<Ladder>
}

const KEPT_MS = 3_600_000

export function createLadders(platform: Platform): Ladders {
  const cache = createCache<string, Ladder>({ max: 2_000, ttlMs: KEPT_MS }, async key => {
    const [brandId, version] = key.split('/').map(Number) as [number, number]
    return platform.db.transaction(brandId, tx => readLadder(tx, version))
  })
  return { of: brand => cache.get(`${brand.id}/${brand.ladderVersion}`) }
}

/** A brand's ladder in this version; the default one where none was ever stored. */
export const readLadder = async (tx: Tx, version: number): Promise<Ladder> =>
  (await findLadder(tx, version)) ?? DEFAULT_LADDER

/** The ladder that is current, with its version. */
export async function readCurrentLadder(tx: Tx): Promise<{ version: number; ladder: Ladder }> {
  const { ladder_version: version } = await readPointers(tx)
  return { version, ladder: await readLadder(tx, version) }
}

/**
 * Makes this ladder the brand's, as a new version; the same ladder again changes nothing. Throws a 400 Problem that
 * names the field, a 409 one when another version is current than expected.
 */
export async function publishLadder(
  tx: Tx,
  input: { ladder: LadderDefinition; expectedVersion?: number | undefined; at: Date; by: string | null },
): Promise<Published<Ladder>> {
  const after = checkLadder(input.ladder)
  const { ladder_version: previous } = await lockPointers(tx)
  requireVersion(previous, input.expectedVersion)
  const before = await readLadder(tx, previous)
  if (isDeepStrictEqual(before, after)) return { version: previous, previous, before, after }
  // A brand without a stored ladder has the default one as its version, and a rollback leaves later ones behind.
  const version = Math.max(previous, await latestVersion(tx)) + 1
  await insertLadder(tx, version, after, input.at, input.by)
  await movePointer(tx, 'ladder_version', version)
  return { version, previous, before, after }
}

/** Makes an earlier version the brand's ladder again. Throws a 404 or 409 Problem. */
export async function rollBackLadder(
  tx: Tx,
  input: { version: number; expectedVersion?: number | undefined },
): Promise<Published<Ladder>> {
  const { ladder_version: previous } = await lockPointers(tx)
  requireVersion(previous, input.expectedVersion)
  const after = await findLadder(tx, input.version)
  if (!after) throw notFound('version')
  const before = await readLadder(tx, previous)
  await movePointer(tx, 'ladder_version', input.version)
  return { version: input.version, previous, before, after }
}

export interface LadderVersion {
  version: number
  created_at: Date
  created_by: string | null
  ladder: Ladder
}

/** The versions of a brand's ladder, newest first; at most `limit` from the one before `before`. */
export async function listLadders(
  tx: Tx,
  input: { before?: number | undefined; limit: number },
): Promise<LadderVersion[]> {
  let query = sql
    .selectFrom('rank_ladders')
    .select(['version', 'created_at', 'created_by', 'ranks'])
    .where('brand_id', '=', tx.brandId)
    .orderBy('version', 'desc')
    .limit(input.limit)
  if (input.before !== undefined) query = query.where('version', '<', input.before)
  const rows = await tx.many(query)
  return rows.map(({ ranks, ...row }) => ({ ...row, ladder: ladderOf(ranks) }))
}

/** Stores a ladder as a new, immutable version. */
export async function insertLadder(
  tx: Tx,
  version: number,
  ladder: Ladder,
  at: Date,
  by: string | null = null,
): Promise<void> {
  await tx.run(
    sql.insertInto('rank_ladders').values({
      brand_id: tx.brandId,
      version,
      ranks: JSON.stringify(ladder),
      created_at: at,
      created_by: by,
    }),
  )
}

/** A stored ladder; those of before ranks could fall are a list of ranks. */
const ladderOf = (stored: unknown): Ladder =>
  Array.isArray(stored) ? { ranks: stored as unknown as Ladder['ranks'], fall: null } : (stored as Ladder)

async function findLadder(tx: Tx, version: number): Promise<Ladder | undefined> {
  const row = await tx.first(
    sql
      .selectFrom('rank_ladders')
      .select('ranks')
      .where('brand_id', '=', tx.brandId)
      .where('version', '=', version),
  )
  return row && ladderOf(row.ranks)
}

async function latestVersion(tx: Tx): Promise<number> {
  const row = await tx.first(
    sql
      .selectFrom('rank_ladders')
      .select(eb => eb.fn.max('version').as('version'))
      .where('brand_id', '=', tx.brandId),
  )
  return row?.version ?? 0
}
