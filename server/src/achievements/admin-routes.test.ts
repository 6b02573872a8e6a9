import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ACHIEVEMENT, openWorld } from '../../test/world.ts'
import { sql } from '../platform/db/database.ts'
import type { AchievementDefinition } from './definition.ts'

const world = await openWorld()
test.after(() => world.close())

let brands = 0
/** The console of a brand of its own, as its marketer sees it. */
async function openConsole() {
  const brand = await world.addBrand({ slug: `console-${++brands}` })
  const { id, headers } = await world.addOperator({ brand, role: 'marketer' })
  const ask = async (method: 'GET' | 'PUT' | 'POST', path: string, payload?: object) => {
    const url = `/api/admin/${path}`
    const reply = await world.app.server.inject({ method, url, headers, ...(payload ? { payload } : {}) })
    return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
  }
  const audited = () =>
    world.platform.db.transaction(brand.id, tx =>
      tx.many(
        sql
          .selectFrom('audit_entries')
          .select(['action', 'subject', 'before', 'after', 'operator_id'])
          .where('brand_id', '=', brand.id)
          .orderBy('seq'),
      ),
    )
  return { id, ask, audited }
}

const named = (name: string): AchievementDefinition => ({ ...ACHIEVEMENT, name })
/** Everything that a definition can say. */
const FULL: AchievementDefinition = {
  ...ACHIEVEMENT,
  criteria: {
    metric: 'scans',
    operator: 'in',
    value: [3, 5],
    timeframe: 'month',
    product_filters: { product_form: ['edible'], tags: ['calm'] },
  },
  repeat: { every: 'month' },
  rewards: {
    points: 10,
    multiplier: { basis_points: 12_500, days: 7 },
    badge: 'b',
    exclusive_access: 'club',
    custom: { voucher: 'A1' },
  },
  visibility: { ...ACHIEVEMENT.visibility, from: '2026-01-01T00:00', until: '2027-01-01T00:00' },
  personalization: { priority: 1, churn_boost: 1.5, affinity_min: 0.1, engagement_min: 0.2 },
  metadata: { category: 'c', rarity: 'epic', tags: ['t'] },
}

test('an achievement is made, changed and rolled back, and each change is audited with before and after', async () => {
  const { id, ask, audited } = await openConsole()
  const made = await ask('PUT', 'achievements/a', { definition: FULL, expected_version: 0 })
  assert.deepEqual([made.status, made.body.version, made.body.warnings], [200, 1, []])
  await ask('PUT', 'achievements/a', { definition: FULL })
  const changed = await ask('PUT', 'achievements/a', { definition: named('Two'), expected_version: 1 })
  assert.deepEqual([changed.body.version, changed.body.changed], [2, true])
  const detail = await ask('GET', 'achievements/a')
  assert.equal(detail.body.version, 2)
  assert.deepEqual(
    detail.body.versions.map((one: { definition: unknown }) => one.definition),
    [named('Two'), FULL],
    'not a field is lost',
  )
  assert.deepEqual(
    detail.body.versions.map((one: { created_by: unknown }) => one.created_by),
    [id, id],
  )
  const back = await ask('POST', 'achievements/a/rollback', { version: 1, expected_version: 2 })
  assert.deepEqual([back.status, back.body.version], [200, 1])
  assert.deepEqual(await audited(), [
    {
      action: 'achievement.published',
      subject: 'achievement:a',
      before: null,
      after: { version: 1, definition: FULL },
      operator_id: id,
    },
    {
      action: 'achievement.published',
      subject: 'achievement:a',
      before: { version: 1, definition: FULL },
      after: { version: 2, definition: named('Two') },
      operator_id: id,
    },
    {
      action: 'achievement.rolled_back',
      subject: 'achievement:a',
      before: { version: 2, definition: named('Two') },
      after: { version: 1, definition: FULL },
      operator_id: id,
    },
  ])
})

test('a change of what somebody else has changed since is refused, and says what is current', async () => {
  const { ask } = await openConsole()
  await ask('PUT', 'achievements/a', { definition: named('One') })
  await ask('PUT', 'achievements/a', { definition: named('Two') })
  const late = await ask('PUT', 'achievements/a', { definition: named('Three'), expected_version: 1 })
  assert.deepEqual([late.status, late.body.code], [409, 'version_conflict'])
  assert.match(late.body.detail, /Version 2 is current/)
  const rollback = await ask('POST', 'achievements/a/rollback', { version: 1, expected_version: 1 })
  assert.equal(rollback.body.code, 'version_conflict')
  const taken = await ask('PUT', 'achievements/a', { definition: named('Three'), expected_version: 0 })
  assert.deepEqual([taken.status, taken.body.code], [409, 'achievement_exists'])
})

