import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SUGGESTION_KINDS } from '../tenancy/index.ts'
import { readSuggestionId, suggestionId } from './suggestion-id.ts'

const brand = { memberHashKey: 'a key' }
const anyName = fc.record({
  kind: fc.constantFrom(...SUGGESTION_KINDS),
  subject: fc.stringMatching(/^[a-z0-9_-]{0,60}$/),
})

test('an id leads back to what was suggested, for that member and brand alone', () => {
  fc.assert(
    fc.property(anyName, name => {
      const id = suggestionId(brand, 'a', name)
      assert.equal(id, suggestionId(brand, 'a', name))
      assert.ok(id.length <= 120)
      assert.deepEqual(readSuggestionId(brand, 'a', id), { ...name })
      assert.equal(readSuggestionId(brand, 'b', id), undefined)
      assert.equal(readSuggestionId({ memberHashKey: 'other' }, 'a', id), undefined)
    }),
  )
})

test('what was made up is nobody’s', () => {
  const id = suggestionId(brand, 'a', { kind: 'scan_again', subject: '' })
  for (const text of [
    '',
    id.slice(0, -1),
    id.replace('scan_again', 'come_back'),
    id.replace('..', '.x.'),
    `${id}A`,
  ]) {
    assert.equal(readSuggestionId(brand, 'a', text), undefined)
  }
  fc.assert(fc.property(fc.string(), text => readSuggestionId(brand, 'a', text) === undefined))
})
