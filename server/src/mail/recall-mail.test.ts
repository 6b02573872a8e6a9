import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeRecallMail } from './recall-mail.ts'

const brand = {
  name: 'Fernwood',
  colours: { ink: '#000', paper: '#fff', accent: '#0a0', on_accent: '#fff' },
}
const payload = {
  first_name: 'Robin',
  product_name: 'Moss <3.5 g>',
  lot_number: 'L-7',
  reason: 'Mould\nwas found',
  made_good: 'bonus' as const,
  bonus: '50 leaves',
}

test('a recall says what, why, what to do and what becomes of the points, and nothing in it is markup', () => {
  const { subject, text, html } = writeRecallMail(brand, payload)
  assert.equal(subject, 'Recall: Moss <3.5 g>')
  for (const said of ['lot L-7', 'Why: Mould was found', 'back to the shop', '50 leaves were added']) {
    assert.ok(text.includes(said), said)
  }
  assert.ok(html.includes('Moss &lt;3.5 g&gt;'))
  const held = writeRecallMail(brand, { ...payload, lot_number: null, made_good: 'hold', bonus: null })
  assert.match(held.text, /on hold/)
  assert.doesNotMatch(held.text, /, lot/)
})
