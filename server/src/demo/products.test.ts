import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

type DemoProduct = {
  sku: string
  name: string
  form: string
  strain_type: string | null
  size_label: string | null
  msrp_cents: number
  potency_thc_percent: number | null
  potency_cbd_percent: number | null
  dominant_terpene: string | null
  is_featured: boolean
  is_new: boolean
  is_limited: boolean
  description: string
  art: { seed: number; motif: string }
}

const FIELDS = [
  'sku',
  'name',
  'product_line',
  'form',
  'strain_name',
  'strain_type',
  'size_label',
  'msrp_cents',
  'potency_thc_percent',
  'potency_cbd_percent',
  'dominant_terpene',
  'tags',
  'is_featured',
  'is_new',
  'is_limited',
  'description',
  'art',
]
const FORMS = [
  'flower',
  'pre_roll',
  'vaporizer',
  'edible',
  'concentrate',
  'tincture',
  'topical',
  'accessory',
  'apparel',
]
const STRAIN_TYPES = ['indica', 'sativa', 'hybrid', 'cbd']
const MOTIFS = ['leaves', 'topography', 'grain', 'stars', 'bands', 'waves']

function demoProducts(brand: string): DemoProduct[] {
  return JSON.parse(readFileSync(new URL(`./${brand}/products.json`, import.meta.url), 'utf8'))
}

for (const brand of ['fernwood', 'nightjar']) {
  test(`${brand} sells about forty products, each with a SKU and a face of its own`, () => {
    const products = demoProducts(brand)
    assert.ok(Math.abs(products.length - 40) <= 5)
    assert.equal(new Set(products.map(product => product.sku)).size, products.length)
    assert.equal(new Set(products.map(product => product.art.seed)).size, products.length)
    assert.equal(
      new Set(products.map(({ name, size_label }) => `${name} ${size_label}`)).size,
      products.length,
    )
  })

  test(`every product of ${brand} is complete and believable`, () => {
    for (const product of demoProducts(brand)) {
      const { sku } = product
      assert.deepEqual(Object.keys(product), FIELDS, sku)
      assert.match(sku, /^[A-Z0-9][A-Z0-9.-]{3,63}$/)
      assert.ok(FORMS.includes(product.form), sku)
      assert.ok(product.strain_type === null || STRAIN_TYPES.includes(product.strain_type), sku)
      assert.ok(Number.isInteger(product.msrp_cents) && product.msrp_cents > 0, sku)
      assert.ok(Number.isInteger(product.art.seed) && MOTIFS.includes(product.art.motif), sku)
      for (const percent of [product.potency_thc_percent, product.potency_cbd_percent]) {
        assert.ok(percent === null || (percent >= 0 && percent <= 100), sku)
      }
      assert.match(product.description, /^[A-Z].{20,160}\.$/, sku)
    }
  })

  test(`${brand} features a few products, and has some that are new and some that are limited`, () => {
    const products = demoProducts(brand)
    for (const flag of ['is_featured', 'is_new', 'is_limited'] as const) {
      const flagged = products.filter(product => product[flag]).length
      assert.ok(flagged >= 3 && flagged <= 10, `${flagged} ${flag}`)
    }
  })
}
