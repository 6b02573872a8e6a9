import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import type { SMTPServerOptions } from 'smtp-server'
import { faultOfRelay } from '../platform/mail-relay.ts'
import { senderOf } from './choose-transport.ts'
import { MailRefused, withoutAddresses } from './mail-refused.ts'
import { smtpTransport, tryRelay } from './smtp-transport.ts'
import { headerOf, startRelay } from './test/relay.ts'

const FROM = { name: 'Fern 🌿 & Wood', address: 'hello@fern.example' }
const MAIL = {
  id: '019aa000-0000-7000-8000-000000000001',
  memberId: 'm',
  recipient: 'robin@example.com',
  subject: 'Sign in to Fern 🌿 & Wood',
  text: 'Hi Zoë 🦊, 123456',
  html: '<p>Hi Zoë 🦊, 123456</p>',
}

async function open(t: TestContext, options: SMTPServerOptions = {}) {
  const relay = await startRelay(options)
  t.after(relay.close)
  return { relay, transport: smtpTransport({ url: relay.url }, FROM) }
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => assert.fail('it was taken'),
    (error: unknown) => {
      assert.ok(error instanceof MailRefused, String(error))
      return error
    },
  )

test('a mail has both parts, a Message-ID of its own, says that no person wrote it, and is no newsletter', async t => {
  const { relay, transport } = await open(t)
  await transport.hand(MAIL)
  const raw = relay.taken[0]?.raw ?? ''
  assert.equal(headerOf(raw, 'message-id'), `<${MAIL.id}@fern.example>`)
  assert.equal(headerOf(raw, 'auto-submitted'), 'auto-generated')
  assert.equal(headerOf(raw, 'list-unsubscribe'), undefined)
  assert.match(raw, /multipart\/alternative/)
  for (const part of ['text/plain', 'text/html'])
    assert.ok(raw.includes(`Content-Type: ${part}; charset=utf-8`))
  assert.match(headerOf(raw, 'subject') ?? '', /=\?UTF-8\?[BQ]\?/)
  assert.match(headerOf(raw, 'from') ?? '', /=\?UTF-8\?[BQ]\?.*<hello@fern\.example>$/)
})

test('nothing in an address, a name or a subject becomes another header or another recipient', async t => {
  const { relay } = await open(t)
  const name = 'Fern\r\nBcc: everyone@example.com'
  const transport = smtpTransport({ url: relay.url }, { name, address: FROM.address })
  await transport.hand({ ...MAIL, subject: 'Hi\r\nBcc: everyone@example.com' })
  assert.deepEqual(relay.taken[0]?.to, [MAIL.recipient])
  assert.doesNotMatch(relay.taken[0]?.raw ?? '', /^Bcc:/im)
  for (const recipient of [
    'robin@example.com, everyone@example.com',
    'robin@example.com\r\nRCPT TO:<everyone@example.com>',
    '<everyone@example.com>',
    '"everyone@example.com x"@example.com',
  ]) {
    assert.equal((await refusal(transport.hand({ ...MAIL, recipient }))).kind, 'refused')
  }
  assert.equal(relay.taken.length, 1)
})

test('an address of 254 characters and those in another script are taken as they are', async t => {
  const { relay, transport } = await open(t)
  const long = `${'a'.repeat(64)}@${`${'b'.repeat(60)}.`.repeat(3)}museum`
  const others = ['пример@example.com', 'robin@bücher.example']
  for (const recipient of [long, ...others]) await transport.hand({ ...MAIL, recipient })
  assert.equal(long.length, 254)
  assert.deepEqual(
    relay.taken.flatMap(mail => mail.to),
    [long, ...others],
  )
})

for (const [answered, kind, mayRetry] of [
  [421, 'busy', true],
  [451, 'busy', true],
  [550, 'refused', false],
  [554, 'refused', false],
] as const) {
  test(`a ${answered} is ${kind}, and ${mayRetry ? 'may' : 'is not to'} be tried again`, async t => {
    const { transport } = await open(t, {
      onData(stream, _session, callback) {
        stream.on('end', () =>
          callback(Object.assign(new Error('about robin@example.com'), { responseCode: answered })),
        )
        stream.resume()
      },
    })
    const error = await refusal(transport.hand(MAIL))
    assert.deepEqual([error.kind, error.mayRetry], [kind, mayRetry])
    assert.match(error.message, new RegExp(`${answered}`))
    assert.doesNotMatch(error.message, /robin/)
  })
}

