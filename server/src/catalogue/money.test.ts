import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatCents, parsePrice } from './money.ts'

test('prices are read as people type them, to the cent', () => {
  const typed: [string, number][] = [
    ['2.0', 200],
    ['$12.50', 1250],
    ['12,50', 1250],
    ['12.5', 1250],
    ['.99', 99],
    ['12', 1200],
    ['1,234.50', 123450],
    ['1.234,50 €', 123450],
    ['1,234', 123400],
    ['USD 1 234,50', 123450],
    ['10.4500', 1045],
    ['35.00/ea', 3500],
    ['100000', 10000000],
  ]
  for (const [text, cents] of typed) assert.deepEqual(parsePrice(text), { cents }, text)
})

test('what is no price is refused with a reason', () => {
  const refused: [string, RegExp][] = [
    ['', /no price/],
    ['  ', /no price/],
    ['-5', /negative/],
    ['−5', /negative/],
    ['$-5.00', /negative/],
    ['(5.00)', /negative/],
    ['0', /zero/],
    ['$0.00', /zero/],
    ['100000.01', /above/],
    ['9'.repeat(400), /above/],
    ['12.505', /fractions of a cent/],
    ['10 - 20', /not a price/],
    ['1,23,456.00', /not a price/],
    ['1.2.3', /not a price/],
    ['call us', /not a price/],
    ['1e3', /not a price/],
    ['.', /not a price/],
    ['NaN', /not a price/],
  ]
  for (const [text, reason] of refused) {
    const price = parsePrice(text)
    assert.ok('problem' in price, text)
    assert.match(price.problem, reason, text)
  }
})

test('every amount that is written is read back exactly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), cents => {
      assert.deepEqual(parsePrice(formatCents(cents)), { cents })
      const european = formatCents(cents).replaceAll(',', ' ').replace('.', ',').replace('$', '')
      assert.deepEqual(parsePrice(european), { cents })
    }),
  )
})

test('no text whatever makes the reader throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void parsePrice(text)))
})
