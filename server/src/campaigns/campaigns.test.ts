import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { openWorld, type World } from '../../test/world.ts'
import { beginBrands } from '../platform/db/database.ts'
import { composeWrites } from '../platform/db/write-fragment.ts'
import { insertCampaignAwards, markAwardsTakenBack, readAwards, readAwardsOfAction } from './awards.ts'
import type { CampaignDefinition } from './definition.ts'
import { markCampaignUndone } from './mark-campaign.ts'
import { sampleDefinition } from './test/sample.ts'
import { addCampaignUsage, LOCK_USAGE, type UsageRow } from './usage.ts'

let world: World
let headers: Record<string, string>

before(async () => {
  world = await openWorld()
  world.time.now = new Date('2026-07-10T16:00:00Z')
  headers = (await world.addOperator({ role: 'marketer' })).headers
})
after(() => world.close())

const call = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
  const answer = await world.app.server.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json() }
}
const create = (definition: object, client_op_id: string = randomUUID()) =>
  call('POST', '/api/admin/campaigns', { client_op_id, definition })
const path = (id: string, rest = '') => `/api/admin/campaigns/${id}${rest}`

async function created(parts: Partial<CampaignDefinition> = {}): Promise<string> {
  const { status, body } = await create(sampleDefinition(parts))
  assert.equal(status, 200, JSON.stringify(body))
  return body.campaign.id
}

const write = (rows: UsageRow[]) =>
  world.platform.db.transaction(world.brand.id, tx =>
    tx.raw(composeWrites([addCampaignUsage as never]), [JSON.stringify(rows), `{${rows.length}}`]),
  )
const give = (id: string, points: number, awards = 1) =>
  write([{ brand_id: world.brand.id, campaign_id: id, awards, points }])

test('a campaign is created once, however often the same request comes', async () => {
  const op = randomUUID()
  const [first, second] = await Promise.all([create(sampleDefinition(), op), create(sampleDefinition(), op)])
  const third = await create(sampleDefinition(), op)
  assert.deepEqual([first.status, second.status, third.status], [200, 200, 200])
  assert.equal(first.body.campaign.id, second.body.campaign.id)
  assert.equal(first.body.campaign.id, third.body.campaign.id)
  assert.equal(first.body.campaign.state, 'running')
  const other = await create(sampleDefinition({ priority: 1 }), op)
  assert.deepEqual([other.status, other.body.code], [409, 'operation_reused'])
})

test('bad definitions are refused with the field named, and nothing is stored', async () => {
  const before = (await call('GET', '/api/admin/campaigns?limit=100')).body.items.length
  const bad: [object, string][] = [
    [{ effect: { multiplier_basis_points: 1_000_000_000 } }, 'definition.effect.multiplier_basis_points'],
    [{ effect: {} }, 'definition.effect'],
    [{ effect: { multiplier_basis_points: 20_000, bonus_points: 5 } }, 'definition.effect'],
    [{ budget_points: -1 }, 'definition.budget_points'],
    [{ first_n: 0 }, 'definition.first_n'],
    [{ when: { weekdays: ['someday'] } }, 'definition.when.weekdays.0'],
    [{ when: { ranks: ['diamond'] } }, 'definition.when.ranks.0'],
    [{ when: { moon: 'full' } }, 'definition.when.moon'],
    [{ until: '2026-06-01T00:00' }, 'definition.until'],
    [{ until: 'tomorrow' }, 'definition.until'],
  ]
  for (const [parts, field] of bad) {
    const { status, body } = await create({ ...sampleDefinition(), ...parts })
    assert.deepEqual([status, body.code], [400, 'validation_failed'])
    assert.ok(
      body.errors.some((error: { field: string }) => error.field === field),
      `${field}: ${JSON.stringify(body.errors)}`,
    )
  }
  assert.equal((await call('GET', '/api/admin/campaigns?limit=100')).body.items.length, before)
})

test('a new version replaces the definition; a stale one is refused, an equal one changes nothing', async () => {
  const id = await created({ budget_points: 1_000 })
  const next = { definition: sampleDefinition({ name: 'Later', budget_points: 500 }), expected_version: 1 }
  const { status, body } = await call('PUT', path(id), next)
  assert.equal(status, 200)
  assert.deepEqual([body.campaign.version, body.campaign.usage.points_left], [2, 500])
  assert.deepEqual(
    body.campaign.versions.map(({ version }: { version: number }) => version),
    [2, 1],
  )
  const again = await call('PUT', path(id), next)
  assert.deepEqual([again.status, again.body.campaign.version], [200, 2])
  const stale = await call('PUT', path(id), { ...next, definition: sampleDefinition() })
  assert.deepEqual([stale.status, stale.body.code], [409, 'version_conflict'])
})

