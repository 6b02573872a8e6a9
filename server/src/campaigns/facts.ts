import type { ProductFilters } from '../achievements/index.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import type { CampaignDefinition } from './definition.ts'
import { readNotOver } from './stored-campaigns.ts'
import type { CampaignFacts } from './validate-campaign.ts'

/** Reads what a definition is held against; `id` is the campaign's own, when it has one. */
export async function readFacts(
  tx: Tx,
  input: Pick<CampaignFacts, 'at' | 'timeZone' | 'rankKeys'> & { definition: CampaignDefinition },
  id?: string,
): Promise<CampaignFacts> {
  const { at, timeZone, rankKeys, definition } = input
  const filters = definition.when.product_filters
  return {
    at,
    timeZone,
    rankKeys,
    others: (await readNotOver(tx, at)).filter(other => other.id !== id),
    hasProduct: filters === undefined || (await hasProduct(tx, filters)),
  }
}

/** `matchesFilters` of a single product, asked of all of them. */
async function hasProduct(tx: Tx, filters: ProductFilters): Promise<boolean> {
  let query = sql.selectFrom('products').select('id').where('brand_id', '=', tx.brandId).limit(1)
  if (filters.product_form) query = query.where('form', 'in', filters.product_form)
  if (filters.strain_type) query = query.where('strain_type', 'in', filters.strain_type)
  if (filters.product_line) query = query.where('product_line', 'in', filters.product_line)
  if (filters.sku) query = query.where('sku', 'in', filters.sku)
  if (filters.tags) query = query.where('tags', '&&', [filters.tags] as never)
  return (await tx.first(query)) !== undefined
}
