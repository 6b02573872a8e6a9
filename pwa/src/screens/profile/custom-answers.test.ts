import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProfileField } from '../../api/shapes.ts'
import { changedAnswers, wrongAnswer } from './custom-answers.ts'

const text: ProfileField = { key: 'shop', label: 'Shop', kind: 'text', required: true, max: 5 }
const choice: ProfileField = {
  key: 'size',
  label: 'Size',
  kind: 'choice',
  required: false,
  choices: ['S', 'M'],
}
const tick: ProfileField = { key: 'member', label: 'Member', kind: 'checkbox', required: true }

test('an answer that is needed must be there, and none may be longer than the brand has room for', () => {
  assert.match(wrongAnswer(text, '  ') ?? '', /fill/)
  assert.match(wrongAnswer(text, 'abcdef') ?? '', /5 characters/)
  assert.equal(wrongAnswer(text, ' 🌿🌿🌿🌿🌿 '), undefined)
  assert.match(wrongAnswer(tick, false) ?? '', /tick/)
  assert.equal(wrongAnswer(choice, undefined), undefined)
})

test('only what differs is sent, and an emptied answer is taken away', () => {
  const fields = [text, choice, tick]
  const stored = { shop: 'Elm', size: 'S', member: true }
  assert.equal(changedAnswers(fields, stored, { ...stored, shop: ' Elm ' }), undefined)
  assert.deepEqual(changedAnswers(fields, stored, { ...stored, shop: 'Oak', size: '' }), {
    shop: 'Oak',
    size: null,
  })
  assert.equal(changedAnswers(fields, {}, { size: '', member: false }), undefined)
})

test('an answer to a question that is gone is left alone', () => {
  assert.equal(changedAnswers([text], { old: 'x', shop: 'Elm' }, { shop: 'Elm' }), undefined)
})