test('a budget cannot be set below what is spent, and nothing can be given beyond it', async () => {
  const id = await created({ budget_points: 1_000, first_n: 5 })
  await give(id, 600)
  const low = await call('PUT', path(id), {
    definition: sampleDefinition({ budget_points: 599, first_n: 5 }),
  })
  assert.deepEqual([low.status, low.body.errors[0].field], [400, 'definition.budget_points'])
  await assert.rejects(give(id, 401), { code: '23514' })
  await assert.rejects(give(id, 1, 5), { code: '23514' })
  await give(id, 400)
  const { usage } = (await call('GET', path(id))).body
  assert.deepEqual(usage, { awards: 2, points: 1_000, awards_left: 3, points_left: 0 })
})

test('what is over is neither changed nor paused', async () => {
  const id = await created({ until: '2026-07-10T12:10' })
  world.time.now = new Date('2026-07-10T16:10:00Z')
  for (const answer of [
    await call('PUT', path(id), { definition: sampleDefinition() }),
    await call('POST', path(id, '/pause')),
  ]) {
    assert.deepEqual([answer.status, answer.body.code], [409, 'campaign_over'])
  }
  assert.equal((await call('GET', path(id))).body.state, 'ended')
  world.time.now = new Date('2026-07-10T16:00:00Z')
})

test('a paused campaign is not offered to scans until it is resumed, an undone one never again', async () => {
  const id = await created({ name: 'Paused' })
  const isOpen = async () => {
    const open = await world.app.campaigns.of(world.brand)
    return open.some(campaign => campaign.id === id)
  }
  assert.ok(await isOpen())
  assert.equal((await call('POST', path(id, '/pause'))).body.campaign.state, 'paused')
  assert.ok(!(await isOpen()))
  assert.equal((await call('POST', path(id, '/resume'))).body.campaign.state, 'running')
  assert.ok(await isOpen())
  const undo = () =>
    world.platform.db.transaction(world.brand.id, tx => markCampaignUndone(tx, { id, at: world.time.now }))
  await undo()
  world.app.campaigns.forget(world.brand.id)
  assert.ok(!(await isOpen()))
  await assert.rejects(undo(), { code: 'campaign_undone' })
})

test('each change is audited once, with before and after', async () => {
  const id = await created({ name: 'Audited' })
  for (const verb of ['/pause', '/pause', '/resume']) await call('POST', path(id, verb))
  const entries = await world.platform.db.transaction(world.brand.id, tx =>
    tx.raw<{ action: string; before: unknown; after: { paused_at?: string | null } }>(
      'select action, before, after from audit_entries where brand_id = $1 and subject = $2 order by seq',
      [world.brand.id, `campaign:${id}`],
    ),
  )
  assert.deepEqual(
    entries.map(({ action }) => action),
    ['campaign.created', 'campaign.paused', 'campaign.resumed'],
  )
  assert.deepEqual(entries[1]?.before, { paused_at: null })
  assert.equal(entries[1]?.after.paused_at, '2026-07-10T16:00:00.000Z')
})

test('validation warns about what may not be meant, and stores nothing', async () => {
  await created({ name: 'Neighbour' })
  const { status, body } = await call('POST', '/api/admin/campaigns/validate', {
    definition: sampleDefinition({ when: { product_filters: { tags: ['calm'], sku: ['NOPE'] } } }),
  })
  assert.equal(status, 200)
  assert.deepEqual(
    body.warnings.map(({ field }: { field: string }) => field),
    ['definition.from', 'definition.stacks', 'definition.when.product_filters'],
  )
  const matching = sampleDefinition({ when: { product_filters: { tags: ['calm'], sku: ['TEN'] } } })
  const { warnings } = (await call('POST', '/api/admin/campaigns/validate', { definition: matching })).body
  assert.equal(warnings.length, 2)
})

