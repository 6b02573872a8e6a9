import assert from 'node:assert/strict'
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { suite, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('main.ts', import.meta.url))

/** Runs the program to its end with these settings. */
async function run(env: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...env } })
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { stdout, stderr, code }
}

suite('the program', () => {
  test('says when it is ready, serves, and ends cleanly when told to', async () => {
    const child = fork(program, { env: { ...process.env, SIMULATOR_PORT: '0' }, stdio: 'pipe' })
    const [message] = (await once(child, 'message')) as [
      { ready: boolean; port: number; controlPort: number },
    ]
    assert.equal(message.ready, true)
    assert.equal((await fetch(`http://127.0.0.1:${message.port}/`)).status, 200)
    const health = (await (await fetch(`http://127.0.0.1:${message.controlPort}/health`)).json()) as object
    assert.deepEqual(Object.entries(health).slice(0, 2), [
      ['status', 'ok'],
      ['workspaces', ['demo']],
    ])
    child.kill('SIGTERM')
    assert.deepEqual(await once(child, 'exit'), [0, null])
  })

  test('refuses settings that cannot be used, naming them', async () => {
    const wrong: Record<string, Record<string, string>> = {
      SIMULATOR_PORT: { SIMULATOR_PORT: 'http' },
      SIMULATOR_SEED: { SIMULATOR_SEED: '-1' },
      SIMULATOR_LEDGER: { SIMULATOR_LEDGER: 'all' },
      kb_bytes: { SIMULATOR_KNOBS: '{"kb_bytes":512}' },
      reporting_signing_key: {
        SIMULATOR_WORKSPACES:
          '[{"name":"a","site_id":"s","api_key":"k","app_api_key":"x","reporting_webhook_url":"http://a.test"}]',
      },
      'must be JSON': { SIMULATOR_WORKSPACES: '[{' },
      'SIMULATOR_WORKSPACES[0].site_id': { SIMULATOR_WORKSPACES: '[{"name":"a"}]' },
    }
    for (const [expected, env] of Object.entries(wrong)) {
      const { code, stderr } = await run(env)
      assert.equal(code, 2)
      assert.ok(stderr.includes(expected), stderr)
    }
    assert.equal((await run({}, '--fast')).code, 2)
  })

  test('says plainly that a port is busy', async context => {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    context.after(() => server.close())
    const { port } = server.address() as AddressInfo
    const { code, stderr } = await run({ SIMULATOR_PORT: String(port), SIMULATOR_CONTROL_PORT: '0' })
    assert.equal(code, 1)
    assert.match(stderr, new RegExp(`127.0.0.1:${port} is in use already`))
  })

  test('explains its settings', async () => {
    const { code, stdout } = await run({}, '--help')
    assert.equal(code, 0)
    assert.match(stdout, /SIMULATOR_WORKSPACES/)
  })
})
