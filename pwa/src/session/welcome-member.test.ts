import assert from 'node:assert/strict'
import { test } from 'node:test'
import { localPlace } from './welcome-member.ts'

test('after sign-in only a place of our own is gone to', () => {
  assert.equal(localPlace('/s/ABC?x=1'), '/s/ABC?x=1')
  for (const place of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:x',
    '',
    undefined,
  ]) {
    assert.equal(localPlace(place), '/', String(place))
  }
})
