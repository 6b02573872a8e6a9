import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allowsGift, marketOf } from './markets.ts'
import { DEFAULT_SETTINGS, settingsErrors } from './settings.ts'

const rules = (code: string, more = {}) => ({
  code,
  legal_age: 21,
  gifts_allowed: true,
  ships_to: true,
  ...more,
})
const settings = {
  age_limit: 21,
  markets: {
    default: { gifts_allowed: true, ships_to: false },
    list: [
      rules('US'),
      rules('US-ID', { ships_to: false }),
      rules('US-UT', { gifts_allowed: false }),
      rules('CA-ON', { legal_age: 19 }),
    ],
  },
}
const at = (country: string, state: string) => marketOf(settings, { country, state })

test('the state says what holds, else the country, else the default with the age limit of the brand', () => {
  assert.deepEqual(at('US', 'UT'), { ...rules('US-UT', { gifts_allowed: false }), name: 'Utah' })
  assert.deepEqual(at('US', 'NY'), { ...rules('US-NY'), name: 'New York' })
  assert.deepEqual(at('DE', 'Bayern'), {
    code: 'DE',
    name: null,
    legal_age: 21,
    gifts_allowed: true,
    ships_to: false,
  })
  assert.equal(at('CA', 'ON')?.legal_age, 19)
})

test('a state is the same by its letters and by its name, in any case', () => {
  for (const spelling of ['ID', 'id', ' Idaho ', 'IDAHO']) assert.equal(at('US', spelling)?.ships_to, false)
  assert.equal(at('US', 'district of Columbia')?.code, 'US-DC')
})

test('a state that there is not has no market: a law is not escaped by a misspelling', () => {
  for (const wrong of ['Idahoo', 'XX', '--']) assert.equal(at('US', wrong), undefined)
})

test('a gift is a parcel: it needs that gifts are allowed and that parcels may go there', () => {
  const gifts = ['NY', 'UT', 'ID'].map(state => {
    const market = at('US', state)
    return market && allowsGift(market)
  })
  assert.deepEqual(gifts, [true, false, false])
})

test('a market twice, or of a state that there is not, is refused by its name', () => {
  const list = [rules('US-NY'), rules('US-XX'), rules('US-NY')]
  const wrong = { ...DEFAULT_SETTINGS, markets: { ...settings.markets, list } }
  assert.deepEqual(
    settingsErrors(wrong).map(({ field }) => field),
    ['settings.markets.list.1.code', 'settings.markets.list.2.code'],
  )
})
