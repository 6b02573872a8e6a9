import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openWorkspace } from '../customerio/test/workspace.ts'
import type { NamedFinding } from '../platform/doctor/index.ts'
import { runCli } from './test/run-cli.ts'

const SECRETS = { site_id: 'acme-site', api_key: 'k'.repeat(20), app_api_key: 'a'.repeat(20) }

async function find(databaseUrl: string): Promise<NamedFinding> {
  const { stdout } = await runCli(databaseUrl, ['doctor', '--json'], { SYNERGY_DEMO: '1' })
  const { checks } = JSON.parse(stdout) as { checks: NamedFinding[] }
  return checks.find(({ name }) => name === 'customer.io') as NamedFinding
}

test('doctor asks Customer.io whether it takes the credentials of each brand, and changes nothing there', async t => {
  const { world, connect, ledger } = await openWorkspace(t, { workspaces: [{ name: 'acme', ...SECRETS }] })
  const whole = { ...SECRETS, webhook_signing_keys: ['s'.repeat(20)] }
  await connect(world.brand, whole)
  const fine = await find(world.adminUrl)
  assert.equal(fine.status, 'ok', fine.found)

  await connect(world.brand, { ...whole, api_key: 'x'.repeat(20) })
  const track = await find(world.adminUrl)
  assert.equal(track.status, 'fail')
  assert.match(track.found, /refuses the credentials of acme \(Track API\)/)
  assert.match(track.advice ?? '', /brands connect/)

  await connect(world.brand, { ...whole, app_api_key: 'x'.repeat(20) })
  assert.match((await find(world.adminUrl)).found, /refuses the credentials of acme \(App API\)/)

  await connect(world.brand, { ...whole, webhook_signing_keys: [] })
  assert.match((await find(world.adminUrl)).found, /no key for the webhooks of acme/)

  await connect(world.brand, { ...whole, track_url: 'http://127.0.0.1:1/api/v1' })
  assert.match((await find(world.adminUrl)).found, /no answer for acme \(http:\/\/127\.0\.0\.1:1/)
  assert.deepEqual(
    (await ledger()).filter(({ action }) => action !== 'request'),
    [],
  )
})
