import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { TEST_KEYS } from '../../test/keys.ts'
import { openWorld, type World } from '../../test/world.ts'
import { openKeys } from '../platform/keys.ts'
import { readCustomerIoCredentials, sealingKeyOf } from '../tenancy/index.ts'
import { resealAll } from './brands-reseal.ts'
import { runCli } from './test/run-cli.ts'

const CREDENTIALS = {
  site_id: 'acme-site',
  api_key: 'k'.repeat(20),
  app_api_key: 'a'.repeat(20),
  webhook_signing_keys: ['s'.repeat(20)],
  mail_from: 'Acme <hello@acme.example>',
}

const actionsOf = async ({ platform, brand }: World) =>
  (
    await platform.db.transaction(brand.id, tx =>
      tx.raw<{ action: string }>('select action from audit_entries where brand_id = $1 order by seq', [
        tx.brandId,
      ]),
    )
  ).map(({ action }) => action)

test('after a rotation of the ring credentials are sealed with its new key, once, and are what they were', async t => {
  const world = await openWorld(t)
  const { platform, brand } = world
  const connected = await runCli(
    world.adminUrl,
    ['brands', 'connect', 'acme', '-'],
    {},
    JSON.stringify(CREDENTIALS),
  )
  assert.equal(connected.code, 0, connected.stderr)
  const before = await readCustomerIoCredentials(platform, brand.id)

  const ring = JSON.parse(TEST_KEYS) as { keys: Record<string, string> }
  const rotated = { current: 't9', keys: { ...ring.keys, t9: randomBytes(32).toString('base64') } }
  const renewed = { ...platform, keys: openKeys(JSON.stringify(rotated), 'unused') }
  assert.deepEqual(await resealAll(renewed, new AbortController().signal), ['acme'])
  assert.deepEqual(await resealAll(renewed, new AbortController().signal), [])
  assert.equal(await sealingKeyOf(platform, brand.id), 't9')
  assert.deepEqual(await readCustomerIoCredentials(renewed, brand.id), before)
  assert.deepEqual(await actionsOf(world), ['credentials.replaced', 'credentials.resealed'])
})

test('other credentials end the rest of a brand that was refused, and no other rest', async t => {
  const world = await openWorld(t)
  const { platform, brand } = world
  const rest = (trouble: string) =>
    platform.db.transaction(brand.id, tx =>
      tx.raw(
        `insert into outbox_pace (brand_id, next_at, trouble) values ($1, $2, $3)
         on conflict (brand_id) do update set next_at = excluded.next_at, trouble = excluded.trouble`,
        [brand.id, new Date(Date.now() + 60_000), trouble],
      ),
    )
  const isResting = async () => {
    const connected = await runCli(
      world.adminUrl,
      ['brands', 'connect', 'acme', '-'],
      {},
      JSON.stringify(CREDENTIALS),
    )
    assert.equal(connected.code, 0, connected.stderr)
    const rows = await platform.db.transaction(brand.id, tx =>
      tx.raw('select from outbox_pace where brand_id = $1 and next_at > $2', [brand.id, new Date()]),
    )
    return rows.length === 1
  }
  await rest('status 401')
  assert.equal(await isResting(), false)
  await rest('status 500')
  assert.equal(await isResting(), true)
})
