import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actionTitle } from './history.ts'

test('a first scan is titled with its gift, a later one without', () => {
  assert.equal(actionTitle('product_scanned', { gift: 'an order id' }), 'First pack scanned, gift claimed')
  assert.equal(actionTitle('product_scanned', {}), 'Pack scanned')
})

test('a change of consent says which way it went', () => {
  assert.equal(actionTitle('consent_changed', { granted: true }), 'Offers by mail switched on')
  assert.equal(actionTitle('consent_changed', { granted: false }), 'Offers by mail switched off')
})

test('an action without a title of its own is called by its name, in words', () => {
  assert.equal(actionTitle('address_corrected', {}), 'Address corrected')
})
