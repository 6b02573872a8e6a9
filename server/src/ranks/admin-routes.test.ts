import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../test/world.ts'
import { sql } from '../platform/db/database.ts'
import type { Brand } from '../tenancy/index.ts'
import { DEFAULT_LADDER, type Ladder } from './ladder.ts'
import { insertLadder } from './stored-ladder.ts'

let world: World
let brands = 0

before(async () => {
  world = await openWorld()
})
after(() => world.close())

/** A brand of its own with a stored ladder, and what its marketer can ask. */
async function brandWithLadder() {
  const brand = await world.addBrand({ slug: `ladder-${++brands}` })
  await world.platform.db.transaction(brand.id, tx => insertLadder(tx, 1, DEFAULT_LADDER, world.time.now))
  return { brand, ...(await consoleOf(brand, 'marketer')) }
}

async function consoleOf(brand: Brand, role: 'marketer' | 'analyst' | 'owner') {
  const { id, headers } = await world.addOperator({ brand, role })
  const ask = async (method: 'GET' | 'PUT' | 'POST', path = '', payload?: object) => {
    const url = `/api/admin/ladder${path}`
    const reply = await world.app.server.inject({ method, url, headers, ...(payload ? { payload } : {}) })
    return { status: reply.statusCode, body: reply.json() }
  }
  return { operatorId: id, ask }
}

const steeper = (gold: number): Ladder => ({
  ranks: DEFAULT_LADDER.ranks.map(rank =>
    rank.key === 'gold'
      ? { ...rank, threshold: gold, benefits: ['First to know'], rewards: { points: 500 } }
      : rank,
  ) as Ladder['ranks'],
  fall: { after_months: 6, grace_days: 14, notice_days: 30 },
})

describe('the ladder', () => {
  test('that is published is what members see at once', async () => {
    const { brand, ask } = await brandWithLadder()
    const published = await ask('PUT', '', { ...steeper(20_000), expected_version: 1 })
    assert.deepEqual(published, { status: 200, body: { version: 2, ...steeper(20_000) } })
    assert.deepEqual((await ask('GET')).body, published.body)
    const seen = await world.app.server.inject({ url: '/api/ranks', headers: world.headers({ brand }) })
    const gold = seen.json().items.find(({ key }: { key: string }) => key === 'gold')
    assert.deepEqual(gold, {
      key: 'gold',
      name: 'Gold',
      threshold: 20_000,
      multiplier: 1.5,
      benefits: ['First to know'],
      reward_points: 500,
    })
  })

  test('with thresholds out of order is refused by name, and nothing is stored', async () => {
    const { ask } = await brandWithLadder()
    const refused = await ask('PUT', '', steeper(4_000))
    assert.deepEqual(
      [refused.status, refused.body.code, refused.body.errors.map(({ field }: { field: string }) => field)],
      [400, 'validation_failed', ['ranks.2.threshold']],
    )
    assert.equal((await ask('GET')).body.version, 1)
    assert.equal((await ask('GET', '/versions')).body.items.length, 1)
  })

  test('goes back to an earlier version, and on from there with a new number', async () => {
    const { ask } = await brandWithLadder()
    await ask('PUT', '', steeper(20_000))
    const back = await ask('POST', '/rollback', { version: 1, expected_version: 2 })
    assert.deepEqual(back.body, { version: 1, ...DEFAULT_LADDER })
    assert.equal((await ask('PUT', '', steeper(30_000))).body.version, 3)
    assert.equal((await ask('POST', '/rollback', { version: 9 })).status, 404)
    const first = (await ask('GET', '/versions?limit=2')).body
    const rest = (await ask('GET', `/versions?limit=2&cursor=${first.next_cursor}`)).body
    const versions = [...first.items, ...rest.items].map(({ version }: { version: number }) => version)
    assert.deepEqual([versions, rest.next_cursor], [[3, 2, 1], null])
  })

  test('the same again changes nothing and is not audited', async () => {
    const { brand, ask } = await brandWithLadder()
    await ask('PUT', '', steeper(20_000))
    assert.equal((await ask('PUT', '', steeper(20_000))).body.version, 2)
    assert.equal((await auditOf(brand)).length, 1)
  })

  test('each publication is in the audit with what was before and after', async () => {
    const { brand, operatorId, ask } = await brandWithLadder()
    await ask('PUT', '', steeper(20_000))
    await ask('POST', '/rollback', { version: 1 })
    const [published, back] = await auditOf(brand)
    assert.deepEqual(published, {
      operator_id: operatorId,
      action: 'ladder.published',
      subject: 'ladder',
      before: { version: 1, ...DEFAULT_LADDER },
      after: { version: 2, ...steeper(20_000) },
    })
    assert.deepEqual([back?.action, back?.after], ['ladder.rolled_back', published.before])
  })

  test('of two who publish at the same moment on the same version, one is told of the other', async () => {
    const { ask } = await brandWithLadder()
    const replies = await Promise.all(
      Array.from({ length: 5 }, (_, i) => ask('PUT', '', { ...steeper(20_000 + i), expected_version: 1 })),
    )
    const codes = replies.map(({ body }) => body.code ?? 'published').sort()
    assert.deepEqual(codes, ['published', ...Array(4).fill('version_conflict')].sort())
  })

  test('is read by an analyst, who may not change it', async () => {
    const { brand } = await brandWithLadder()
    const { ask } = await consoleOf(brand, 'analyst')
    assert.equal((await ask('GET')).status, 200)
    assert.equal((await ask('PUT', '', steeper(20_000))).body.code, 'not_allowed')
  })

  test('of before ranks could fall, a plain list, is read as one that does not', async () => {
    const { brand, ask } = await brandWithLadder()
    const ranks = JSON.stringify(DEFAULT_LADDER.ranks.slice(0, 2))
    await world.platform.db.transaction(brand.id, tx =>
      tx.run(
        sql
          .insertInto('rank_ladders')
          .values({ brand_id: brand.id, version: 2, ranks, created_at: world.time.now }),
      ),
    )
    const { body } = await ask('POST', '/rollback', { version: 2 })
    assert.deepEqual(body, { version: 2, ranks: DEFAULT_LADDER.ranks.slice(0, 2), fall: null })
  })
})

async function auditOf(brand: Brand) {
  return world.platform.db.transaction(brand.id, tx =>
    tx.many(
      sql
        .selectFrom('audit_entries')
        .select(['operator_id', 'action', 'subject', 'before', 'after'])
        .where('brand_id', '=', brand.id)
        .orderBy('seq'),
    ),
  )
}
