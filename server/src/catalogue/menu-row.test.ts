import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MenuField } from './menu-columns.ts'
import type { MenuProduct } from './menu-product.ts'
import { readRow } from './menu-row.ts'

type Line = { name: string } & Partial<Record<MenuField, string>>

function read(line: Line, columnNames: Partial<Record<MenuField, string>> = {}) {
  const cells = Object.entries({ price: '10', ...line }).map(([field, text]) => [
    field,
    [{ text, column: columnNames[field as MenuField] ?? field }],
  ])
  return readRow(Object.fromEntries(cells), false)
}

function product(line: Line, columnNames?: Partial<Record<MenuField, string>>): MenuProduct {
  const reading = read(line, columnNames)
  assert.ok('product' in reading, JSON.stringify(reading))
  return reading.product
}

function assertPart(line: Line, part: Partial<MenuProduct>): void {
  const whole = product(line)
  for (const [key, value] of Object.entries(part)) {
    assert.deepEqual(whole[key as keyof MenuProduct], value, `${key} of ${line.name}`)
  }
}

test('the form is read from the category in the words of any shop', () => {
  const forms: [string, MenuProduct['form']][] = [
    ['PRE_ROLLS', 'pre_roll'],
    ['Infused Pre-Rolls', 'pre_roll'],
    ['Vape Carts & Pens', 'vaporizer'],
    ['Batteries', 'accessory'],
    ['Live Resin Extracts', 'concentrate'],
    ['Gummies', 'edible'],
    ['Usable Flower', 'flower'],
    ['Tópicos', 'topical'],
    ['Merch', 'apparel'],
    ['Sublingual', 'tincture'],
  ]
  for (const [form, expected] of forms) assertPart({ name: 'Plum', form }, { form: expected })
})

test('without a category the form is read from the name, and a strain called after food stays a plant', () => {
  assertPart({ name: 'Plum Cake 1g Pre Roll-I' }, { form: 'pre_roll' })
  assertPart({ name: 'Plum Cake 3.5g' }, { form: 'flower' })
  assertPart({ name: 'Plum Cookies 1g Cart' }, { form: 'vaporizer' })
  assertPart({ name: 'Plum Gummies 10pk 100mg' }, { form: 'edible' })
  assertPart({ name: 'Plum 1g Live Rosin' }, { form: 'concentrate' })
  assertPart({ name: 'Hemp Cones 6pk' }, { form: 'accessory' })
  assertPart({ name: 'Harbor T-Shirt-S' }, { form: 'apparel', strain_type: null, size_label: 'S' })
  const unknown = read({ name: 'Plum', form: 'Seasonal' })
  assert.ok('product' in unknown && unknown.product.form === 'other')
  assert.match(unknown.notes.join(' '), /could not be told .*Seasonal/)
})

test('the strain type is read from a column, a letter or a word', () => {
  const flower = (name: string, strain_type = '') =>
    product({ name, form: 'Flower', strain_type }).strain_type
  assert.equal(flower('Plum 3.5g-I'), 'indica')
  assert.equal(flower('Plum -s'), 'sativa')
  assert.equal(flower('Plum Ready to Roll=H'), 'hybrid')
  assert.equal(flower('Plum (S)'), 'sativa')
  assert.equal(flower('Plum - Indica'), 'indica')
  assert.equal(flower('Plum', 'Sativa-Dominant Hybrid'), 'hybrid')
  assert.equal(flower('Plum', 'Índica'), 'indica')
  assert.equal(flower('Plum', 'High CBD'), 'cbd')
  assert.equal(flower('Plum-I', 'NOT_APPLICABLE'), 'indica')
  assert.equal(flower('Ray-K'), null)
})

test('a column that contradicts the name is kept, and the note says so', () => {
  const reading = read({ name: 'Plum 3.5g-I', form: 'Flower', strain_type: 'HYBRID' })
  assert.ok('product' in reading && reading.product.strain_type === 'hybrid')
  assert.match(reading.notes.join(' '), /says hybrid and the name indica/)
})

test('sizes are read as packs show them', () => {
  const sizes: [string, string, string | null, number | null, number | null][] = [
    ['Flower', 'Plum 3.5g-H', '3.5g', 3500, null],
    ['Flower', 'Plum #15 1/8 oz', '3.5g', 3500, null],
    ['Flower', 'Plum 1oz', '28g', 28000, null],
    ['Flower', 'Plum 3.5 -I', '3.5g', 3500, null],
    ['Flower', 'Lucky 9', null, null, null],
    ['Flower', 'Plum 2.0 7g', '7g', 7000, null],
    ['Vape', 'Plum .5g Cart', '0.5g', 500, null],
    ['Vape', 'Plum 500 mg Cart', '0.5g', 500, null],
    ['Vape', 'Plum 1000G', null, null, null],
    ['Pre-Rolls', 'Plum 5pk 2.5g', '5pk 2.5g', 2500, 5],
    ['Pre-Rolls', 'Plum 5 x 0.7g', '5pk 3.5g', 3500, 5],
    ['Pre-Rolls', 'Plum 1g Pre Roll 1g-I', '1g', 1000, null],
    ['Edibles', 'Plum [20-pack] 100mg', '20pk 100mg', null, 20],
    ['Edibles', 'Plum 10 x 10mg', '10pk 100mg', null, 10],
    ['Edibles', 'Plum Oil 1,000mg 100ml', '100ml 1000mg', null, null],
    ['Edibles', 'Plum 2:1 THC:CBD', null, null, null],
    ['Accessories', '4" Plum Tray', '4"', null, null],
    ['Accessories', 'Plum Papers 1 1/4', '1 1/4', null, null],
    ['Apparel', 'Plum Hoodie XXL', '2XL', null, null],
  ]
  for (const [form, name, size_label, size_milligrams, unit_count] of sizes) {
    assertPart({ name, form }, { size_label, size_milligrams, unit_count })
  }
})

