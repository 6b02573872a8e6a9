import Type, { type Static } from 'typebox'
import { Nullable, Uuid } from '../platform/http/schema.ts'
import { pointsForScan } from '../points/index.ts'
import type { Settings } from '../tenancy/index.ts'

export const ProductView = Type.Object({
  id: Uuid,
  sku: Type.String(),
  name: Type.String(),
  product_line: Nullable(Type.String()),
  form: Type.String(),
  strain_name: Nullable(Type.String()),
  strain_type: Nullable(Type.String()),
  size_label: Nullable(Type.String()),
  msrp_cents: Type.Integer(),
  points: Type.Integer({ description: 'What a scan earns before multipliers' }),
  potency_thc_percent: Nullable(Type.Number()),
  potency_cbd_percent: Nullable(Type.Number()),
  dominant_terpene: Nullable(Type.String()),
  tags: Type.Array(Type.String()),
  description: Nullable(Type.String()),
  art: Type.Object({ seed: Type.Number(), motif: Type.String() }),
})
export type ProductView = Static<typeof ProductView>

/** A product as the database holds it, as far as members see it. */
export type ProductFacts = Omit<ProductView, 'points' | 'art'> & { fixed_points: number | null; art: unknown }

/** A product as members see it: its facts, and what a scan of it earns before multipliers. */
export function productView(
  product: ProductFacts,
  settings: Pick<Settings, 'points_per_dollar'>,
): ProductView {
  const art = product.art as Partial<ProductView['art']>
  return {
    id: product.id,
    sku: product.sku,
    name: product.name,
    product_line: product.product_line,
    form: product.form,
    strain_name: product.strain_name,
    strain_type: product.strain_type,
    size_label: product.size_label,
    msrp_cents: product.msrp_cents,
    points: pointsForScan({
      msrpCents: product.msrp_cents,
      fixedPoints: product.fixed_points,
      pointsPerDollar: settings.points_per_dollar,
      multipliers: [],
      capBasisPoints: 10_000,
    }),
    potency_thc_percent: product.potency_thc_percent,
    potency_cbd_percent: product.potency_cbd_percent,
    dominant_terpene: product.dominant_terpene,
    tags: product.tags,
    description: product.description,
    art: { seed: art.seed ?? Number.parseInt(product.id.slice(-6), 16), motif: art.motif ?? 'grain' },
  }
}