test('a bad field is named as it stands in the body, whether its form or its meaning is wrong', async () => {
  const { ask, audited } = await openConsole()
  const fieldsOf = async (definition: object) => {
    const { status, body } = await ask('PUT', 'achievements/a', { definition })
    assert.equal(status, 400)
    assert.deepEqual(
      await ask('POST', 'achievements/validate', { definition }).then(one => one.body.errors),
      body.errors,
    )
    return body.errors.map(({ field }: { field: string }) => field)
  }
  const { criteria } = ACHIEVEMENT
  assert.deepEqual(await fieldsOf({ ...ACHIEVEMENT, criteria: { ...criteria, value: [1, 2] } }), [
    'definition.criteria.value',
  ])
  assert.deepEqual(await fieldsOf({ ...ACHIEVEMENT, criteria: { ...criteria, metric: 'steps' } }), [
    'definition.criteria.metric',
  ])
  assert.deepEqual(await fieldsOf({ ...ACHIEVEMENT, colour: 'red' }), ['definition.colour'])
  const doubtful = { ...ACHIEVEMENT, criteria: { ...criteria, metric: 'points_earned', operator: 'equals' } }
  const { status, body } = await ask('POST', 'achievements/validate', { definition: doubtful })
  assert.equal(status, 200)
  assert.deepEqual(
    body.warnings.map(({ field }: { field: string }) => field),
    ['definition.criteria.value'],
  )
  assert.equal((await ask('GET', 'achievements/a')).status, 404)
  assert.deepEqual(await audited(), [])
})

test('achievements are listed by key, page after page', async () => {
  const { ask } = await openConsole()
  for (const key of ['c', 'a', 'b']) await ask('PUT', `achievements/${key}`, { definition: named(key) })
  const first = await ask('GET', 'achievements?limit=2')
  const second = await ask('GET', `achievements?limit=2&cursor=${first.body.next_cursor}`)
  const keys = [...first.body.items, ...second.body.items].map(({ key }: { key: string }) => key)
  assert.deepEqual(keys, ['a', 'b', 'c'])
  assert.equal(second.body.next_cursor, null)
})

test('what is exported can be imported elsewhere; a dry run only says what would be done', async () => {
  const [from, into] = [await openConsole(), await openConsole()]
  await from.ask('PUT', 'achievements/full', { definition: FULL })
  await from.ask('PUT', 'achievements/plain', { definition: ACHIEVEMENT })
  const { body: document, headers } = await from.ask('GET', 'achievements/export')
  assert.match(
    String(headers['content-disposition']),
    /attachment; filename="console-\d+-achievements\.json"/,
  )
  const expected = { created: ['full', 'plain'], updated: [], unchanged: [], warnings: [] }
  const tried = await into.ask('POST', 'achievements/import', { document, dry_run: true })
  assert.deepEqual([tried.status, tried.body], [200, expected])
  assert.deepEqual((await into.ask('GET', 'achievements')).body.items, [])
  const done = await into.ask('POST', 'achievements/import', { document })
  assert.deepEqual([done.status, done.body], [200, expected])
  assert.deepEqual((await into.ask('GET', 'achievements/export')).body, document)
  const [entry, ...more] = await into.audited()
  assert.deepEqual(
    [entry?.action, entry?.before, entry?.after],
    ['achievements.imported', { full: null, plain: null }, { full: 1, plain: 1 }],
  )
  assert.deepEqual(more, [])
  const newer = await into.ask('POST', 'achievements/import', { document: { ...document, version: 2 } })
  assert.deepEqual([newer.status, newer.body.code], [400, 'import_too_new'])
})

test('a document of a thousand achievements is not too large', async () => {
  const { ask } = await openConsole()
  const achievements = Array.from({ length: 1_000 }, (_, n) => ({
    key: `a${n}`,
    definition: { ...FULL, description: 'x'.repeat(300) },
  }))
  const document = { format: 'synergy.achievements', version: 1, achievements }
  const { status, body } = await ask('POST', 'achievements/import', { document })
  assert.deepEqual([status, body.created?.length], [200, 1_000])
})

test('a template is adopted under a name of one’s own, and not twice', async () => {
  const { ask, audited } = await openConsole()
  const { body } = await ask('GET', 'achievement-templates')
  assert.ok(body.items.length >= 12)
  const adopt = () =>
    ask('POST', 'achievement-templates/third_scan/adopt', {
      key: 'welcome',
      overrides: { rewards: { points: 7 } },
    })
  assert.equal((await adopt()).status, 200)
  const twice = await adopt()
  assert.deepEqual([twice.status, twice.body.code], [409, 'achievement_exists'])
  const detail = await ask('GET', 'achievements/welcome')
  assert.deepEqual(detail.body.versions[0].definition.rewards, { points: 7, badge: 'third' })
  assert.deepEqual(
    (await audited()).map(({ action }) => action),
    ['achievement.adopted'],
  )
})

test('a new version counts from the next scan on, and progress is kept', async () => {
  const brand = await world.addBrand({ slug: 'edited' })
  const { headers } = await world.addOperator({ brand })
  const { token } = await world.addMember({ brand })
  const publish = (value: number) =>
    world.app.server.inject({
      method: 'PUT',
      url: '/api/admin/achievements/a',
      headers,
      payload: { definition: { ...ACHIEVEMENT, criteria: { ...ACHIEVEMENT.criteria, value: [value] } } },
    })
  const { codes } = await world.addCodes(2, { brand })
  const scan = async (code: string | undefined) => {
    const payload = { code, client_op_id: crypto.randomUUID() }
    const url = '/api/scans'
    const reply = await world.app.server.inject({
      method: 'POST',
      url,
      headers: world.headers({ brand, token }),
      payload,
    })
    return reply.json().achievements_unlocked.map(({ key }: { key: string }) => key)
  }
  await publish(5)
  assert.deepEqual(await scan(codes[0]), [])
  await publish(2)
  assert.deepEqual(await scan(codes[1]), ['a'])
})
