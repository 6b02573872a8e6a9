import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openWorld } from '../../test/world.ts'
import { brandUrl } from './brand-url.ts'

test('a brand lives at its own domain, else on this machine, else under its slug', async t => {
  const world = await openWorld(t)
  const own = await world.addBrand({ slug: 'own', domains: ['go.own.example', 'own.localhost'] })
  const local = await world.addBrand({ slug: 'local', domains: ['shop.localhost'] })
  const none = await world.addBrand({ slug: 'none' })
  assert.equal(await brandUrl(world.platform, own.id, 3000), 'https://go.own.example')
  assert.equal(await brandUrl(world.platform, local.id, 3000), 'http://shop.localhost:3000')
  assert.equal(await brandUrl(world.platform, none.id, 3000), 'http://none.localhost:3000')
  assert.equal(await brandUrl(world.platform, world.brand.id, 3001), 'http://localhost:3001')
  const inTransaction = world.platform.db.transaction(own.id, tx => brandUrl(tx, own.id, 3000))
  assert.equal(await inTransaction, 'https://go.own.example')
})
