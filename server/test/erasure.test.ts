import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { publishSettings } from '../src/tenancy/index.ts'
import { ledgerFaults } from './invariants.ts'
import { Browser, claimForm } from './journey/browser.ts'
import { type ConnectedWorld, openConnectedWorld, until } from './journey/connected-world.ts'
import { readCatalogue } from './rls/catalogue.ts'

/** A text for every personal field; each is found wherever it turns up. */
const CANARY = /qanary/i
const EMAIL = 'qanarymail@example.com'
const ADDRESS = {
  line1: '1 Qanaryline',
  line2: 'Qanarysecondline',
  city: 'Qanarycity 🌿',
  state: 'NY',
  postal_code: 'Qanary9',
  country: 'US',
}

let connected: ConnectedWorld
let admin: pg.Client
let memberId: string
let browser: Browser

before(async () => {
  connected = await openConnectedWorld()
  admin = new pg.Client({ connectionString: connected.world.adminUrl })
  await admin.connect()
  const { platform, brand, app } = connected.world
  const field = { key: 'nickname', label: 'Nickname', kind: 'text', required: false, max: 40 } as const
  await platform.db.transaction(brand.id, tx =>
    publishSettings(tx, { patch: { profile_fields: [field] }, at: new Date(), by: null }),
  )
  app.brands.forget(brand.id)
  ;({ memberId, browser } = await live())
  await leaveTraces()
})
after(async () => {
  await admin.end()
  await connected.close()
})

async function mailedToken(email: string): Promise<string> {
  const found = await until(
    'the mail',
    5_000,
    async () => (await connected.ask(`/mail?to=${email}`)).items[0],
  )
  const link = (found.links as string[]).find(text => text.includes('/auth/link')) as string
  return new URL(link).searchParams.get('token') as string
}

/** Somebody claims, signs in, fills in everything there is, scans, and is known to Customer.io. */
async function live() {
  const { world, ask } = connected
  const { codes } = await world.addCodes(3)
  const person = await new Browser(world, { 'user-agent': 'Qanarybrowser/1.0' }).confirmAge()
  const form = {
    ...claimForm(codes[0] as string, EMAIL, randomUUID()),
    first_name: 'Qanaryfirst 💚',
    last_name: 'Qanarylast',
  }
  assert.equal((await person.post('/api/claims', { ...form, address: ADDRESS })).status, 202)
  const signedIn = await person.consume({ token: await mailedToken(EMAIL) })
  const { id } = signedIn.body.member
  const profile = { birth_month: 5, custom: { nickname: 'Qanarynick' } }
  assert.equal((await person.patch('/api/me', profile)).status, 200)
  await person.post('/api/scans', { code: codes[1], client_op_id: randomUUID() })
  await until('Customer.io to know the person', 5_000, async () =>
    JSON.stringify(await ask('/people')).includes('Qanaryfirst'),
  )
  return { memberId: id as string, browser: person }
}

/** What waits, what was received, what others wrote about it: the rows that a quick life does not leave. */
async function leaveTraces() {
  const { world } = connected
  const { brand } = world
  await browser.post('/api/me/email', { client_op_id: randomUUID(), email: 'qanarynew@example.com' })
  const { headers } = await world.addOperator({ role: 'support' })
  const corrected = await world.app.server.inject({
    method: 'PATCH',
    url: `/api/admin/members/${memberId}`,
    headers,
    payload: { birth_month: 6 },
  })
  assert.equal(corrected.statusCode, 200)
  await admin.query(`update members set external_id = 'Qanary-4711' where id = $1`, [memberId])
  await admin.query(
    `insert into mail_queue (brand_id, id, member_id, template, recipient, key_id, sealed, created_at)
     values ($1, gen_random_uuid(), $2, 'sign_in', $3, 'k', '\\x00', now() - interval '1 hour')`,
    [brand.id, memberId, EMAIL],
  )
  for (const raw of [`not json, but of ${EMAIL.toUpperCase()}`, `{"about": "Qanary of ${memberId}"`]) {
    await admin.query(
      `insert into insight_webhooks (brand_id, id, unique_key, raw, state, received_at)
       values ($1, gen_random_uuid(), gen_random_uuid(), $2, 'quarantined', now())`,
      [brand.id, Buffer.from(raw)],
    )
  }
  await admin.query(
    `insert into disputes (brand_id, id, hmac, member_id, claimed_by, claim_action_id, message, note, evidence, created_at)
     select brand_id, gen_random_uuid(), hmac, $1, $1, gen_random_uuid(), 'Qanarymessage', 'Qanarynote', '{}', now()
     from codes where brand_id = $2 limit 1`,
    [memberId, brand.id],
  )
  await admin.query(
    `insert into insights (brand_id, member_id, insight_id, source, computed_at, received_at, predictions)
     values ($1, $2, '1', 'customer.io', now(), now(), '{"segment": "Qanarysegment"}')
     on conflict (brand_id, member_id) do update set predictions = excluded.predictions`,
    [brand.id, memberId],
  )
}

