import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { MenuFormatError } from './menu-format-error.ts'
import { type MenuImport, parseMenu } from './menu-import.ts'

function fixture(name: string): Buffer {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
}

function row(menu: MenuImport, line: number) {
  return menu.rows.find(row => row.line === line) ?? assert.fail(`no row on line ${line}`)
}

test('a shop menu becomes products, duplicates and one line that has no price', () => {
  const { totals, columns } = parseMenu(fixture('menu.csv'))
  assert.deepEqual(totals, {
    rows: 60,
    products: 52,
    duplicates: 7,
    rejected: 1,
    with_form: 52,
    with_strain_type: 40,
    with_size: 46,
    with_potency: 9,
  })
  assert.deepEqual(columns.price, ['price', 'priceRec'])
})

test('the same product at another price is a duplicate that says which price was kept', () => {
  const repeated = row(parseMenu(fixture('menu.csv')), 23)
  assert.equal(repeated.outcome, 'duplicate')
  assert.equal(repeated.duplicate_of, 14)
  assert.match(repeated.notes.join(' '), /another price \(\$10\.00\); \$11\.00 from line 14 was kept/)
})

test('a second reading of the same file is the same in every detail', () => {
  assert.deepEqual(parseMenu(fixture('menu.csv')), parseMenu(fixture('menu.csv')))
})

test('the SKUs do not depend on the order of the rows or of the columns', () => {
  const [header = '', ...lines] = fixture('menu.csv').toString().trimEnd().split('\n')
  const skus = (text: string) =>
    new Set(parseMenu(Buffer.from(text)).rows.flatMap(row => row.product?.sku ?? []))
  const before = skus([header, ...lines].join('\n'))
  assert.deepEqual(skus([header, ...lines.toReversed()].join('\n')), before)
  fc.assert(
    fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), shuffled => {
      assert.deepEqual(skus([header, ...shuffled].join('\n')), before)
    }),
    { numRuns: 20 },
  )
})

test('a semicolon file in Latin-1 with decimal commas and a name over two lines is read', () => {
  const menu = parseMenu(fixture('semicolon-latin1.csv'))
  assert.deepEqual([menu.delimiter, menu.encoding], [';', 'windows-1252'])
  const flower = row(menu, 3).product
  assert.equal(flower?.name, 'Flor del Niño')
  assert.equal(flower?.msrp_cents, 4250)
  assert.equal(flower?.size_milligrams, 3500)
  assert.equal(flower?.potency_thc_percent, 22.4)
  assert.equal(flower?.strain_type, 'indica')
  assert.equal(row(menu, 4).product?.name, 'Crema "Alivio" de Árnica')
  assert.equal(row(menu, 6).product?.form, 'pre_roll')
  assert.equal(row(menu, 7).outcome, 'rejected')
})

test('a tab file with other column names and the maker inside the name is read', () => {
  const products = parseMenu(fixture('tabs-brand-in-name.tsv')).rows.map(row => row.product)
  assert.deepEqual(
    products.map(product => [product?.product_line, product?.form, product?.size_label]),
    [
      ['Willow & Rye', 'flower', '3.5g'],
      ['Willow & Rye', 'vaporizer', '0.5g'],
      ['Hearth', 'edible', '10pk'],
      ['Hearth', 'tincture', '30ml'],
      [null, 'accessory', null],
    ],
  )
})

test('bad lines of a till export are reported one by one and stop nothing', () => {
  const menu = parseMenu(fixture('pos-export.csv'))
  assert.deepEqual(
    menu.rows.map(row => [row.line, row.outcome]),
    [
      [4, 'product'],
      [5, 'product'],
      [6, 'product'],
      [7, 'rejected'],
      [8, 'rejected'],
      [9, 'rejected'],
      [10, 'rejected'],
      [11, 'product'],
    ],
  )
  assert.equal(row(menu, 5).product?.name, 'Big Talk 12" Beaker')
  assert.match(row(menu, 7).notes.join(' '), /GS-003 is already that of "Paper Moon/)
  assert.match(row(menu, 8).notes.join(' '), /7 fields where the header has 6/)
  assert.match(row(menu, 10).notes.join(' '), /repeats the column names/)
})

test('a field of more than 10,000 characters rejects its line only', () => {
  const menu = parseMenu(Buffer.from(`name,price,text\nPlum,1,${'x'.repeat(10_001)}\nPear,2,y\n`))
  assert.deepEqual(
    menu.rows.map(row => row.outcome),
    ['rejected', 'product'],
  )
})

test('a maker that other lines name is found at the beginning of a name, and the SKU is not moved by it', () => {
  const alone = parseMenu(Buffer.from('name,brand,price\nEmber Lane Papers,,2\n'))
  const beside = parseMenu(Buffer.from('name,brand,price\nCones,Ember Lane,3\nEmber Lane Papers,,2\n'))
  assert.equal(row(beside, 3).product?.product_line, 'Ember Lane')
  assert.equal(row(beside, 3).product?.sku, row(alone, 2).product?.sku)
})

const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    'Plum 3.5g-I',
    '"',
    '4" Pipe',
    '$12.50',
    '12,50',
    '-1',
    '',
    '\n',
    '5 x 0.5g',
    '100mg',
    '22%',
    '__proto__',
  ),
)

test('no bytes whatever make the import fail in another way than its own', () => {
  const menus = fc.oneof(
    fc.uint8Array({ maxLength: 400 }).map(bytes => Buffer.from(bytes)),
    fc.string({ unit: 'binary', maxLength: 400 }).map(text => Buffer.from(text)),
    fc
      .tuple(fc.constantFrom(',', ';', '\t'), fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 }))
      .map(([mark, rows]) => {
        const lines = rows.map(cells => cells.join(mark))
        return Buffer.from(
          [['name', 'price', 'category', 'size', 'thc', 'sku'].join(mark), ...lines].join('\n'),
        )
      }),
  )
  fc.assert(
    fc.property(menus, input => {
      try {
        const menu = parseMenu(input)
        const { rows, products, duplicates, rejected } = menu.totals
        assert.equal(rows, products + duplicates + rejected)
        assert.equal(new Set(menu.rows.flatMap(row => row.product?.sku.toUpperCase() ?? [])).size, products)
        assert.deepEqual(parseMenu(input), menu)
      } catch (error) {
        assert.ok(error instanceof MenuFormatError, String(error))
      }
    }),
    { numRuns: 500 },
  )
})
