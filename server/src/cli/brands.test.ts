import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../test/world.ts'
import { readCustomerIoCredentials } from '../tenancy/index.ts'
import { runCli } from './test/run-cli.ts'

let world: World
const cli = (args: string[], input?: string) => runCli(world.adminUrl, args, {}, input)

before(async () => {
  world = await openWorld()
})
after(() => world.close())

const CREDENTIALS = {
  site_id: 'site',
  api_key: 'a'.repeat(20),
  app_api_key: 'b'.repeat(32),
  webhook_signing_keys: ['c'.repeat(64)],
  mail_from: 'Acme <hello@acme.example>',
}

test('a brand made on the command line has its own address; its slug and its domain are taken then', async () => {
  const make = (slug: string) =>
    cli([
      'brands',
      'create',
      '--slug',
      slug,
      '--name',
      'Juniper',
      '--time-zone',
      'America/Denver',
      '--domain',
      'go.juniper.example',
    ])
  const made = await make('juniper')
  assert.equal(made.code, 0, made.stderr)
  assert.match(made.stdout, /https:\/\/go\.juniper\.example/)
  assert.match((await make('juniper')).stderr, /There is a brand called juniper already/)
  assert.match((await make('juniper-2')).stderr, /go\.juniper\.example belongs to another brand/)
  const list = JSON.parse((await cli(['brands', 'list', '--json'])).stdout)
  assert.deepEqual(
    list.brands.map(({ slug }: { slug: string }) => slug),
    ['acme', 'juniper'],
    'what was refused left nothing behind',
  )
  const { achievements } = await world.app.programs.of(await world.app.brands.bySlug('juniper'))
  assert.deepEqual(
    achievements.all.map(({ key }) => key),
    ['third_scan'],
  )
})

test('credentials come from a file or standard input, are sealed, and are never repeated in an error', async () => {
  const done = await cli(['brands', 'connect', 'acme', '-'], JSON.stringify({ ...CREDENTIALS, region: 'eu' }))
  assert.equal(done.code, 0, done.stderr)
  const stored = await readCustomerIoCredentials(world.platform, world.brand.id)
  assert.deepEqual(stored, {
    ...CREDENTIALS,
    track_url: 'https://track-eu.customer.io/api/v1',
    app_url: 'https://api-eu.customer.io/v1',
  })
  const { api_key: _, ...withoutKey } = CREDENTIALS
  const refused = await cli(
    ['brands', 'connect', 'acme', '-'],
    JSON.stringify({ ...withoutKey, app_api_key: 'hush!' }),
  )
  assert.equal(refused.code, 1)
  assert.match(refused.stderr, /app_api_key/)
  assert.doesNotMatch(refused.stderr, /hush!/)
  const short = await cli(
    ['brands', 'connect', 'acme', '-'],
    JSON.stringify({ ...CREDENTIALS, api_key: 'acme-key' }),
  )
  assert.match(short.stderr, /shorter than those that Customer\.io makes/)
})
