import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSigned } from './verify-signature.ts'

const TIMESTAMP = '1700000000'
const SIGNATURE = 'a198973c3194965ad7e6c7ebd335e0f48b25dc39916cc265f0174c29d1f6e252'
const BODY = Buffer.from('{"a":"é"}')
const AT = new Date((1_700_000_000 + 5) * 1_000)
const request = { timestamp: TIMESTAMP, signature: SIGNATURE, body: BODY }

test('the known answer is accepted under the current key and the one before', () => {
  assert.equal(isSigned(request, ['whsec'], AT), true)
  assert.equal(isSigned(request, ['newer', 'whsec'], AT), true)
  assert.equal(isSigned(request, ['', 'whsec'], AT), true)
})

test('another key, body, timestamp or signature is refused', () => {
  assert.equal(isSigned(request, ['other'], AT), false)
  assert.equal(isSigned(request, [], AT), false)
  assert.equal(isSigned({ ...request, body: Buffer.from('{"a":"e"}') }, ['whsec'], AT), false)
  assert.equal(isSigned({ ...request, timestamp: '1700000001' }, ['whsec'], AT), false)
  for (const signature of [undefined, '', 'abc', SIGNATURE.toUpperCase(), [SIGNATURE], `${SIGNATURE}00`]) {
    assert.equal(isSigned({ ...request, signature }, ['whsec'], AT), false, String(signature))
  }
  for (const timestamp of [undefined, '', '1e9', '-5', 'x', '1700000000.0']) {
    assert.equal(isSigned({ ...request, timestamp }, ['whsec'], AT), false, String(timestamp))
  }
})

test('a retry may come for 7 days, and a clock may be 10 minutes ahead', () => {
  const after = (seconds: number) => isSigned(request, ['whsec'], new Date((1_700_000_000 + seconds) * 1_000))
  assert.equal(after(7 * 86_400), true)
  assert.equal(after(7 * 86_400 + 1), false)
  assert.equal(after(-600), true)
  assert.equal(after(-601), false)
})