test('a size column wins over the name and may leave out the unit', () => {
  assertPart({ name: 'Plum', form: 'Flower', size: '3,5' }, { size_label: '3.5g', size_milligrams: 3500 })
  assertPart({ name: 'Plum', form: 'Flower', size: '1/4' }, { size_label: '7g' })
  assertPart({ name: 'Plum', form: 'Edibles', size: '10ct' }, { size_label: '10pk', unit_count: 10 })
  const reading = read({ name: 'Plum 7g', form: 'Flower', size: '3.5g' })
  assert.match(reading.notes.join(' '), /size column says 3.5g and the name 7g/)
})

test('potency is read as percent of a plant and as milligrams of a sweet', () => {
  assertPart(
    { name: 'Plum 3.5g', form: 'Flower', potency_thc: '22.4%' },
    { potency_thc_percent: 22.4, potency_thc_mg: null },
  )
  assertPart({ name: 'Plum', form: 'Flower', potency_thc: '22,4' }, { potency_thc_percent: 22.4 })
  assertPart(
    { name: 'Plum', form: 'Edible', potency_thc: '100.0' },
    { potency_thc_percent: null, potency_thc_mg: 100 },
  )
  assertPart({ name: 'Plum 10pk 100mg', form: 'Edible' }, { potency_thc_mg: 100 })
  assertPart(
    { name: 'Plum (100mg THC/200mg CBD)', form: 'Edible' },
    { potency_thc_mg: 100, potency_cbd_mg: 200 },
  )
  assertPart(
    { name: 'Plum CBD 600mg', form: 'Tincture' },
    { potency_thc_mg: null, potency_cbd_mg: 600, strain_type: 'cbd' },
  )
  assertPart(
    { name: 'Plum THC: 21% CBD: 0.4%', form: 'Flower' },
    { potency_thc_percent: 21, potency_cbd_percent: 0.4 },
  )
  assertPart({ name: 'Plum', form: 'Flower', potency_cbd: '<0.1%' }, { potency_cbd_percent: null })
  assert.equal(
    product({ name: 'Plum', form: 'Flower', potency_thc: '5' }, { potency_thc: 'thc_mg' }).potency_thc_mg,
    5,
  )
  const unread = read({ name: 'Plum', form: 'Flower', potency_thc: '224%' })
  assert.match(unread.notes.join(' '), /"224%" could not be read/)
})

test('the strain is named without what was made of it', () => {
  const strain = (name: string, form: string, product_line = '') =>
    product({ name, form, product_line }).strain_name
  assert.equal(strain('Diamond Infused Night Heron 1g Pre Roll-I', 'Pre-Rolls'), 'Night Heron')
  assert.equal(strain('Tin Lantern x Plum 3.5g Smalls-H', 'Flower'), 'Tin Lantern x Plum')
  assert.equal(strain('Hearth Plum .5g Live Rosin Cart', 'Vape', 'Hearth'), 'Plum')
  assert.equal(strain('Plum Gummies 10pk', 'Edibles'), null)
})

test('a maker before a bar is taken out of the name, a size behind it is not a product', () => {
  assertPart({ name: 'Willow & Rye | Moss 3.5g' }, { product_line: 'Willow & Rye', name: 'Moss 3.5g' })
  assertPart(
    { name: 'Hearth | Moss 3.5g', product_line: 'Hearth' },
    { product_line: 'Hearth', name: 'Moss 3.5g' },
  )
  assertPart(
    { name: 'Plum Bites | 100mg', form: 'Edible' },
    { product_line: null, name: 'Plum Bites | 100mg' },
  )
  assertPart({ name: 'Moss', product_line: 'N/A' }, { product_line: null })
})

test('a name is made presentable and kept as the shop wrote it', () => {
  assertPart({ name: ' "Salt &amp;\n Smoke"\t3.5g-I ', form: 'Flower' }, { name: '"Salt & Smoke" 3.5g' })
  assertPart({ name: 'Harbor Knife-Black', form: 'Accessories' }, { name: 'Harbor Knife-Black' })
})

test('a line without a name or a price is no product', () => {
  for (const line of [
    { name: '' },
    { name: '  ' },
    { name: '???' },
    { name: 'x'.repeat(201) },
    { name: 'Plum', price: 'ask' },
  ]) {
    assert.ok('problem' in read(line), JSON.stringify(line))
  }
})

test('a SKU of the shop is kept when it can be one', () => {
  assert.equal(product({ name: 'Plum', sku: 'GS-001' }).sku, 'GS-001')
  const reading = read({ name: 'Plum', sku: '"; drop' })
  assert.ok('product' in reading && /^PLUM-/.test(reading.product.sku))
  assert.match(reading.notes.join(' '), /cannot be a SKU/)
})
