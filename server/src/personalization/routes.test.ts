import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { countStatements } from '../../test/count-statements.ts'
import { openWorld, type World } from '../../test/world.ts'
import type { Criteria } from '../achievements/index.ts'
import { sql } from '../platform/db/database.ts'
import type { AchievementView, CardView, DashboardView, InsightView } from './schema.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

async function get<T>(token: string, url: string, brand = world.brand): Promise<T> {
  const answer = await world.app.server.inject({ url, headers: world.headers({ brand, token }) })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json()
}

async function scan(token: string, times = 1) {
  const { codes } = await world.addCodes(times)
  for (const code of codes) {
    const answer = await world.app.server.inject({
      method: 'POST',
      url: '/api/scans',
      headers: world.headers({ token }),
      payload: { code, client_op_id: randomUUID() },
    })
    assert.equal(answer.json().verdict, 'claimed', answer.body)
  }
}

/** As if Customer.io had said it `minutes` ago. */
async function storeInsight(memberId: string, predictions: object, minutes = 0) {
  const computed_at = new Date(world.time.now.getTime() - minutes * 60_000)
  await world.platform.db.transaction(world.brand.id, tx =>
    tx.run(
      sql.insertInto('insights').values({
        brand_id: world.brand.id,
        member_id: memberId,
        insight_id: randomUUID(),
        source: 'customer.io',
        computed_at,
        received_at: computed_at,
        predictions: JSON.stringify(predictions),
      }),
    ),
  )
}

test('the home screen shows a scan at once: balance, rank, way to the next, the action', async () => {
  const { token } = await world.addMember()
  const empty = await get<DashboardView>(token, '/api/dashboard')
  assert.deepEqual([empty.balance, empty.scan_count, empty.recent_actions], [0, 0, []])
  assert.equal(empty.cards[0]?.kind, 'first_scan')

  await scan(token)
  const home = await get<DashboardView>(token, '/api/dashboard')
  assert.deepEqual(
    [home.first_name, home.balance, home.lifetime_points, home.scan_count, home.goal],
    ['Robin', 100, 100, 1, null],
  )
  assert.deepEqual(home.rank, { key: 'bronze', name: 'Bronze', multiplier: 1 })
  assert.deepEqual(home.next_rank, {
    key: 'silver',
    name: 'Silver',
    threshold: 5_000,
    points_needed: 4_900,
    progress: 0.02,
  })
  assert.equal(home.cards[0]?.title, 'Scan a second pack: it counts double')
  const [action] = home.recent_actions
  assert.deepEqual(action && [action.name, action.points, action.balance_after, action.product], [
    'product_scanned',
    100,
    100,
    { name: 'Ten dollar flower', sku: 'TEN' },
  ])
})

test('an insight from Customer.io changes cards, order and reasons; half an hour later they are our own again', async t => {
  await world.addAchievement(world.brand, 'calm_fan', {
    name: 'Calm fan',
    criteria: {
      metric: 'scans',
      operator: 'at_least',
      value: [50],
      timeframe: 'all_time',
      product_filters: { tags: ['calm'] },
    },
  })
  await world.addAchievement(world.brand, 'plain', {
    criteria: { metric: 'scans', operator: 'at_least', value: [50], timeframe: 'all_time' },
    personalization: { priority: 60 },
  })
  const { id, token } = await world.addMember()
  await scan(token, 3)
  const firstOf = async () => {
    const { items } = await get<{ items: AchievementView[] }>(token, '/api/achievements')
    return items[0]
  }
  assert.equal((await firstOf())?.key, 'plain')
  const own = await get<InsightView>(token, '/api/personalization')
  assert.deepEqual([own.source, own.stale], ['local', false])

  await storeInsight(id, {
    product_affinity_scores: { Calm: 0.9 },
    churn_probability: 0.2,
    next_best_action: 'x',
  })
  const { items: cards } = await get<{ items: CardView[] }>(token, '/api/cards')
  const [card] = cards
  assert.deepEqual(
    [card?.title, card?.reason, card?.source],
    ['Try Ten dollar flower', 'Because you seem to enjoy calm', 'customer.io'],
  )
  const first = await firstOf()
  assert.deepEqual(first && [first.key, first.reason], ['calm_fan', 'Because you seem to enjoy calm'])
  const theirs = await get<InsightView>(token, '/api/personalization')
  assert.deepEqual([theirs.source, theirs.stale, theirs.churn_probability], ['customer.io', false, 0.2])
  assert.equal(theirs.segment, own.segment)

  const now = world.time.now
  t.after(() => {
    world.time.now = new Date()
  })
  world.time.now = new Date(now.getTime() + 31 * 60_000)
  const later = await get<InsightView>(token, '/api/personalization')
  assert.deepEqual([later.source, later.stale], ['local', true])
})

