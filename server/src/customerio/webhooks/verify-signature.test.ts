import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { type SignedRequest, verifySignature } from './verify-signature.ts'

const TIMESTAMP = '1700000000'
const SIGNATURE = 'a198973c3194965ad7e6c7ebd335e0f48b25dc39916cc265f0174c29d1f6e252'
const BODY = Buffer.from('{"a":"é"}')
const AT = new Date((1_700_000_000 + 5) * 1_000)
const request = { timestamp: TIMESTAMP, signature: SIGNATURE, body: BODY }

const verdict = (some: SignedRequest, keys: string[] = ['whsec'], at = AT) =>
  verifySignature(some, keys, at).verdict

test('the known answer is accepted under the current key and the one before, of either kind of webhook', () => {
  assert.deepEqual(verifySignature(request, ['whsec'], AT), {
    verdict: 'signed',
    at: new Date(1_700_000_000_000),
  })
  assert.equal(verdict(request, ['newer', 'whsec']), 'signed')
  assert.equal(verdict(request, ['', 'whsec']), 'signed')
  assert.equal(verdict(request, ['campaign', 'campaign before', 'reporting', 'whsec']), 'signed')
})

test('what openssl signs is accepted', () => {
  const input = Buffer.concat([Buffer.from(`v0:${TIMESTAMP}:`), BODY])
  const digest = execFileSync('openssl', ['dgst', '-sha256', '-hmac', 'another secret', '-hex'], { input })
  const signature = /([0-9a-f]{64})/.exec(digest.toString())?.[1]
  assert.equal(verdict({ ...request, signature }, ['another secret']), 'signed')
})

test('another key, body, timestamp or signature is refused', () => {
  assert.equal(verdict(request, ['other']), 'bad_signature')
  assert.equal(verdict(request, []), 'bad_signature')
  assert.equal(verdict({ ...request, body: Buffer.from('{"a":"e"}') }), 'bad_signature')
  assert.equal(verdict({ ...request, timestamp: '1700000001' }), 'bad_signature')
  for (const signature of [undefined, '', 'abc', SIGNATURE.toUpperCase(), [SIGNATURE], `${SIGNATURE}00`]) {
    assert.equal(verdict({ ...request, signature }), 'bad_signature', String(signature))
  }
  for (const timestamp of [undefined, '', '1e9', '-5', 'x', '1700000000.0']) {
    assert.equal(verdict({ ...request, timestamp }), 'bad_signature', String(timestamp))
  }
})

test('each flipped bit of the body or the signature is found', () => {
  for (let bit = 0; bit < BODY.length * 8; bit++) {
    const body = Buffer.from(BODY)
    body[bit >> 3] = (body[bit >> 3] as number) ^ (1 << (bit & 7))
    assert.equal(verdict({ ...request, body }), 'bad_signature')
  }
  for (let i = 0; i < SIGNATURE.length; i++) {
    const other = SIGNATURE[i] === '0' ? '1' : '0'
    const signature = SIGNATURE.slice(0, i) + other + SIGNATURE.slice(i + 1)
    assert.equal(verdict({ ...request, signature }), 'bad_signature')
  }
})

test('a retry may come for 7 days, and a clock may be 10 minutes ahead', () => {
  const after = (seconds: number) => verdict(request, ['whsec'], new Date((1_700_000_000 + seconds) * 1_000))
  assert.equal(after(7 * 86_400), 'signed')
  assert.equal(after(7 * 86_400 + 1), 'signature_too_old')
  assert.equal(after(-600), 'signed')
  assert.equal(after(-601), 'signature_too_far_ahead')
  // Who has no key learns nothing about clocks.
  assert.equal(verdict(request, ['other'], new Date(0)), 'bad_signature')
})
