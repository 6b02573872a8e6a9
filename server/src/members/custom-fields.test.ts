import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ProfileField } from '../tenancy/index.ts'
import { changeCustom } from './custom-fields.ts'

const FIELDS: ProfileField[] = [
  { key: 'nickname', label: 'Nickname', kind: 'text', required: false, max: 5 },
  { key: 'effect', label: 'Effect', kind: 'choice', required: true, choices: ['calm', 'bright'] },
  { key: 'news', label: 'News', kind: 'checkbox', required: false },
]

const wrong = (current: object, patch: object) =>
  changeCustom(FIELDS, current as never, patch as never).errors.map(({ field }) => field)

test('texts, choices and checkboxes are kept as they are given', () => {
  const { values, errors } = changeCustom(
    FIELDS,
    {},
    { nickname: ' 🌿🌿🌿🌿🌿 ', effect: 'calm', news: false },
  )
  assert.deepEqual(errors, [])
  assert.deepEqual(values, { nickname: '🌿🌿🌿🌿🌿', effect: 'calm', news: false })
})

test('what is wrong is named: another kind of value, too long, no choice of these, no field of the brand', () => {
  const good = { effect: 'calm' }
  assert.deepEqual(wrong(good, { nickname: 7 }), ['custom.nickname'])
  assert.deepEqual(wrong(good, { nickname: '123456' }), ['custom.nickname'])
  assert.deepEqual(wrong(good, { effect: 'loud' }), ['custom.effect'])
  assert.deepEqual(wrong(good, { news: 'yes' }), ['custom.news'])
  assert.deepEqual(wrong(good, { shoe_size: '9' }), ['custom.shoe_size'])
  assert.deepEqual(wrong(good, { shoe_size: null }), ['custom.shoe_size'])
  assert.deepEqual(wrong({}, { nickname: 'x' }), ['custom.effect'], 'a required field is still empty')
  assert.deepEqual(wrong(good, { effect: null }), ['custom.effect'])
  assert.deepEqual(wrong(good, { effect: ' ' }), ['custom.effect'])
})

test('what a field that is gone has left behind can be taken away, and nothing else of it changed', () => {
  const current = { effect: 'calm', old: 'x' }
  assert.deepEqual(changeCustom(FIELDS, current, { nickname: 'y' }).values.old, 'x')
  assert.equal(changeCustom(FIELDS, current, { old: null }).values.old, undefined)
  assert.deepEqual(wrong(current, { old: 'z' }), ['custom.old'])
})

test('whatever is asked for, accepted values hold what the fields say, and a refusal names its field', () => {
  const value = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.boolean(), fc.constant(null))
  const patch = fc.dictionary(fc.constantFrom('nickname', 'effect', 'news', 'other'), value)
  fc.assert(
    fc.property(patch, given => {
      const { values, errors } = changeCustom(FIELDS, { effect: 'bright' }, given)
      if (errors.length > 0) return errors.every(({ field }) => field.startsWith('custom.'))
      const { nickname = '', effect, news = true } = values
      return (
        [...String(nickname)].length <= 5 &&
        ['calm', 'bright'].includes(String(effect)) &&
        typeof news === 'boolean'
      )
    }),
  )
})