test('an achievement moves from progress to unlocked, and a hidden one appears only then', async () => {
  const third: Criteria = { metric: 'scans', operator: 'at_least', value: [3], timeframe: 'all_time' }
  await world.addAchievement(world.brand, 'third_time', { criteria: third, rewards: { points: 0 } })
  await world.addAchievement(world.brand, 'surprise', {
    criteria: third,
    rewards: { points: 0 },
    visibility: { active: true, show_progress: true, hidden: true },
  })
  const { token } = await world.addMember()
  await scan(token, 2)
  const find = async (key: string) => {
    const { items } = await get<{ items: AchievementView[] }>(token, '/api/achievements')
    return items.find(item => item.key === key)
  }
  const before = await find('third_time')
  assert.deepEqual(before && [before.progress, before.unlocked_at, before.reason], [
    { value: 2, target: 3 },
    null,
    'You are 1 scan away',
  ])
  assert.equal(await find('surprise'), undefined)
  await scan(token)
  assert.ok((await find('third_time'))?.unlocked_at)
  assert.ok((await find('surprise'))?.unlocked_at)
})

test('the history is paged from the newest to the oldest, each action once', async () => {
  const { token } = await world.addMember()
  await scan(token, 5)
  const seen: number[] = []
  let cursor: string | null = ''
  let pages = 0
  while (cursor !== null) {
    const page: { items: { balance_after: number }[]; next_cursor: string | null } = await get(
      token,
      `/api/history?limit=2${cursor && `&cursor=${cursor}`}`,
    )
    seen.push(...page.items.map(item => item.balance_after))
    cursor = page.next_cursor
    pages += 1
  }
  assert.equal(pages, 3)
  assert.equal(seen.length, 5)
  assert.deepEqual(
    seen,
    seen.toSorted((a, b) => b - a),
  )
})

test('a cursor that is none of ours is refused, whatever it holds', async () => {
  const { token } = await world.addMember()
  for (const cursor of ['x', Buffer.from('{"id":"1 or true"}').toString('base64url')]) {
    const url = `/api/history?cursor=${cursor}`
    const answer = await world.app.server.inject({ url, headers: world.headers({ token }) })
    assert.deepEqual([answer.statusCode, answer.json().code], [400, 'validation_failed'])
  }
})

test('a member sees nothing of another member or brand, and nobody sees anything without a token', async () => {
  const { token } = await world.addMember()
  await scan(token)
  const other = await world.addMember()
  assert.deepEqual((await get<DashboardView>(other.token, '/api/dashboard')).recent_actions, [])
  const elsewhere = await world.addBrand({ slug: 'elsewhere' })
  for (const path of [
    'dashboard',
    'achievements',
    'cards',
    'next-best-actions',
    'personalization',
    'history',
  ]) {
    const url = `/api/${path}`
    const foreign = await world.app.server.inject({
      url,
      headers: world.headers({ brand: elsewhere, token }),
    })
    const nobody = await world.app.server.inject({ url, headers: world.headers() })
    assert.deepEqual([foreign.statusCode, nobody.statusCode], [401, 401])
  }
})

test('an achievement says all that it gives, how often it was unlocked and when the next chance comes', async () => {
  const brand = await world.addBrand({ slug: 'rewarding' })
  await world.addAchievement(brand, 'regular', {
    criteria: { metric: 'scans', operator: 'at_least', value: [1], timeframe: 'month' },
    repeat: { every: 'month' },
    rewards: {
      points: 5,
      multiplier: { basis_points: 15_000, days: 7 },
      badge: 'b',
      exclusive_access: 'club',
    },
  })
  const { token } = await world.addMember({ brand })
  const shown = async () =>
    (await get<{ items: AchievementView[] }>(token, '/api/achievements', brand)).items[0]
  const open = await shown()
  assert.deepEqual(open?.rewards, {
    points: 5,
    multiplier: { factor: 1.5, days: 7 },
    badge: 'b',
    exclusive_access: 'club',
  })
  assert.deepEqual([open?.unlocked_at, open?.times, open?.repeats], [null, 0, 'month'])
  assert.match(open?.resets_on ?? '', /^\d{4}-\d{2}-01$/)
  const { codes } = await world.addCodes(1, { brand })
  const payload = { code: codes[0], client_op_id: randomUUID() }
  const headers = world.headers({ brand, token })
  await world.app.server.inject({ method: 'POST', url: '/api/scans', headers, payload })
  const done = await shown()
  assert.ok(done?.unlocked_at)
  assert.deepEqual([done.times, done.resets_on, done.progress], [1, open?.resets_on, { value: 1, target: 1 }])
})

test('the ladder is shown lowest rank first, to anybody', async () => {
  const answer = await world.app.server.inject({ url: '/api/ranks', headers: world.headers() })
  const { items } = answer.json()
  const silver = { key: 'silver', name: 'Silver', threshold: 5_000, multiplier: 1.25 }
  assert.deepEqual(items[1], { ...silver, benefits: [], reward_points: 0 })
  assert.equal(items.length, 4)
})

test('each screen is one transaction of few statements, however much lies behind', async () => {
  const { id, token } = await world.addMember()
  await scan(token)
  await storeInsight(id, { product_affinity_scores: { flower: 0.9 } })
  const screens = ['dashboard', 'cards', 'next-best-actions', 'achievements', 'personalization']
  const ask = async () => {
    const counts = countStatements(world)
    for (const path of screens) await get(token, `/api/${path}`)
    counts.stop()
    return counts.perTransaction
  }
  for (const path of screens) await get(token, `/api/${path}`)
  const first = await ask()
  // The member, counters, the insight; responses, the goal, a product for the liking; for home the history.
  assert.deepEqual(first, [7, 6, 6, 3, 3])
  await scan(token, 12)
  assert.deepEqual(await ask(), first)
})
