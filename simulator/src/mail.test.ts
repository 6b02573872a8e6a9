import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { CustomerIORequestError, SendEmailRequest } from 'customerio-node'
import { findCodes, findLinks } from './mailbox.ts'
import { startForTest } from './test-simulator.ts'

suite('mail', () => {
  test('what the official client sends can be read back, newest first, with its links and codes', async context => {
    const { mail, ask, ledger } = await startForTest(context)
    const send = (to: string, code: string) =>
      mail.sendEmail(
        new SendEmailRequest({
          to,
          from: 'Acme <hello@acme.test>',
          subject: 'Sign in',
          body: `<p>Your code is <b>${code}</b></p><a href="https://acme.test/auth/link?token=t&amp;n=1">Sign in</a>`,
          body_plain: `Your code is ${code}`,
          identifiers: { id: 'ada' },
        }),
      )
    const answer = await send('ada@example.com', '123456')
    assert.ok(Math.abs(answer.queued_at - Date.now() / 1000) < 5)
    await send('Ada <ADA@example.com>', '654321')
    await send('bob@example.com', '111111')
    const { items } = await ask('/mail?to=ada@example.com')
    assert.deepEqual(
      items.map(({ codes }: { codes: string[] }) => codes),
      [['654321'], ['123456']],
    )
    assert.deepEqual(items[1]?.links, ['https://acme.test/auth/link?token=t&n=1'])
    assert.equal(items[1]?.delivery_id, answer.delivery_id)
    assert.equal(items[1]?.from, 'Acme <hello@acme.test>')
    assert.equal(items[1]?.plain, 'Your code is 123456')
    const [row] = await ledger('identifier=ada')
    assert.deepEqual([row?.action, row?.decision], ['send_email', 'accepted'])
  })

  test('a mail without a text, and without a template, is refused', async context => {
    const { mail, ask } = await startForTest(context)
    const request = new SendEmailRequest({ to: 'a@b.c', identifiers: { id: 'ada' } } as never)
    await assert.rejects(
      mail.sendEmail(request),
      (error: unknown) => error instanceof CustomerIORequestError && error.statusCode === 400,
    )
    assert.deepEqual((await ask('/mail')).items, [])
  })

  test('only what a reader sees as a code is one', () => {
    const html =
      '<style>a{color:#123456}</style><p style="margin:222222">Code 333&shy;</p><td>444444</td>' +
      '<a href="https://acme.test/555555">#666666</a> 7777777'
    assert.deepEqual(findCodes('Your code: 888888', html, '444444 or https://acme.test/999999'), [
      '888888',
      '444444',
    ])
  })

  test('only web addresses are links, each once', () => {
    const html =
      '<a href="javascript:alert(1)">x</a><a href=\'http://a.test/x\'>a</a> http://a.test/x, https://b.test/y.'
    assert.deepEqual(findLinks(html, 'http://c.test'), [
      'http://a.test/x',
      'https://b.test/y',
      'http://c.test',
    ])
  })
})
