import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Identity, makeSku } from './menu-sku.ts'

const plum: Identity = {
  maker: 'The Orchard',
  words: 'Plum Static Pre Roll',
  size_label: '1.25g',
  form: 'pre_roll',
  strain_type: 'indica',
}

test('a SKU can be read: maker, name, size and five characters that tell it from its like', () => {
  assert.match(makeSku(plum), /^ORC-PLUM-STATIC-1\.25G-[0-9A-Z]{5}$/)
})

test('a SKU is the same for ever', () => {
  // A changed value here would double every catalogue at its next import.
  assert.equal(makeSku(plum), 'ORC-PLUM-STATIC-1.25G-WQCPV')
})

test('case, accents, punctuation and the word for the form do not change a SKU', () => {
  const written: Identity = { ...plum, maker: 'THE ORCHARD', words: 'plum  státic - Preroll' }
  assert.equal(makeSku(written).slice(-5), makeSku(plum).slice(-5))
})

test('another maker, name, size, form or strain type is another SKU', () => {
  const others: Identity[] = [
    plum,
    { ...plum, maker: null },
    { ...plum, words: 'Plum Static 2' },
    { ...plum, size_label: '1g' },
    { ...plum, form: 'flower' },
    { ...plum, strain_type: 'sativa' },
    { ...plum, strain_type: null },
  ]
  assert.equal(new Set(others.map(makeSku)).size, others.length)
})

test('any name gives a SKU that fits on a label', () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 })
  const form = fc.constantFrom<Identity['form']>('flower', 'edible', 'accessory', 'other')
  fc.assert(
    fc.property(fc.option(text), text, fc.option(text), form, (maker, words, size_label, form) => {
      assert.match(
        makeSku({ maker, words, size_label, form, strain_type: null }),
        /^(?:[A-Z0-9][A-Z0-9.-]*-)?[0-9A-Z]{5}$/,
      )
      assert.ok(makeSku({ maker, words, size_label, form, strain_type: null }).length <= 50)
    }),
  )
})
