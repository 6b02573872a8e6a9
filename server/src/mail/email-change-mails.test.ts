import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeEmailConfirmMail, writeEmailNoticeMail, writeEmailTakenMail } from './email-change-mails.ts'

const BRAND = {
  name: 'Fern & Wood',
  colours: { ink: '#101010', paper: '#fafafa', accent: '#2b6a4d', on_accent: '#ffffff' },
}
const NAME = '"><b>🌿\r\nBcc: everyone@example.com'
const PAYLOAD = { first_name: NAME, link: 'https://fern.example/auth/email?token=abc' }

test('the new address is asked, the old one can object, and both hold the link', () => {
  for (const [mail, said] of [
    [writeEmailConfirmMail(BRAND, PAYLOAD), 'Confirm this address'],
    [writeEmailNoticeMail(BRAND, PAYLOAD), 'This was not me'],
  ] as const) {
    assert.ok(mail.text.includes(`${said}: ${PAYLOAD.link}`))
    assert.ok(mail.html.includes(PAYLOAD.link) && mail.html.includes(said))
    assert.ok(mail.text.includes('🌿'))
    assert.doesNotMatch(mail.html, /<b>/)
    assert.doesNotMatch(mail.text, /^Bcc:/m)
  }
})

test('an address that is taken is told without a name or a link', () => {
  const mail = writeEmailTakenMail(BRAND)
  assert.match(mail.text, /yours already/)
  assert.doesNotMatch(mail.html, /href/)
})
