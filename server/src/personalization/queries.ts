import type { productView } from '../catalogue/index.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Unlocks } from './achievement-state.ts'
import type { AchievementStanding } from './order-achievements.ts'

const COUNTERS_AND_UNLOCKS = `
  select null::uuid as achievement_id, counters, null::int as times, null as period, null::timestamptz as unlocked_at
  from member_counters where brand_id = $1 and member_id = $2
  union all
  select achievement_id, null, times, period, coalesce(last_unlocked_at, unlocked_at)
  from member_achievements where brand_id = $1 and member_id = $2`

type Row =
  | { achievement_id: null; counters: Record<string, unknown> }
  | ({ achievement_id: string } & Unlocks)

/** How far a member has come with achievements, in one statement. */
export async function readAchievementStanding(tx: Tx, memberId: string): Promise<AchievementStanding> {
  const rows = await tx.raw<Row>(COUNTERS_AND_UNLOCKS, [tx.brandId, memberId])
  let counters: Record<string, unknown> = {}
  const unlocked = new Map<string, Unlocks>()
  for (const row of rows) {
    if (row.achievement_id === null) counters = row.counters
    else unlocked.set(row.achievement_id, row)
  }
  return { counters, unlocked }
}

// Tags are written with hyphens, affinity keys with underscores.
const PRODUCT_BY_AFFINITY = `
  select * from products
  where brand_id = $1 and (form = $2 or strain_type = $2 or $2 = any(tags) or replace($2, '_', '-') = any(tags))
  order by coalesce(flags->>'is_featured', 'false') = 'true' desc, sku
  limit 1`

type Product = Parameters<typeof productView>[0]

/** A product of the brand with this affinity (form, strain type or tag), if there is one; featured ones first. */
export async function findProductByAffinity(tx: Tx, key: string): Promise<Product | undefined> {
  const [product] = await tx.raw<Product>(PRODUCT_BY_AFFINITY, [tx.brandId, key])
  return product
}
