export const PRODUCT_FORMS = [
  'flower',
  'pre_roll',
  'vaporizer',
  'edible',
  'concentrate',
  'tincture',
  'topical',
  'accessory',
  'apparel',
  'other',
] as const

export type ProductForm = (typeof PRODUCT_FORMS)[number]

export const STRAIN_TYPES = ['indica', 'sativa', 'hybrid', 'cbd'] as const

export type StrainType = (typeof STRAIN_TYPES)[number]

/** One sellable item as a menu line describes it; what the line does not show is null. */
export type MenuProduct = {
  sku: string
  name: string
  /** The maker's brand as printed on the menu, not the tenant. */
  product_line: string | null
  form: ProductForm
  strain_name: string | null
  strain_type: StrainType | null
  size_label: string | null
  /** Net weight of the whole pack; null for volumes, clothes and hardware. */
  size_milligrams: number | null
  unit_count: number | null
  msrp_cents: number
  potency_thc_percent: number | null
  potency_thc_mg: number | null
  potency_cbd_percent: number | null
  potency_cbd_mg: number | null
  tags: string[]
}

/** What was read of one aspect of a line, and the sentence that tells the operator where from. */
export type Reading<T> = { value: T; note?: string }