/** Every table and partition that holds a canary, in the clear or as bytes. */
async function holding(): Promise<string[]> {
  const tables = (await readCatalogue(admin)).map(({ name }) => `public."${name}"`)
  const { rows: queue } = await admin.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
     where relnamespace = 'graphile_worker'::regnamespace and relkind in ('r', 'p')`,
  )
  const found: string[] = []
  for (const name of [...tables, ...queue.map(table => table.name)]) {
    const { rows } = await admin.query<{ row: string }>(`select t::text as row from ${name} t`)
    if (rows.some(({ row }) => CANARY.test(row) || CANARY.test(decodeHex(row)))) found.push(name)
  }
  return found.map(name => name.replace(/^public\."(.*)"$/, '$1')).sort()
}

const decodeHex = (text: string) =>
  [...text.matchAll(/\\x((?:[0-9a-f]{2})+)/g)]
    .map(([, hex]) => Buffer.from(hex as string, 'hex').toString('latin1'))
    .join(' ')

const sealedRows = async () =>
  (
    await admin.query(
      `select 'email_changes' from email_changes where member_id = $1 and sealed is not null
       union all select 'mail_queue' from mail_queue where member_id = $1 and sealed is not null`,
      [memberId],
    )
  ).rows

describe('erasure', () => {
  test('begins with canaries in every table that may hold personal data', async () => {
    assert.deepEqual(await holding(), [
      'addresses',
      'disputes',
      'insight_webhooks',
      'insights',
      'mail_queue',
      'members',
      'sessions',
    ])
    assert.ok((await sealedRows()).length >= 2)
  })

  test('leaves none in any table, partition or job', async () => {
    const erased = await browser.delete('/api/me', { client_op_id: randomUUID(), confirm: true })
    assert.deepEqual([erased.status, erased.body], [200, { status: 'erased' }])
    assert.deepEqual(await holding(), [])
    assert.deepEqual(await sealedRows(), [])
  })

  test('reaches Customer.io as a deletion and a suppression by opaque id, and nothing comes after it', async () => {
    const { ask } = connected
    await until('Customer.io to forget', 5_000, async () => {
      const { suppressed } = (await ask(`/people?identifier=${memberId}`)) as unknown as {
        suppressed: object[]
      }
      return suppressed.length === 1
    })
    assert.ok(!CANARY.test(JSON.stringify(await ask('/people'))))
    await until('the outbox to be empty', 5_000, async () => {
      const { rows } = await admin.query(`select 1 from outbox where state = 'waiting'`)
      return rows.length === 0
    })
    const { items } = await ask(`/ledger?identifier=${memberId}`)
    const told = items as { action: string; payload: { attributes?: object } }[]
    const last = told.slice(-2).map(({ action, payload }) => [action, payload.attributes])
    assert.deepEqual(last, [
      ['delete', undefined],
      ['suppress', undefined],
    ])
  })

  test('takes away access, and the books still balance with the ledger as it was', async () => {
    assert.equal((await browser.get('/api/me')).status, 401)
    assert.equal((await browser.post('/api/auth/refresh')).status, 401)
    assert.deepEqual(await ledgerFaults(admin), [])
    const { rows } = await admin.query(
      `select reason, source, amount from ledger_entries where member_id = $1 order by seq`,
      [memberId],
    )
    assert.deepEqual(rows.at(-1), { reason: 'expiry', source: 'erasure', amount: rows.at(-1).amount })
    assert.equal(
      rows.reduce((sum, { amount }) => sum + Number(amount), 0),
      0,
    )
  })

  test('leaves nothing for what was under way: the sweep finds it', async () => {
    const { brand, platform } = connected.world
    await admin.query(
      `insert into addresses (brand_id, id, member_id, line1, city, state, postal_code, country, created_at)
       values ($1, gen_random_uuid(), $2, '1 Qanaryline', 'x', 'NY', '1', 'US', now())`,
      [brand.id, memberId],
    )
    assert.deepEqual(await holding(), ['addresses'], 'the search finds what is planted')
    const { privacyTasks } = await import('../src/privacy/index.ts')
    await privacyTasks.sweep_erased_member(
      platform,
      { member_id: memberId },
      { brandId: brand.id, jobId: '1' },
    )
    assert.deepEqual(await holding(), [])
  })

  test('lets the same e-mail enrol anew, as somebody new', async () => {
    const { world } = connected
    const { codes } = await world.addCodes(1)
    const again = await new Browser(world).confirmAge()
    assert.equal(
      (await again.post('/api/claims', claimForm(codes[0] as string, EMAIL, randomUUID()))).status,
      202,
    )
    const { rows } = await admin.query('select id, scan_count from members where email = $1', [EMAIL])
    assert.equal(rows.length, 1)
    assert.notEqual(rows[0].id, memberId)
    assert.equal(rows[0].scan_count, 1)
  })
})
