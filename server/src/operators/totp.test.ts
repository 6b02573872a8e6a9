import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newTotpSecret, otpauthUri, stepOf, stepOfCode, totpCode } from './totp.ts'

/** RFC 6238, appendix B, SHA-1: '12345678901234567890' in base32; the last six of its eight digits. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const VECTORS: [seconds: number, code: string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
]
const at = (seconds: number) => new Date(seconds * 1_000)

test('codes are those of RFC 6238', () => {
  for (const [seconds, code] of VECTORS) assert.equal(totpCode(SECRET, stepOf(at(seconds))), code)
})

test('a code works in its own step and the ones beside it, and names the step', () => {
  const step = stepOf(at(1_234_567_890))
  const code = totpCode(SECRET, step)
  const answers = [-2, -1, 0, 1, 2].map(off => stepOfCode(SECRET, code, at((step + off) * 30)))
  assert.deepEqual(answers, [undefined, step, step, step, undefined])
  assert.equal(stepOfCode(SECRET, '005925', at(1_234_567_890)), undefined)
  assert.equal(stepOfCode(SECRET, '5924', at(1_234_567_890)), undefined)
})

test('a new secret has 160 bits, and the URI says whose it is', () => {
  const secret = newTotpSecret()
  assert.match(secret, /^[A-Z2-7]{32}$/)
  assert.notEqual(newTotpSecret(), secret)
  assert.equal(
    otpauthUri(secret, 'mary+1@acme.example', 'Acme & Co'),
    `otpauth://totp/Acme%20%26%20Co:mary%2B1%40acme.example?secret=${secret}&issuer=Acme%20%26%20Co`,
  )
})
