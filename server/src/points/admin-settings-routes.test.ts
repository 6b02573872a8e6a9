import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, WORLD_SETTINGS, type World } from '../../test/world.ts'
import { sql } from '../platform/db/database.ts'
import type { Brand } from '../tenancy/index.ts'

let world: World
let brand: Brand
let brands = 0

before(async () => {
  world = await openWorld()
})
after(() => world.close())

/** A brand of its own, and what an operator of it can ask. */
async function consoleOf(role: 'owner' | 'marketer') {
  brand = await world.addBrand({ slug: `settings-${++brands}` })
  const { headers } = await world.addOperator({ brand, role })
  return async (method: 'GET' | 'PUT' | 'POST', path = '', payload?: object) => {
    const url = `/api/admin/settings${path}`
    const reply = await world.app.server.inject({ method, url, headers, ...(payload ? { payload } : {}) })
    return { status: reply.statusCode, body: reply.json() }
  }
}

describe('settings', () => {
  test('given in part leave the other sections as they are, and hold at once', async () => {
    const ask = await consoleOf('owner')
    const caps = [{ per: 'member', period: 'day', points: 500 }]
    await ask('PUT', '', { settings: { points_per_dollar: 20 } })
    const { status, body } = await ask('PUT', '', { settings: { caps }, expected_version: 2 })
    assert.deepEqual([status, body.version], [200, 3])
    assert.deepEqual(body.settings, { ...WORLD_SETTINGS, points_per_dollar: 20, caps })
    assert.deepEqual((await world.app.brands.byId(brand.id)).settings, body.settings)
    assert.deepEqual((await ask('GET')).body, body)
  })

  test('that are bad are named, and nothing is stored', async () => {
    const ask = await consoleOf('owner')
    const fields = async (settings: object) => {
      const { status, body } = await ask('PUT', '', { settings })
      assert.deepEqual([status, body.code], [400, 'validation_failed'])
      return body.errors.map(({ field }: { field: string }) => field)
    }
    const daily = { per: 'member', period: 'day', points: 500 }
    assert.deepEqual(await fields({ expiry: { policy: 'inactivity', months: 0, notice_days: 7 } }), [
      'settings.expiry.months',
    ])
    assert.deepEqual(await fields({ caps: [daily, { ...daily, points: 1e9 }] }), ['settings.caps.1'])
    assert.deepEqual(await fields({ holds: { settle_after_hours: -1, review_from_scan_of_day: null } }), [
      'settings.holds.settle_after_hours',
    ])
    assert.deepEqual(await fields({ support_adjustment_limit: 1e7 }), ['settings.support_adjustment_limit'])
    assert.deepEqual(await fields({ colour: 'red' }), ['settings.colour'])
    assert.equal((await ask('GET')).body.version, 1)
  })

  test('go back to an earlier version, and the audit says so', async () => {
    const ask = await consoleOf('owner')
    await ask('PUT', '', { settings: { points_per_dollar: 20 } })
    const back = await ask('POST', '/rollback', { version: 1 })
    assert.deepEqual(back.body, { version: 1, settings: WORLD_SETTINGS })
    assert.deepEqual((await ask('POST', '/rollback', { version: 7 })).body.code, 'not_found')
    const versions = (await ask('GET', '/versions')).body.items
    assert.deepEqual(
      versions.map(({ version }: { version: number }) => version),
      [2, 1],
    )
    const entries = await world.platform.db.transaction(brand.id, tx =>
      tx.many(
        sql
          .selectFrom('audit_entries')
          .select(['action', 'subject'])
          .where('brand_id', '=', brand.id)
          .orderBy('seq'),
      ),
    )
    assert.deepEqual(entries, [
      { action: 'settings.published', subject: 'settings' },
      { action: 'settings.rolled_back', subject: 'settings' },
    ])
  })

  test('changed by somebody else in between are refused', async () => {
    const ask = await consoleOf('owner')
    await ask('PUT', '', { settings: { points_per_dollar: 20 }, expected_version: 1 })
    const refused = await ask('PUT', '', { settings: { points_per_dollar: 30 }, expected_version: 1 })
    assert.deepEqual([refused.status, refused.body.code], [409, 'version_conflict'])
    assert.equal((await ask('GET')).body.settings.points_per_dollar, 20)
  })

  test('of before caps and expiry read as if there were none', async () => {
    const ask = await consoleOf('owner')
    const { expiry, caps, holds, support_adjustment_limit, ...old } = WORLD_SETTINGS
    await world.platform.db.transaction(brand.id, tx =>
      tx.run(
        sql.insertInto('brand_settings').values({
          brand_id: brand.id,
          version: 2,
          settings: JSON.stringify(old),
          created_at: world.time.now,
        }),
      ),
    )
    assert.deepEqual((await ask('POST', '/rollback', { version: 2 })).body.settings, WORLD_SETTINGS)
  })

  test('are read by everybody of the console and changed by owners only', async () => {
    const ask = await consoleOf('marketer')
    assert.equal((await ask('GET')).status, 200)
    assert.equal((await ask('PUT', '', { settings: {} })).body.code, 'not_allowed')
    assert.equal((await ask('POST', '/rollback', { version: 1 })).body.code, 'not_allowed')
  })

  test('a cursor beyond any version begins with the newest, and is no failure', async () => {
    const ask = await consoleOf('owner')
    const cursor = Buffer.from('{"version":"999999999999999"}').toString('base64url')
    assert.equal((await ask('GET', `/versions?cursor=${cursor}`)).body.items.length, 1)
  })
})
