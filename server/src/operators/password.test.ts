import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Problem } from '../platform/errors.ts'
import { hashPassword, isOutdated, isPassword } from './password-hash.ts'
import { checkNewPassword, generatePassword } from './password-rules.ts'

describe('a stored password', () => {
  test('is argon2id in PHC form with its cost, salted, and tells the right one', async () => {
    const [one, other] = await Promise.all([hashPassword('tall grey heron'), hashPassword('tall grey heron')])
    assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    assert.notEqual(one, other)
    assert.equal(await isPassword('tall grey heron', one), true)
    assert.equal(await isPassword('tall grey Heron', one), false)
    assert.equal(isOutdated(one), false)
  })

  test('is the same however a keyboard composes its letters', async () => {
    assert.equal(await isPassword('caf\u00e9 au lait', await hashPassword('cafe\u0301 au lait')), true)
  })

  test('of an older cost still works, and is told apart', async () => {
    // From the tests of the reference implementation.
    const old = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4'
    assert.equal(isOutdated(old), true)
    assert.equal(await isPassword('password', old), true)
    assert.equal(await isPassword('another', old), false)
  })

  test('of nobody is never right', async () => {
    assert.equal(await isPassword('', undefined), false)
  })

  test('makes those who come by the hundred wait no longer than for a refusal', async () => {
    const all = await Promise.allSettled(Array.from({ length: 110 }, () => isPassword('x', CHEAP)))
    const refused = all.filter(one => one.status === 'rejected')
    assert.equal(refused.length, 8, 'two at work and a hundred waiting')
    for (const { reason } of refused) assert.equal((reason as Problem).code, 'overloaded')
    assert.equal(await isPassword('x', CHEAP), false, 'and goes on afterwards')
  })
})

const CHEAP = `$argon2id$v=19$m=8,t=1,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`

describe('a new password', () => {
  const known = {
    email: 'mary.poppins@acme.example',
    name: 'Mary Poppins',
    brand: { slug: 'fernwood', name: 'Fernwood' },
  }
  const refusal = (password: string) => {
    try {
      checkNewPassword(password, known, 'next')
      return 'taken'
    } catch (problem) {
      assert.ok(problem instanceof Problem)
      assert.equal(problem.errors?.[0]?.field, 'next')
      return problem.errors[0].message
    }
  }

  for (const good of ['tall grey heron', 'correct horse battery', '7-pelicans-in-Ohio', 'ночной поезд 42']) {
    test(`may be ${good}`, () => assert.equal(refusal(good), 'taken'))
  }

  for (const bad of [
    'password1234',
    'Passw0rd!Passw0rd!',
    '123456789012',
    'aaaaaaaaaaaaaaaa',
    'qwertyuiop12',
    'mary.poppins@acme.example',
    'MaryPoppins1',
    'Fernwood-Fernwood',
    'Fernwood2026!',
    'abcabcabcabcabc',
  ]) {
    test(`may not be ${bad}`, () => assert.match(refusal(bad), /easy to guess/))
  }

  test('has 12 characters at least and 200 at most, as people count them', () => {
    assert.match(refusal('grey heron!'), /at least 12/)
    assert.match(refusal('🦩🦚🦜🦢🦉🦅'), /at least 12/, '12 UTF-16 units')
    assert.match(refusal(`tall grey heron${'x'.repeat(200)}`), /at most 200/)
  })

  test('that is made for somebody passes, and is never the same', () => {
    const made = Array.from({ length: 200 }, generatePassword)
    for (const password of made) {
      assert.match(password, /^([2-9a-hjkmnp-z]{5}-){3}[2-9a-hjkmnp-z]{5}$/)
      assert.equal(refusal(password), 'taken')
    }
    assert.equal(new Set(made).size, made.length)
  })
})
