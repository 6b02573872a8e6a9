import { sql, type Tx } from '../platform/db/database.ts'
import { newId } from '../platform/id.ts'

/** A product as an operator gives it; the sku is its identity within the brand. */
export interface ProductInput {
  sku: string
  name: string
  product_line: string | null
  form: string
  strain_name: string | null
  strain_type: string | null
  size_label: string | null
  msrp_cents: number
  potency_thc_percent: number | null
  potency_cbd_percent: number | null
  dominant_terpene?: string | null
  tags: string[]
  description?: string | null
  art?: object
  flags?: object
}

export interface UpsertCounts {
  created: number
  updated: number
  unchanged: number
}

const FACTS = [
  'name',
  'product_line',
  'form',
  'strain_name',
  'strain_type',
  'size_label',
  'msrp_cents',
  'potency_thc_percent',
  'potency_cbd_percent',
  'tags',
] as const
/** What a menu does not tell: given once, kept when a later import is silent. */
const EXTRAS = ['dominant_terpene', 'description', 'art', 'flags'] as const

const list = (columns: readonly string[], form: (column: string) => string) => columns.map(form).join(', ')

const UPSERT = `
  insert into products as p (brand_id, id, sku, ${list([...FACTS, ...EXTRAS], c => c)}, created_at, updated_at)
  select $2, r.id, r.sku, ${list(FACTS, c => `r.${c}`)}, r.dominant_terpene, r.description, coalesce(r.art, '{}'),
    coalesce(r.flags, '{}'), $3, $3
  from jsonb_to_recordset($1::jsonb) as r(id uuid, sku text, name text, product_line text, form text,
    strain_name text, strain_type text, size_label text, msrp_cents bigint, potency_thc_percent numeric,
    potency_cbd_percent numeric, dominant_terpene text, tags text[], description text, art jsonb, flags jsonb)
  on conflict (brand_id, sku) do update set ${list(FACTS, c => `${c} = excluded.${c}`)}, updated_at = $3
  where (${list(FACTS, c => `p.${c}`)}) is distinct from (${list(FACTS, c => `excluded.${c}`)})
  returning (xmax = 0) as created`

/** Creates what is new and updates what differs, by sku; a second call with the same products changes nothing. */
export async function upsertProducts(tx: Tx, products: ProductInput[], at: Date): Promise<UpsertCounts> {
  const rows = products.map(product => ({ id: newId(at), ...product }))
  const touched = await tx.raw<{ created: boolean }>(UPSERT, [JSON.stringify(rows), tx.brandId, at])
  const created = touched.filter(row => row.created).length
  return { created, updated: touched.length - created, unchanged: products.length - touched.length }
}

export async function findProductBySku(tx: Tx, sku: string) {
  return tx.first(
    sql.selectFrom('products').selectAll().where('brand_id', '=', tx.brandId).where('sku', '=', sku),
  )
}

/** A page of a brand's products by name; `search` looks in name, maker, strain and sku, in any case. */
export async function listProducts(
  tx: Tx,
  input: { search?: string | undefined; after?: { name: string; id: string } | undefined; limit: number },
) {
  let query = sql
    .selectFrom('products')
    .selectAll()
    .where('brand_id', '=', tx.brandId)
    .orderBy('name')
    .orderBy('id')
    .limit(input.limit)
  if (input.search) {
    const pattern = `%${input.search.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(eb =>
      eb.or(
        (['name', 'product_line', 'strain_name', 'sku'] as const).map(column => eb(column, 'ilike', pattern)),
      ),
    )
  }
  const { after } = input
  if (after) query = query.where(eb => eb(eb.refTuple('name', 'id'), '>', eb.tuple(after.name, after.id)))
  return tx.many(query)
}
