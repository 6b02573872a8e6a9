import Type, { type Static } from 'typebox'

const Wanted = Type.Array(Type.String({ minLength: 1, maxLength: 80 }), {
  minItems: 1,
  maxItems: 50,
  uniqueItems: true,
})

/** Which products count: any value of a field, and every field that is given. */
export const ProductFilters = Type.Object(
  {
    product_form: Type.Optional(Wanted),
    strain_type: Type.Optional(Wanted),
    product_line: Type.Optional(Wanted),
    tags: Type.Optional(Wanted),
    sku: Type.Optional(Wanted),
  },
  { additionalProperties: false },
)
export type ProductFilters = Static<typeof ProductFilters>

/** The properties of a product that filters look at. */
export interface FilterableProduct {
  form: string
  strain_type: string | null
  product_line: string | null
  tags: string[]
  sku: string
}

/** What a product has for each field of a filter. */
export const filterValues = (
  product: FilterableProduct,
): Record<keyof ProductFilters, readonly (string | null)[]> => ({
  product_form: [product.form],
  strain_type: [product.strain_type],
  product_line: [product.product_line],
  tags: product.tags,
  sku: [product.sku],
})

/** Whether this product counts. A filter with several fields wants all of them. */
export function matchesFilters(filters: ProductFilters | undefined, product: FilterableProduct): boolean {
  if (!filters) return true
  const has = (wanted: string[] | undefined, value: string | null) =>
    !wanted || (value !== null && wanted.includes(value))
  return (
    has(filters.product_form, product.form) &&
    has(filters.strain_type, product.strain_type) &&
    has(filters.product_line, product.product_line) &&
    has(filters.sku, product.sku) &&
    (!filters.tags || filters.tags.some(tag => product.tags.includes(tag)))
  )
}

const SPECIAL = /[\\;|=]/g

/** Filters in one fixed spelling, so that equal ones share a counter; no value can pass for another filter. */
export function spellFilters(filters: ProductFilters = {}): string[] {
  return Object.entries(filters)
    .filter(([, values]) => values !== undefined)
    .map(([field, values]) => `${field}=${spellValues(values)}`)
    .sort()
}

const spellValues = (values: string[]) =>
  [...new Set(values)]
    .sort()
    .map(value => value.replace(SPECIAL, '\\$&'))
    .join('|')
