import fc from 'fast-check'
import type { Filters, Product } from './reference/configuration.ts'

const FORMS = ['flower', 'edible', 'vape']
const TAGS = ['calm', 'focus', 'sleep']

/** Products of every form, at prices that do not divide evenly. */
export const anyProducts = (count: number) =>
  fc
    .array(
      fc.record({
        cents: fc.oneof(fc.integer({ min: 100, max: 6_000 }), fc.constantFrom(1_000, 1_045, 3_333, 5, 105)),
        fixedPoints: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.integer({ min: 0, max: 300 })),
        form: fc.constantFrom(...FORMS),
        strainType: fc.constantFrom('indica', 'sativa', null),
        line: fc.constantFrom('House', 'Reserve', null),
        tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 2 }),
      }),
      { minLength: count, maxLength: count },
    )
    .map(products => products.map((product, i): Product => ({ sku: `SKU${i}`, ...product })))

const anyFilters: fc.Arbitrary<Filters> = fc.record(
  {
    product_form: fc.uniqueArray(fc.constantFrom(...FORMS), { minLength: 1, maxLength: 2 }),
    tags: fc.uniqueArray(fc.constantFrom(...TAGS), { minLength: 1, maxLength: 2 }),
    sku: fc.uniqueArray(fc.constantFrom('SKU0', 'SKU1'), { minLength: 1, maxLength: 2 }),
    strain_type: fc.constant(['indica']),
    product_line: fc.constant(['House']),
  },
  { requiredKeys: [] },
)
/** Product filters, or none. */
export const someFilters = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  anyFilters.map(filters => (Object.keys(filters).length > 0 ? { product_filters: filters } : {})),
)
