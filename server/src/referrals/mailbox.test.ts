import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { isDisposable } from './disposable-mail.ts'
import { mailboxOf } from './mailbox.ts'

describe('a mailbox', () => {
  for (const [one, other] of [
    ['robin@example.com', 'Robin+party@Example.com'],
    ['robin@example.com', 'robin+a+b@example.com'],
    ['robindoe@gmail.com', 'robin.doe@gmail.com'],
    ['robindoe@gmail.com', 'R.o.b.i.n.Doe+x@googlemail.com'],
  ] as const) {
    test(`is one: ${one}, ${other}`, () => assert.equal(mailboxOf(one), mailboxOf(other)))
  }

  for (const [one, other] of [
    ['robin@example.com', 'robin@example.org'],
    ['robin.doe@example.com', 'robindoe@example.com'],
    ['robin@gmail.com', 'robin@gmail.com.example'],
    ['+one@example.com', '+two@example.com'],
  ] as const) {
    test(`is not one: ${one}, ${other}`, () => assert.notEqual(mailboxOf(one), mailboxOf(other)))
  }

  test('is the same whatever tag and case are used, and naming it again changes nothing', () => {
    const local = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}$/)
    const domain = fc.constantFrom('example.com', 'gmail.com', 'mail.example.org')
    fc.assert(
      fc.property(local, domain, fc.stringMatching(/^[a-z0-9+]{0,10}$/), (name, at, tag) => {
        const mailbox = mailboxOf(`${name}@${at}`)
        assert.equal(mailboxOf(`${name.toUpperCase()}+${tag}@${at}`), mailbox)
        assert.equal(mailboxOf(mailbox), mailbox)
      }),
    )
  })
})

test('mailboxes to throw away are known by their domain, and by what is below it', () => {
  for (const email of ['x@mailinator.com', 'X@MAILINATOR.COM', 'x@eu.mailinator.com', 'x@yopmail.fr'])
    assert.ok(isDisposable(email), email)
  for (const email of [
    'x@example.com',
    'x@notmailinator.example',
    'mailinator.com@example.com',
    'x@gmail.com',
    '',
  ])
    assert.ok(!isDisposable(email), email)
})