test('members see what runs and what comes within a week, and no budget', async () => {
  const used = await created({ name: 'Used up', first_n: 1 })
  await give(used, 1)
  await created({
    name: 'Soon',
    from: '2026-07-17T11:00',
    until: '2026-07-18T00:00',
    effect: { bonus_points: 1_500 },
  })
  await created({ name: 'Far off', from: '2026-07-18T00:00' })
  const { token } = await world.addMember()
  const answer = await world.app.server.inject({ url: '/api/campaigns', headers: world.headers({ token }) })
  const { items } = answer.json()
  const soon = items.find(({ name }: { name: string }) => name === 'Soon')
  assert.deepEqual(Object.keys(soon), ['id', 'name', 'description', 'effect', 'state', 'from', 'until'])
  assert.deepEqual([soon.effect, soon.state], ['1,500 extra points', 'upcoming'])
  const shown = items.map(({ name }: { name: string }) => name)
  assert.ok(!shown.includes('Far off') && !shown.includes('Used up'))
})

test('usage is added in order of id: batches with the same campaigns in another order never deadlock', async () => {
  const ids = [await created(), await created(), await created()]
  const row = (campaign_id: string) => ({ brand_id: world.brand.id, campaign_id, awards: 1, points: 7 })
  await Promise.all(Array.from({ length: 60 }, (_, i) => write((i % 2 ? ids : ids.toReversed()).map(row))))
  for (const id of ids) {
    const { usage } = (await call('GET', path(id))).body
    assert.deepEqual([usage.awards, usage.points], [60, 420])
  }
})

/** Until a session of this database waits for a lock. */
async function someoneWaits(): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const waiting = await world.platform.db.system(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (waiting.length > 0) return
    await setTimeout(10)
  }
  assert.fail('nobody waited')
}

test('a scan that waited for the usage sees it as the other left it', async () => {
  const id = await created({ budget_points: 100 })
  const rows = JSON.stringify([{ brand_id: world.brand.id, campaign_id: id }])
  const lock = `${LOCK_USAGE('$1')} union all select 'other', 0, '', '0'::json where false`
  const first = await world.platform.db.pool.connect()
  try {
    await first.query(beginBrands([world.brand.id]))
    await first.query(lock, [rows])
    const second = world.platform.db.transaction(world.brand.id, tx =>
      tx.raw<{ kind: string; key: string; data: object }>(lock, [rows]),
    )
    await someoneWaits()
    const add = composeWrites([addCampaignUsage as never])
    const usage = [{ brand_id: world.brand.id, campaign_id: id, awards: 1, points: 60 }]
    await first.query(add, [JSON.stringify(usage), '{1}'])
    await first.query('commit')
    const [row] = await second
    assert.deepEqual([row?.kind, row?.key], ['usage', id])
    assert.deepEqual(row?.data, { awards: 1, points: 60, budget_points: 100, first_n: null })
  } finally {
    first.release()
  }
})

test('awards are read per action and per campaign until they are taken back, once', async () => {
  const id = await created()
  const { id: memberId } = await world.addMember()
  const brand_id = world.brand.id
  const actions = ['a', 'b', 'c'].map(end => `0190a000-0000-7000-8000-00000000000${end}`)
  await world.platform.db.transaction(brand_id, async tx => {
    const rows = actions.map(action_id => ({
      brand_id,
      campaign_id: id,
      action_id,
      member_id: memberId,
      version: 1,
      points: 10,
    }))
    await tx.raw(composeWrites([insertCampaignAwards as never]), [JSON.stringify(rows), '{3}'])
    const page = await readAwards(tx, { campaignId: id, after: actions[0] as string, limit: 1 })
    assert.deepEqual(
      page.map(({ action_id }) => action_id),
      [actions[1]],
    )
    const back = [{ brand_id, campaign_id: id, action_id: actions[1], taken_back_at: world.time.now }]
    const takeBack = composeWrites([markAwardsTakenBack as never])
    await tx.raw(takeBack, [JSON.stringify(back), '{1}'])
    assert.deepEqual(await readAwardsOfAction(tx, actions[1] as string), [])
    assert.equal((await readAwardsOfAction(tx, actions[2] as string)).length, 1)
  })
  await assert.rejects(
    world.platform.db.transaction(brand_id, tx => {
      const back = [{ brand_id, campaign_id: id, action_id: actions[1], taken_back_at: world.time.now }]
      return tx.raw(composeWrites([markAwardsTakenBack as never]), [JSON.stringify(back), '{1}'])
    }),
    { code: '22012' },
  )
})

test('another brand sees none of it', async () => {
  const id = await created()
  const other = await world.addBrand({ slug: 'other' })
  const theirs = await world.addOperator({ brand: other })
  const get = (url: string) => world.app.server.inject({ url, headers: theirs.headers })
  assert.equal((await get(path(id))).statusCode, 404)
  assert.deepEqual((await get('/api/admin/campaigns')).json().items, [])
})
