import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { addReward } from './goals/add-reward.ts'
import { explainAll, readBigTables } from './hot/explain.ts'
import { fillTables, ROWS } from './hot/fill-tables.ts'
import { type Recorded, recordStatements } from './hot/record-statements.ts'
import { spend } from './hot/spend.ts'
import { Browser, claimForm } from './journey/browser.ts'
import { type ConnectedWorld, openConnectedWorld, until } from './journey/connected-world.ts'

let connected: ConnectedWorld
let admin: pg.Client
let big: Set<string>
let statements: Recorded[]

before(async () => {
  connected = await openConnectedWorld()
  admin = new pg.Client({ connectionString: connected.world.adminUrl })
  await admin.connect()
  await connected.world.addAchievement(connected.world.brand, 'third_time', {})
  await fillTables(admin)
  big = await readBigTables(admin, ROWS / 2)
  statements = distinct(await recordStatements(doEverything))
})
after(async () => {
  await admin.end()
  await connected.close()
})

/** A night job reads every member of a brand, once: who has the most points. */
const AT_NIGHT = /insert into power_thresholds/

/** Queries only, each text once. */
const distinct = (all: Recorded[]) =>
  [...new Map(all.map(one => [`${one.pool}/${one.text}`, one])).values()].filter(
    ({ text }) => /^\s*(select \*|select |with|insert|update|delete)/i.test(text) && !AT_NIGHT.test(text),
  )

/** A day of a member, so that every statement of the hot paths is sent once. */
async function doEverything() {
  const { world, ask } = connected
  const { codes } = await world.addCodes(3)
  const browser = await new Browser(world).confirmAge()
  const email = 'hot@example.com'
  const claimed = await browser.post('/api/claims', claimForm(codes[0] as string, email, randomUUID()))
  assert.equal(claimed.status, 202)
  const mail = await until('the mail', 5_000, async () => (await ask(`/mail?to=${email}`)).items[0])
  const link = (mail.links as string[]).find(found => found.includes('/auth/link')) as string
  const { body } = await browser.consume({ token: new URL(link).searchParams.get('token') })
  await browser.get(`/api/codes/${codes[1]}`)
  await scan(browser, codes[1] as string)
  await scan(browser, codes[1] as string)
  for (const url of [
    'dashboard',
    'achievements',
    'cards',
    'personalization',
    'history',
    'history?limit=1',
    'me',
    'goal',
    'wishlist',
    'referrals/me',
  ])
    assert.equal((await browser.get(`/api/${url}`)).status, 200)
  const { next_cursor } = (await browser.get('/api/history?limit=1')).body
  assert.equal((await browser.get(`/api/history?limit=1&cursor=${next_cursor}`)).status, 200)
  const reward = await addReward(admin, world.brand.id, {
    cost_points: 1,
    limit_per_member: { times: 3, period: 'week' },
  })
  const redemption = { client_op_id: randomUUID(), reward_id: reward, expected_cost: 1 }
  const redeemed = await browser.post('/api/redemptions', redemption)
  assert.equal(redeemed.status, 200)
  for (const url of [
    'rewards',
    `rewards/${reward}`,
    'orders',
    'orders?limit=1',
    `orders/${redeemed.body.order.id}`,
  ])
    assert.equal((await browser.get(`/api/${url}`)).status, 200)
  await browser.post(`/api/orders/${redeemed.body.order.id}/cancel`, { client_op_id: randomUUID() })
  await spend(browser, await addReward(admin, world.brand.id, { cost_points: 1 }))
  await browser.patch('/api/me', { marketing_consent: false })
  await browser.post('/api/auth/link', { email })
  await browser.post('/api/auth/refresh')
  await until('an insight', 5_000, async () => {
    const { rows } = await admin.query('select 1 from insights where member_id = $1', [body.member.id])
    return rows.length > 0
  })
  await browser.post('/api/auth/logout')
}

async function scan(browser: Browser, code: string) {
  const { status } = await browser.post('/api/scans', { code, client_op_id: randomUUID() })
  assert.equal(status, 200)
}

const explain = (damage?: string, some = statements) =>
  explainAll(admin, some, { brandId: connected.world.brand.id, big, ...(damage ? { damage } : {}) })

