import { createCache } from '../platform/cache.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import { notFound, Problem } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { type Settings, settingsOf } from './settings.ts'

export interface Brand {
  id: number
  slug: string
  name: string
  tagline: string
  timeZone: string
  currencyCode: string
  settingsVersion: number
  ladderVersion: number
  /** For keyed hashes of member ids that must stay the same for ever, whatever becomes of the key ring. */
  memberHashKey: string
  settings: Settings
}

const HOST_TTL_MS = 30_000
const BRAND_TTL_MS = 5_000

/** Finds out which brand a request is for, and what that brand has decided. Kept for seconds in this process. */
export interface Brands {
  /** The brand of a Host header, `{slug}.localhost` included. Throws a 404 Problem when it is nobody's. */
  byHost(host: string): Promise<Brand>
  /** Throws a 404 Problem when there is none. */
  bySlug(slug: string): Promise<Brand>
  byId(id: number): Promise<Brand>
  forget(id: number): void
}

export function createBrands(platform: Platform): Brands {
  const { db } = platform
  const hosts = createCache<string, { id: number | null }>({ max: 5_000, ttlMs: HOST_TTL_MS }, async host => {
    const slug = /^([a-z0-9-]+)\.localhost$/.exec(host)?.[1]
    const [row] = slug
      ? await db.system<{ id: number | null }>('select resolve_slug($1) id', [slug])
      : await db.system<{ id: number | null }>('select resolve_host($1) id', [host])
    return { id: row?.id ?? null }
  })
  const brands = createCache<number, Brand>({ max: 5_000, ttlMs: BRAND_TTL_MS }, id =>
    db.transaction(id, readBrand),
  )

  return {
    async byHost(host) {
      const { id } = await hosts.get(host.toLowerCase().replace(/:\d+$/, '').slice(0, 255))
      if (id === null) {
        throw new Problem(404, 'unknown_brand', 'No brand lives at this address', {
          detail: 'Check the address, or ask the brand for its link.',
        })
      }
      return brands.get(id)
    },
    async bySlug(slug) {
      const [row] = await db.system<{ id: number | null }>('select resolve_slug($1) id', [slug])
      if (!row?.id) throw notFound('brand')
      return brands.get(row.id)
    },
    byId: id => brands.get(id),
    forget: id => brands.forget(id),
  }
}

/** The brand of this transaction, as it is now. */
export async function readBrand(tx: Tx): Promise<Brand> {
  const row = await tx.first(
    sql
      .selectFrom('brands as b')
      .innerJoin('brand_settings as s', join =>
        join.onRef('s.brand_id', '=', 'b.id').onRef('s.version', '=', 'b.settings_version'),
      )
      .selectAll('b')
      .select('s.settings')
      .where('b.id', '=', tx.brandId),
  )
  if (!row) throw notFound('brand')
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    tagline: row.tagline,
    timeZone: row.time_zone,
    currencyCode: row.currency_code,
    settingsVersion: row.settings_version,
    ladderVersion: row.ladder_version,
    memberHashKey: row.member_hash_key,
    settings: settingsOf(row.settings),
  }
}
