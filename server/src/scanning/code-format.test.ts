import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkCharacter, parseCode, randomCode, typedForm } from './code-format.ts'

const code = fc.constant(null).map(() => randomCode())

test('a code is 16 characters of 80 random bits and never the same twice', () => {
  const made = new Set(Array.from({ length: 10_000 }, randomCode))
  assert.equal(made.size, 10_000)
  for (const one of made) assert.match(one, /^[0-9A-HJKMNP-TV-Z]{16}$/)
})

test('a code is read in every spelling that people use', () => {
  fc.assert(
    fc.property(code, fc.boolean(), fc.boolean(), fc.boolean(), (plain, lower, hyphens, check) => {
      let typed = hyphens ? typedForm(plain) : plain + checkCharacter(plain)
      if (!check) typed = typed.slice(0, -1)
      const spelled = typed.replaceAll('1', 'I').replaceAll('0', 'O')
      assert.equal(parseCode(lower ? spelled.toLowerCase() : spelled), plain)
    }),
  )
})

test('one wrong character, or two neighbours exchanged, is noticed by the check character', () => {
  fc.assert(
    fc.property(code, fc.nat(15), fc.nat(30), (plain, at, step) => {
      const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
      const other = alphabet[(alphabet.indexOf(plain[at] as string) + 1 + step) % 32] as string
      const wrong = plain.slice(0, at) + other + plain.slice(at + 1)
      assert.equal(parseCode(wrong + checkCharacter(plain)), null)
      const swapped = plain.slice(0, at) + (plain[at + 1] ?? '') + plain[at] + plain.slice(at + 2)
      if (swapped.length === 16 && swapped !== plain)
        assert.equal(parseCode(swapped + checkCharacter(plain)), null)
    }),
  )
})

test('nonsense is not a code', () => {
  for (const text of ['', ' ', 'HELLO', 'U'.repeat(16), '0'.repeat(15), '0'.repeat(200), '💚'.repeat(16)]) {
    assert.equal(parseCode(text), null, text)
  }
})
