import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { openWorld } from '../../test/world.ts'
import { startRelay } from '../mail/test/relay.ts'
import type { NamedFinding } from '../platform/doctor/index.ts'
import { readBrandRelay } from '../tenancy/index.ts'
import { runCli } from './test/run-cli.ts'

async function open(t: TestContext) {
  const world = await openWorld(t)
  const relay = await startRelay({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth({ password }, _session, callback) {
      if (password === 'right') return callback(null, { user: 1 })
      callback(Object.assign(new Error('no'), { responseCode: 535 }))
    },
  })
  t.after(relay.close)
  const file = (password: string, change: object = {}) =>
    JSON.stringify({
      url: relay.url.replace('//', `//fern:${password}@`),
      from: 'Fern <hello@fern.example>',
      ...change,
    })
  return {
    world,
    relay,
    file,
    cli: (input: string, ...options: string[]) =>
      runCli(world.adminUrl, ['brands', 'mail', 'acme', '-', ...options], {}, input),
    async check(env: Record<string, string> = {}) {
      const { stdout } = await runCli(world.adminUrl, ['doctor', '--json'], env)
      const { checks } = JSON.parse(stdout) as { checks: NamedFinding[] }
      return checks.find(({ name }) => name === 'mail') as NamedFinding
    },
  }
}

test('a relay is tried, stored sealed and audited; one that is wrong is refused by its field, and not repeated', async t => {
  const { world, file, cli } = await open(t)
  const stored = () => readBrandRelay(world.platform, world.brand.id)
  for (const [input, said] of [
    [file('hush'), /url.*535/s],
    [file('right', { from: 'nobody' }), /from/],
    [file('right', { url: 'smtp://fern:hush@mail.example?x=1' }), /url.*after the host/s],
    [file('right', { dkim: { domain: 'fern.example', selector: 's' } }), /dkim/],
    ['{', /JSON/],
  ] as const) {
    const refused = await cli(input)
    assert.equal(refused.code, 1, input)
    assert.match(refused.stderr, said)
    assert.doesNotMatch(refused.stderr, /hush|fern:/)
  }
  assert.equal(await stored(), undefined)
  const done = await cli(file('right'))
  assert.equal(done.code, 0, done.stderr)
  assert.deepEqual(await stored(), JSON.parse(file('right')))
  const audit = await world.platform.db.transaction(world.brand.id, tx =>
    tx.raw<{ action: string; after: object }>('select action, after from audit_entries where brand_id = $1', [
      world.brand.id,
    ]),
  )
  assert.equal(audit.at(-1)?.action, 'mail_relay.set')
  assert.doesNotMatch(JSON.stringify(audit), /right/)
})

test('the doctor says who cannot send mail, signs in to every relay, and sees mail that waits', async t => {
  const { world, relay, file, cli, check } = await open(t)
  const without = await check()
  assert.deepEqual([without.status, /acme cannot send mail/.test(without.found)], ['warn', true])
  const wrong = await check({
    SMTP_URL: relay.url.replace('//', '//fern:hush@'),
    MAIL_FROM: 'a@fern.example',
  })
  assert.equal(wrong.status, 'fail')
  assert.match(wrong.found, /SMTP_URL .*535/)
  assert.doesNotMatch(wrong.found, /hush/)
  await cli(file('right'))
  assert.equal((await check()).status, 'ok')
  const member = await world.addMember()
  await world.platform.db.transaction(world.brand.id, tx =>
    tx.raw(
      `insert into mail_queue (brand_id, id, member_id, template, key_id, created_at)
       values ($1, uuidv7(), $2, 'sign_in', 't1', now() - interval '2 minutes')`,
      [world.brand.id, member.id],
    ),
  )
  const late = await check()
  assert.equal(late.status, 'warn')
  assert.match(late.found, /^1 waiting, the oldest for 12\d s$/)
})
