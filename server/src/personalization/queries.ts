import type { productView } from '../catalogue/index.ts'
import type { Tx } from '../platform/db/database.ts'
import type { AchievementStanding } from './order-achievements.ts'

const COUNTERS_AND_UNLOCKS = `
  select counter as key, value, null::timestamptz as unlocked_at
  from achievement_progress where brand_id = $1 and member_id = $2
  union all
  select achievement_id::text, null, unlocked_at
  from member_achievements where brand_id = $1 and member_id = $2`

/** How far a member has come with achievements, in one statement. */
export async function readAchievementStanding(tx: Tx, memberId: string): Promise<AchievementStanding> {
  const rows = await tx.raw<{ key: string; value: number; unlocked_at: Date | null }>(COUNTERS_AND_UNLOCKS, [
    tx.brandId,
    memberId,
  ])
  const counters = new Map<string, number>()
  const unlocked = new Map<string, Date>()
  for (const { key, value, unlocked_at } of rows) {
    if (unlocked_at) unlocked.set(key, unlocked_at)
    else counters.set(key, value)
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
