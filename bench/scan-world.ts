import { createHash } from 'node:crypto'
import pg from 'pg'
import { upsertProducts } from '../server/src/catalogue/index.ts'
import { createVisitors } from '../server/src/identity/index.ts'
import type { Platform } from '../server/src/platform/platform.ts'
import { createCodes } from '../server/src/scanning/index.ts'
import { createBrand, createBrands } from '../server/src/tenancy/index.ts'

export interface ScanWorld {
  brands: number
  members: number
  /** The n-th code of ours: its plain text, and the brand it belongs to (0-based). */
  codes: string[]
  tokenOf(member: number): string
  slugOf(brand: number): string
}

/** Member j's id, as pgbench computes it as well. */
export const memberId = (j: number) =>
  createHash('md5')
    .update(`m${j}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

const slugOf = (brand: number) => `bench-${brand}`

/**
 * Brands with members who have scanned before (so that a scan is an ordinary one), and unused codes: `codes` for us
 * over HTTP, as many for pgbench (HMAC = md5 of 'c' and the number). Member j and code n belong to brand j (n) modulo
 * `brands`.
 */
export async function makeScanWorld(
  platform: Platform,
  adminUrl: string,
  size: { brands: number; members: number; codes: number },
): Promise<ScanWorld> {
  const products: string[] = []
  for (let b = 0; b < size.brands; b++) {
    const id = await createBrand(
      platform,
      {
        slug: slugOf(b),
        name: slugOf(b),
        timeZone: 'America/New_York',
        domains: b === 0 ? ['127.0.0.1'] : [],
      },
      async tx => {
        await upsertProducts(tx, [PRODUCT], platform.clock())
      },
    )
    products.push(String(id))
    if (id !== b + 1) throw new Error('the bench needs a fresh database')
  }
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(
    `insert into members (brand_id, id, email, first_name, last_name, state, referral_code, marketing_consent,
       marketing_consent_at, points_balance, lifetime_points, ledger_seq, rank_key, scan_count, created_at)
     select j % $1 + 1, md5('m' || j)::uuid, 'm' || j || '@example.com', 'Robin', 'Doe', 'confirmed', 'R' || j, true,
       now(), 500, 500, 5, 'bronze', 5, now()
     from generate_series(0, $2 - 1) j`,
    [size.brands, size.members],
  )
  await admin.query(
    `insert into member_counters select brand_id, id, '{"scans": 5, "points_earned": 500}', now() from members`,
  )
  await admin.query(
    'insert into point_lots (brand_id, member_id, expires_day, remaining) select brand_id, id, 2147483647, 500 from members',
  )
  for (let b = 1; b <= size.brands; b++) await addAchievements(admin, b)
  const perBrand = Math.ceil(size.codes / size.brands)
  const ofBrand: string[][] = []
  for (let b = 1; b <= size.brands; b++) {
    ofBrand.push((await createCodes(platform, b, { sku: 'BENCH', count: perBrand, activate: true })).codes)
  }
  await admin.query(
    `insert into codes (brand_id, hmac, key_id, batch_id, serial)
     select n % $1 + 1, decode(md5('c' || n), 'hex'), 'k1', b.id, 10000000 + n
     from generate_series(0, $2 - 1) n join batches b on b.brand_id = n % $1 + 1`,
    [size.brands, size.codes],
  )
  await admin.query('vacuum analyze')
  await admin.query('checkpoint')
  await admin.end()

  const visitors = createVisitors(platform, createBrands(platform))
  visitors.close()
  const tokens = new Map<number, string>()
  return {
    brands: size.brands,
    members: size.members,
    codes: Array.from(
      { length: size.codes },
      (_, n) => ofBrand[n % size.brands]?.[Math.floor(n / size.brands)] as string,
    ),
    slugOf,
    tokenOf(j) {
      let token = tokens.get(j)
      if (!token) {
        token = visitors.tokens.issue({ sub: memberId(j), brand: (j % size.brands) + 1, sid: memberId(j) })
        tokens.set(j, token)
      }
      return token
    },
  }
}

/** Three achievements, as the demo has; none unlocks during the run, as in most scans. */
async function addAchievements(admin: pg.Client, brandId: number) {
  const criteria = [
    { metric: 'scans', operator: 'at_least', value: [100_000], timeframe: 'all_time' },
    { metric: 'points_earned', operator: 'at_least', value: [1_000_000_000], timeframe: 'all_time' },
    { metric: 'scans', operator: 'equals', value: [1], timeframe: 'all_time' },
  ]
  for (const [i, one] of criteria.entries()) {
    const definition = {
      name: `A${i}`,
      description: '',
      criteria: one,
      rewards: { points: 10 },
      visibility: { active: true, show_progress: true, hidden: false },
      personalization: { priority: 1 },
      metadata: { category: 'any', rarity: 'common' },
    }
    const id = memberId(1_000_000_000 + brandId * 10 + i)
    await admin.query(`insert into achievements values ($1, $2, $3, 1, now())`, [brandId, id, `a${i}`])
    await admin.query(`insert into achievement_versions values ($1, $2, 1, $3, now())`, [
      brandId,
      id,
      JSON.stringify(definition),
    ])
  }
}

const PRODUCT = {
  sku: 'BENCH',
  name: 'Bench flower 3.5 g',
  product_line: 'House',
  form: 'flower',
  strain_name: 'Quiet Hill',
  strain_type: 'hybrid',
  size_label: '3.5 g',
  msrp_cents: 1_000,
  potency_thc_percent: 20.5,
  potency_cbd_percent: 0.1,
  dominant_terpene: 'myrcene',
  tags: ['calm', 'evening'],
  description: 'A calm evening flower from a small house.',
  art: { seed: 7, motif: 'leaves' },
}
