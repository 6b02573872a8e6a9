import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type SignInPayload, writeSignInMail } from './sign-in-mail.ts'

const BRAND = {
  name: 'Fern & Wood',
  colours: { ink: '#101010', paper: '#fafafa', accent: '#2b6a4d', on_accent: '#ffffff' },
}
const PAYLOAD: SignInPayload = {
  first_name: 'Robin',
  link: 'https://fern.example/auth/link?token=abc&x=1',
  code: '012345',
}

test('both forms greet, say what was asked, and hold the link, the code and how long they work', () => {
  const mail = writeSignInMail(BRAND, PAYLOAD)
  assert.equal(mail.subject, 'Sign in to Fern & Wood')
  for (const said of ['Hi Robin,', '012345', '10 minutes', 'not you']) {
    assert.ok(mail.text.includes(said), said)
    assert.ok(mail.html.includes(said), said)
  }
  assert.ok(mail.text.includes(PAYLOAD.link))
  assert.ok(mail.html.includes('href="https://fern.example/auth/link?token=abc&amp;x=1"'))
  assert.ok(mail.html.includes('#2b6a4d'))
})

test('after a claim the mail names the product', () => {
  const mail = writeSignInMail(BRAND, { ...PAYLOAD, product_name: 'Blue Dream 3.5 g' })
  assert.match(mail.subject, /^Confirm your claim at/)
  assert.match(mail.text, /You claimed Blue Dream 3\.5 g at Fern & Wood/)
})

test('a name can carry neither markup nor a line of its own', () => {
  const name = '"><script>alert(1)</script>\r\nBcc: everyone@example.com'
  const mail = writeSignInMail({ ...BRAND, name }, { ...PAYLOAD, first_name: name, product_name: name })
  assert.doesNotMatch(mail.html, /<script/)
  assert.doesNotMatch(mail.subject, /[\r\n]/)
  assert.doesNotMatch(mail.text, /^Bcc:/m)
})