test('who is not there, or hangs up in the middle, may be tried again, and nothing is repeated by itself', async t => {
  const gone = await startRelay()
  await gone.close()
  const nobody = await refusal(smtpTransport({ url: gone.url }, FROM).hand(MAIL))
  assert.deepEqual([nobody.kind, nobody.mayRetry], ['no_answer', true])
  for (const way of ['drop', 'hangUp'] as const) {
    const { relay, transport } = await open(t, {
      onData(stream) {
        stream.on('end', () => relay[way]())
        stream.resume()
      },
    })
    assert.equal((await refusal(transport.hand(MAIL))).kind, 'no_answer')
    assert.equal(relay.state.messages, 1, way)
  }
})

test('connections are kept for the next mail, and there are only a few of them', async t => {
  const { relay, transport } = await open(t)
  await Promise.all(Array.from({ length: 40 }, () => transport.hand(MAIL)))
  assert.equal(relay.taken.length, 40)
  assert.ok(relay.state.connections <= 8, `${relay.state.connections} connections`)
})

test('without TLS a mail goes to this machine only', async t => {
  const { relay } = await open(t)
  // An address of this machine too, but one that is not known to be.
  const elsewhere = { url: relay.url.replace('127.0.0.1', '127.0.0.2') }
  await refusal(smtpTransport(elsewhere, FROM).hand(MAIL))
  assert.equal(relay.state.connections, 1)
  assert.equal(relay.state.messages, 0)
})

test('a wrong password is refused for good, and a right one signs in', async t => {
  const { relay } = await open(t, {
    authOptional: false,
    allowInsecureAuth: true,
    onAuth(auth, _session, callback) {
      if (auth.username === 'a@b' && auth.password === 'p@ss/word') return callback(null, { user: 1 })
      callback(Object.assign(new Error('no'), { responseCode: 535 }))
    },
  })
  const at = (user: string) => ({ url: relay.url.replace('//', `//${user}@`) })
  await tryRelay(at('a%40b:p%40ss%2Fword'))
  await smtpTransport(at('a%40b:p%40ss%2Fword'), FROM).hand(MAIL)
  const error = await refusal(tryRelay(at('a%40b:wrong')))
  assert.equal(error.kind, 'refused')
  assert.doesNotMatch(error.message, /wrong|a@b/)
})

test('with a DKIM key the mail is signed', async t => {
  const { relay } = await open(t)
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const private_key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const dkim = { domain: 'fern.example', selector: 's1', private_key }
  await smtpTransport({ url: relay.url, dkim }, FROM).hand(MAIL)
  assert.match(headerOf(relay.taken[0]?.raw ?? '', 'dkim-signature') ?? '', /d=fern\.example;.* s=s1;/)
})

test('the address of a relay has a host and nothing that would change how it is trusted', () => {
  for (const right of ['smtp://localhost:1025', 'smtps://user:p%40ss@mail.example', 'smtp://[::1]:25/']) {
    assert.equal(faultOfRelay(right), undefined, right)
  }
  for (const wrong of [
    'http://mail.example',
    'mail.example:25',
    'smtp://',
    'smtps://mail.example?tls.rejectUnauthorized=false',
    'smtp://mail.example/path',
    'smtp://user:%zz@mail.example',
  ]) {
    assert.ok(faultOfRelay(wrong), wrong)
  }
})

test('a sender is a name and an address, and the brand’s name where there is none', () => {
  assert.deepEqual(senderOf('Fern <hello@fern.example>', 'Fernwood'), {
    name: 'Fern',
    address: 'hello@fern.example',
  })
  assert.deepEqual(senderOf('"Fern, Inc." <a@b.c>', 'x'), { name: 'Fern, Inc.', address: 'a@b.c' })
  assert.deepEqual(senderOf(' a@b.c ', 'Fern\nwood'), { name: 'Fern wood', address: 'a@b.c' })
})

test('an address is taken out of what the other side says, whatever is around it', () => {
  assert.equal(withoutAddresses('no <robin@x.example>, "пример@x.example"'), 'no <[address]>, "[address]"')
})
