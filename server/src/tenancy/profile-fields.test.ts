import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProfileField } from './profile-fields.ts'
import { DEFAULT_SETTINGS, settingsErrors, settingsOf } from './settings.ts'

const TEXT: ProfileField = { key: 'nickname', label: 'Nickname 🌿', required: false, kind: 'text', max: 40 }
const CHOICE: ProfileField = {
  key: 'effect',
  label: 'Effect',
  required: true,
  kind: 'choice',
  choices: ['calm', 'bright'],
}

const wrong = (...profile_fields: object[]) =>
  settingsErrors({ ...DEFAULT_SETTINGS, profile_fields }).map(({ field }) => field)

test('a brand asks for texts, choices and checkboxes of its own', () => {
  assert.deepEqual(wrong(TEXT, CHOICE, { key: 'vip', label: 'VIP', required: false, kind: 'checkbox' }), [])
})

test('what is wrong with a field is named', () => {
  assert.deepEqual(wrong(TEXT, { ...CHOICE, key: 'nickname' }), ['settings.profile_fields.1.key'])
  assert.deepEqual(wrong({ ...CHOICE, choices: ['calm', 'calm'] }), ['settings.profile_fields.0.choices'])
  const { max, ...endless } = TEXT
  assert.deepEqual(wrong(endless), ['settings.profile_fields.0.max'])
  assert.deepEqual(wrong({ ...CHOICE, max: 4 }), ['settings.profile_fields.0.max'])
  assert.deepEqual(wrong({ ...TEXT, max: 501 }), ['settings.profile_fields.0.max'])
  assert.deepEqual(wrong({ ...TEXT, key: 'E-mail' }), ['settings.profile_fields.0.key'])
  for (const key of ['recipient', 'from_address', 'reply_to', '_hidden'])
    assert.deepEqual(wrong({ ...TEXT, key }), ['settings.profile_fields.0.key'], key)
  assert.deepEqual(wrong({ ...TEXT, label: ' ' }), ['settings.profile_fields.0.label'])
})

test('settings of before have no fields and no versions of texts', () => {
  const { profile_fields, consent_texts, ...old } = DEFAULT_SETTINGS
  assert.deepEqual(settingsOf(old).profile_fields, [])
  assert.deepEqual(settingsOf(old).consent_texts, { terms: null, marketing: null })
})
