import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkCharacter, groupCode, printedCode, readTypedCode } from './typed-code.ts'

const code = fc.string({
  unit: fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
  minLength: 16,
  maxLength: 16,
})

test('the printed form is read back as the code', () => {
  fc.assert(
    fc.property(code, value => {
      assert.deepEqual(readTypedCode(printedCode(value)), { kind: 'complete', code: value })
      assert.deepEqual(readTypedCode(value.toLowerCase()), { kind: 'complete', code: value })
    }),
  )
})

test('the check character is the 80-bit value modulo 37', () => {
  fc.assert(
    fc.property(code, value => {
      const digits = [...value].map(character => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(character))
      const number = digits.reduce((sum, digit) => sum * 32n + BigInt(digit), 0n)
      assert.equal(checkCharacter(value), '0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U'[Number(number % 37n)])
    }),
  )
})

test('one wrong character is noticed when the check character is there', () => {
  fc.assert(
    fc.property(code, fc.nat(15), fc.nat(31), (value, position, replacement) => {
      const other = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.charAt(replacement)
      fc.pre(value[position] !== other)
      const wrong = value.slice(0, position) + other + value.slice(position + 1)
      assert.deepEqual(readTypedCode(wrong + checkCharacter(value)), { kind: 'wrong_check' })
    }),
  )
})

test('I and L are read as 1, O as 0, hyphens and spaces as nothing', () => {
  assert.deepEqual(readTypedCode('oOil-abcd efgh–jkmn'), { kind: 'complete', code: '0011ABCDEFGHJKMN' })
})

test('a pasted address gives its code', () => {
  assert.deepEqual(readTypedCode('https://fernwood.example/s/0011ABCDEFGHJKMN?utm=x'), {
    kind: 'complete',
    code: '0011ABCDEFGHJKMN',
  })
})

test('what is typed is told apart: unfinished, foreign, too long', () => {
  assert.deepEqual(readTypedCode('ABCD-EF'), { kind: 'incomplete', typed: 6 })
  assert.deepEqual(readTypedCode('ABCU'), { kind: 'foreign_character', character: 'U' })
  assert.equal(readTypedCode('0011ABCDEFGHJKMN00').kind, 'too_long')
})

test('grouping follows the typing and never grows beyond the check character', () => {
  assert.equal(groupCode('abcde'), 'ABCD-E')
  assert.equal(groupCode('0011ABCDEFGHJKMN7999'), '0011-ABCD-EFGH-JKMN-7')
})
