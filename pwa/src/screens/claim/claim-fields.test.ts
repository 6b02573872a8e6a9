import assert from 'node:assert/strict'
import { test } from 'node:test'
import { claimOf, emptyClaim, errorsOfServer, fieldErrors } from './claim-fields.ts'

const filled = {
  ...emptyClaim,
  first_name: ' Ada ',
  last_name: 'Byron',
  email: 'ada@example.com',
  line1: '1 Main Street',
  city: 'Albany',
  state: 'NY',
  postal_code: '12207',
  age_confirmed: true,
  terms_accepted: true,
}

test('an empty form names each field that must be filled, and marketing is not one of them', () => {
  assert.deepEqual(Object.keys(fieldErrors(emptyClaim)).sort(), [
    'age_confirmed',
    'city',
    'email',
    'first_name',
    'last_name',
    'line1',
    'postal_code',
    'state',
    'terms_accepted',
  ])
  assert.deepEqual(fieldErrors(filled), {})
})

test('an address that is no e-mail and a ZIP code that is none are noticed', () => {
  const errors = fieldErrors({ email: 'ada@example', postal_code: '1220' })
  assert.deepEqual(Object.keys(errors), ['email', 'postal_code'])
  assert.deepEqual(fieldErrors({ postal_code: '12207-1234' }), {})
})

test('errors of the server find their fields, however deep they stand in the body', () => {
  assert.deepEqual(errorsOfServer({ 'address.city': 'a', '/address/state': 'b', email: 'c' }), {
    city: 'a',
    state: 'b',
    email: 'c',
  })
})

test('what is sent is trimmed, and an empty second line is left out', () => {
  const body = claimOf('CODE', 'an-id', filled)
  assert.equal(body.first_name, 'Ada')
  assert.equal(body.marketing_consent, false)
  assert.deepEqual(body.address, {
    line1: '1 Main Street',
    city: 'Albany',
    state: 'NY',
    postal_code: '12207',
    country: 'US',
  })
})

test('a friend’s code is sent where there is one', () => {
  assert.equal('referral_code' in claimOf('CODE', 'an-id', filled), false)
  const invited = claimOf('CODE', 'an-id', { ...filled, referral_code: ' ab12cd34 ' })
  assert.equal(invited.referral_code, 'ab12cd34')
})
