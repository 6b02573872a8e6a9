import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type MenuImport, parseMenu } from './menu-import.ts'

/** A shop's real menu, which is no part of the project; the totals below were counted by hand and by another tool. */
const REAL_MENU = new URL('../../../../shared/data/menu.csv', import.meta.url)
const options = existsSync(REAL_MENU) ? {} : { skip: 'the real menu is not on this machine' }

function count(menu: MenuImport, field: 'form' | 'strain_type'): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { product } of menu.rows) {
    const value = product?.[field]
    if (value) counts[value] = (counts[value] ?? 0) + 1
  }
  return counts
}

test('a real menu: every form, strain type, size and potency that its text shows is found', options, () => {
  const menu = parseMenu(readFileSync(REAL_MENU))
  assert.deepEqual(menu.totals, {
    rows: 545,
    products: 483,
    duplicates: 62,
    rejected: 0,
    with_form: 483,
    with_strain_type: 416,
    with_size: 431,
    with_potency: 64,
  })
  assert.deepEqual(count(menu, 'form'), {
    flower: 145,
    vaporizer: 87,
    pre_roll: 81,
    edible: 76,
    accessory: 40,
    concentrate: 28,
    apparel: 25,
    topical: 1,
  })
  assert.deepEqual(count(menu, 'strain_type'), { hybrid: 177, indica: 146, sativa: 93 })
})

test('a real menu without its category and strain columns is read from the names', options, () => {
  const text = readFileSync(REAL_MENU, 'utf8')
  const whole = new Map(parseMenu(Buffer.from(text)).rows.map(row => [row.line, row.product]))
  const bare = parseMenu(Buffer.from(text.replace('category,brand,strainType', 'a,brand,b')))
  const compared = bare.rows.flatMap(({ line, product }) => {
    const known = whole.get(line)
    return product && known ? [{ known, product }] : []
  })
  const wrong = compared.filter(({ known, product }) => ![known.form, 'other'].includes(product.form))
  const found = compared.filter(({ known, product }) => known.form === product.form)
  assert.ok(found.length >= 400, `${found.length} forms found`)
  assert.ok(wrong.length <= 6, wrong.map(({ product }) => `${product.name}: ${product.form}`).join(', '))
  assert.ok(bare.totals.with_strain_type >= 375)
})
