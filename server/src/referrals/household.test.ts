import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Address } from '../members/index.ts'
import { householdOf } from './household.ts'

const HOME: Address = {
  line1: '12 North Main Street',
  line2: 'Apt. 3B',
  city: 'Hudson',
  state: 'NY',
  postal_code: '12534',
  country: 'US',
}

const isHome = (changes: Partial<Address>) => householdOf({ ...HOME, ...changes }) === householdOf(HOME)

describe('a door', () => {
  for (const same of [
    { line1: '12 N. MAIN ST', line2: '#3b' },
    { line1: '12 North Main St., Unit 3B', line2: '' },
    { line1: '12  north main str', line2: 'apartment 3b' },
    { postal_code: '12534-1234' },
    { city: 'Hudson (NY)' },
    { line1: '12 Nórth Mäin Street' },
  ]) {
    test(`is the same as ${JSON.stringify(same)}`, () => assert.ok(isHome(same)))
  }

  for (const other of [
    { line2: 'Apt 3C' },
    { line2: '' },
    { line1: '13 North Main Street' },
    { line1: '12 South Main Street' },
    { postal_code: '12535' },
    { country: 'CA' },
  ]) {
    test(`is another than ${JSON.stringify(other)}`, () => assert.ok(!isHome(other)))
  }

  test('is the same however it is capitalised, spaced and punctuated', () => {
    const noise = fc.constantFrom(' ', '  ', ', ', '. ', ' - ')
    fc.assert(
      fc.property(noise, noise, fc.boolean(), (a, b, isUpper) => {
        const line1 = `12${a}North${b}Main${a}Street`
        assert.ok(isHome({ line1: isUpper ? line1.toUpperCase() : line1 }))
      }),
    )
  })

  test('is never without its number, also in scripts that know no case', () => {
    assert.notEqual(householdOf({ ...HOME, line1: '東京 1' }), householdOf({ ...HOME, line1: '東京 2' }))
  })
})