describe(`with ${ROWS.toLocaleString('en-US')} members, a generic plan under row-level security`, () => {
  test('reads no big table as a whole, nor a whole brand of it, in any statement of the hot paths', async () => {
    assert.deepEqual(await explain(), [])
  })

  test('was asked of every hot statement', () => {
    const parts = {
      'lock members': 'for no key update of m',
      'lock codes and read': 'for no key update of c',
      apply: 'w_ledger as',
      'find a code': 'c.hmac = any(',
      history: 'from "actions"',
      progress: 'from member_counters where',
      'how often a reward was had': 'join reward_stock s',
      'orders of a member': 'and o.member_id = $2',
      'an order': 'and o.id = $2',
      insights: 'from "insights"',
      'lease lanes': 'update outbox_lanes l set token',
      'read what waits': 'from unnest($2::smallint[]) h(lane) cross join lateral',
      'what was told': 'from outbox_people',
      'where it was done': 'from sessions s where s.brand_id',
      'mark what was sent': 'update outbox o set state',
      'mailed link': '"token_hash" in',
      mail: 'update mail_queue set attempts',
      traits: 'insert into "member_traits"',
      'friends who joined': 'from "referrals" as "r"',
      wishes: 'from "wishlist_items"',
      pace: 'order by seq desc limit',
      'orders after one': 'o.id < (select coalesce',
      'the book': 'from "addresses" where "brand_id" = $1 and "member_id" = $2 and "in_book" = true',
      consents: 'from "member_consents"',
      'live sessions': 'from "sessions"',
      disputes: 'from disputes',
      responses: 'from personalization_responses',
      'a wish taken back': 'delete from "wishlist_items"',
      'the last days of points': 'from "point_lots"',
      'the export of what one did': 'name, client_op_id, data from actions t',
    }
    const missing = Object.entries(parts)
      .filter(([, part]) => !statements.some(({ text }) => text.includes(part)))
      .map(([name]) => name)
    assert.deepEqual(missing, [])
    const bigBase = ['members', 'codes', 'operations', 'ledger_entries', 'sessions', 'orders']
    for (const table of bigBase) assert.ok(big.has(table), table)
    assert.ok([...big].some(name => /^actions_\d{6}$/.test(name)))
    assert.ok([...big].some(name => /^outbox_\d{6}$/.test(name)))
  })

  test('planted bug: a page that reads what stands before it is found', async () => {
    const pages = statements
      .filter(({ text }) => text.includes('o.id < (select coalesce($3::uuid'))
      .map(one => ({ ...one, text: one.text.replace(/\(select (coalesce\([^)]*\))\)/, '$1') }))
    assert.ok(pages.length > 0)
    assert.ok((await explain(undefined, pages)).length > 0)
  })

  for (const [index, damage, part] of [
    ['actions_member', 'drop index actions_member', 'from "actions"'],
    ['outbox_waiting', 'drop index outbox_waiting', 'order by o.id'],
    ['the key of codes', 'alter table codes drop constraint codes_pkey cascade', 'for no key update of c'],
    ['the key of operations', 'alter table operations drop constraint operations_pkey', 'join operations'],
    ['the e-mail of members', 'alter table members drop constraint members_brand_id_email_key', '"email" ='],
  ] as const) {
    test(`planted bug: without ${index} it is found`, async () => {
      const affected = statements.filter(({ text }) => text.includes(part))
      assert.ok(affected.length > 0)
      assert.ok((await explain(damage, affected)).length > 0)
    })
  }
})

/** What a request sends itself; worker and sender go on beside it. */
const ofRequests = (all: Recorded[]) =>
  all.filter(
    ({ text }) => !/outbox|mail_queue|webhook|sessions_revoked|due_work/.test(text) || /w_ledger/.test(text),
  )

describe('a scan', () => {
  async function recordScan() {
    const { world } = connected
    const { codes } = await world.addCodes(2)
    const browser = new Browser(world)
    browser.token = (await world.addMember({ consent: false })).token
    // The first one fills the caches.
    await scan(browser, codes[0] as string)
    const recorded = await recordStatements(() => scan(browser, codes[1] as string))
    return recorded.filter(({ pool }) => pool === 'synergy scans')
  }

  test('is five statements in two round trips, whether a brand has 10 achievements or 200', async () => {
    const { world } = connected
    let made = 0
    for (const count of [10, 200]) {
      while (made < count) await world.addAchievement(world.brand, `many_${made++}`, {})
      const recorded = await recordScan()
      assert.equal(recorded.length, 5, recorded.map(({ text }) => text).join('\n'))
      assert.deepEqual(
        recorded.map(({ startsRoundTrip }) => startsRoundTrip),
        [true, false, false, true, false],
      )
    }
  })
})

test('the home screen takes as many statements after 500 actions as after none', async () => {
  const { world } = connected
  const { id, token } = await world.addMember()
  const browser = new Browser(world)
  browser.token = token
  const record = async () => ofRequests(await recordStatements(() => browser.get('/api/dashboard')))
  await record()
  const before = await record()
  await admin.query(
    `insert into actions (brand_id, id, member_id, name, data)
     select $1, uuidv7(), $2, 'product_scanned', '{}' from generate_series(1, 500)`,
    [world.brand.id, id],
  )
  assert.deepEqual(await record(), before)
  assert.ok(before.length >= 4)
})

test('asking which brands have events to send costs a look into the index, however much waits', async () => {
  const blocksOf = async (damage = '') => {
    // What other tests left behind, sent or rolled back, would be walked over first.
    await admin.query('vacuum outbox')
    await admin.query('begin')
    await admin.query(
      `insert into outbox (brand_id, id, member_id, lane, name, schema_version, occurred_at)
       select $1, uuidv7(), gen_random_uuid(), i % 16, 'x', 1, now() from generate_series(1, ${ROWS}) i`,
      [connected.world.brand.id],
    )
    await admin.query(damage)
    const { rows } = await admin.query('explain (analyze, format json) select * from brands_with_due_work()')
    await admin.query('rollback')
    const plan = rows[0]['QUERY PLAN'][0].Plan
    assert.equal(plan['Actual Rows'], 1)
    return plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
  }
  const counting = `create or replace function brands_with_due_work() returns setof int
    language sql stable security definer set search_path = public, pg_temp
    as 'select b.id from brands b where (select count(*) from outbox o where o.brand_id = b.id and o.state = ''waiting'') > 0'`
  assert.ok((await blocksOf()) < 200)
  assert.ok((await blocksOf(counting)) > 200, 'planted bug: counting what waits is found')
})
