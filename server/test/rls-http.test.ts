import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { InjectOptions } from 'fastify'
import pg from 'pg'
import { type Brand, storeCustomerIoCredentials } from '../src/tenancy/index.ts'
import { setAgeCookieFor } from './age-cookie.ts'
import { claimForm } from './journey/browser.ts'
import { newestMail } from './journey/mailed.ts'
import { operationsOf } from './operations.ts'
import { type AccountNames, accountCases, accountNames, NOBODYS_ACCOUNT } from './rls/account-cases.ts'
import { NOBODYS_REWARD, type RewardNames, rewardCases, rewardNames } from './rls/reward-cases.ts'
import { NOBODYS_SUGGESTION, suggestionCases, suggestionNames } from './rls/suggestion-cases.ts'
import { openWorld, type World } from './world.ts'

/** What of the other brand a request names, or the same as nobody has it. */
interface Names extends AccountNames, RewardNames {
  code: string
  clientOpId: string
  linkToken: string
  historyCursor: string
  productCursor: string
  signingKey: string
  scanOperation: string
  suggestionId: string
}

interface Case {
  operation: string
  request(names: Names): InjectOptions
}

/** What a brand tells everybody, whoever asks. */
const ANYBODYS = ['/api/config', '/api/ranks', '/api/markets']
const ADDRESS = { line1: '1 Main St', city: 'Hudson', postal_code: '12534', country: 'US' }
const UNKNOWN_CODE = '0000000000000000'
let world: World
let admin: pg.Client
let token: string
let cookie: string
let theirs: Names
let nobodys: Names

const cursor = (position: object) => Buffer.from(JSON.stringify(position)).toString('base64url')

function signedWebhook(key: string): InjectOptions {
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const payload = '{"insight_id":"1"}'
  const signature = createHmac('sha256', key).update(`v0:${timestamp}:${payload}`).digest('hex')
  return {
    method: 'POST',
    url: '/api/webhooks/customer-io/acme',
    headers: {
      'content-type': 'application/json',
      'x-cio-timestamp': timestamp,
      'x-cio-signature': signature,
    },
    payload,
  }
}

const member = (): Record<string, string> => world.headers({ token })
const leavers: string[] = []
const leaver = () => world.headers({ token: leavers.pop() as string })
const visitor = (): Record<string, string> => ({ ...world.headers(), cookie })

/** Every operation that names something by an id, a code, a token or a cursor; a test below holds that none is missing. */
const CASES: Case[] = [
  {
    operation: 'GET /api/codes/{code}',
    request: ({ code }) => ({ url: `/api/codes/${code}`, headers: visitor() }),
  },
  {
    operation: 'GET /api/codes/{code}',
    request: ({ code }) => ({ url: `/api/codes/${code}`, headers: member() }),
  },
  {
    operation: 'POST /api/claims',
    request: ({ code }) => ({
      method: 'POST',
      url: '/api/claims',
      headers: visitor(),
      payload: claimForm(code, 'new@example.com', randomUUID()),
    }),
  },
  {
    operation: 'PATCH /api/claims/{client_op_id}',
    request: ({ clientOpId }) => ({
      method: 'PATCH',
      url: `/api/claims/${clientOpId}`,
      headers: visitor(),
      payload: { email: 'taken-over@example.com' },
    }),
  },
  {
    operation: 'POST /api/auth/link/consume',
    request: ({ linkToken }) => ({
      method: 'POST',
      url: '/api/auth/link/consume',
      headers: visitor(),
      payload: { token: linkToken },
    }),
  },
  {
    operation: 'POST /api/scans',
    request: ({ code }) => ({
      method: 'POST',
      url: '/api/scans',
      headers: member(),
      payload: { code, client_op_id: randomUUID() },
    }),
  },
  {
    operation: 'POST /api/scans',
    request: ({ scanOperation }) => ({
      method: 'POST',
      url: '/api/scans',
      headers: member(),
      payload: { code: UNKNOWN_CODE, client_op_id: scanOperation },
    }),
  },
  {
    operation: 'POST /api/disputes',
    request: ({ code }) => ({
      method: 'POST',
      url: '/api/disputes',
      headers: member(),
      payload: { code, client_op_id: randomUUID(), message: 'It is mine' },
    }),
  },
  {
    operation: 'GET /api/disputes',
    request: ({ historyCursor }) => ({ url: `/api/disputes?cursor=${historyCursor}`, headers: member() }),
  },
  {
    operation: 'GET /api/history',
    request: ({ historyCursor }) => ({ url: `/api/history?cursor=${historyCursor}`, headers: member() }),
  },
  ...accountCases({ member, visitor, leaver }),
  ...rewardCases(member),
  ...suggestionCases(member),
  {
    operation: 'POST /api/addresses',
    request: ({ scanOperation }) => ({
      method: 'POST',
      url: '/api/addresses',
      headers: member(),
      // An address that there is not: neither operation may have an effect, or the answers would have different ids.
      payload: { client_op_id: scanOperation, ...ADDRESS, state: 'Nowhere' },
    }),
  },
  {
    operation: 'GET /api/markets/{code}',
    request: () => ({ url: '/api/markets/US-NY', headers: visitor() }),
  },
  {
    operation: 'GET /api/referrals/me',
    request: ({ historyCursor }) => ({ url: `/api/referrals/me?cursor=${historyCursor}`, headers: member() }),
  },
  {
    operation: 'POST /api/referrals/share',
    request: ({ scanOperation }) => ({
      method: 'POST',
      url: '/api/referrals/share',
      headers: member(),
      payload: { client_op_id: scanOperation, channel: 'link' },
    }),
  },
  {
    operation: 'GET /api/products',
    request: ({ productCursor }) => ({ url: `/api/products?cursor=${productCursor}`, headers: member() }),
  },
  {
    operation: 'POST /api/webhooks/customer-io/{brand}',
    request: ({ signingKey }) => signedWebhook(signingKey),
  },
]

before(async () => {
  world = await openWorld()
  admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
  token = (await world.addMember()).token
  for (let i = 0; i < 2; i++) leavers.push((await world.addMember()).token)
  cookie = await setAgeCookieFor(world)
  ;[theirs, nobodys] = [await namesOfAnotherBrand(), namesOfNobody()]
})
after(async () => {
  await admin.end()
  await world.close()
})

const inject = (request: InjectOptions) => world.app.server.inject(request)

/** A brand with a member who has scanned, a claim, a mailed link and a signing key; all of it really works there. */
async function namesOfAnotherBrand(): Promise<Names> {
  const brand = await world.addBrand({ slug: 'other' })
  const signingKey = 'the-key-of-the-other-brand'
  await storeSigningKey(brand.id, signingKey)
  const { codes } = await world.addCodes(3, { brand })
  const there = await world.addMember({ brand })
  const scanOperation = randomUUID()
  const headers = world.headers({ brand, token: there.token })
  const payload = { code: codes[0], client_op_id: scanOperation }
  const scanned = await inject({ method: 'POST', url: '/api/scans', headers, payload })
  assert.equal(scanned.json().verdict, 'claimed')
  const clientOpId = randomUUID()
  const claimed = await inject({
    method: 'POST',
    url: '/api/claims',
    headers: { ...world.headers({ brand }), cookie: await setAgeCookieFor(world, brand) },
    payload: claimForm(codes[1] as string, 'claimer@example.com', clientOpId),
  })
  assert.equal(claimed.statusCode, 202)
  const action = await admin.query('select id from actions where brand_id = $1 limit 1', [brand.id])
  const product = await admin.query(
    'select name, id from products where brand_id = $1 order by name, id limit 1',
    [brand.id],
  )
  return {
    code: codes[2] as string,
    clientOpId,
    linkToken: (await newestMail(world, admin, 'claimer@example.com')).token,
    historyCursor: cursor(action.rows[0]),
    productCursor: cursor(product.rows[0]),
    signingKey,
    scanOperation,
    ...(await accountNames(world, admin, { memberId: there.id, headers })),
    ...(await suggestionNames(world, headers)),
    ...(await rewardNames(world, admin, { brandId: brand.id, memberId: there.id, headers })),
  }
}

const namesOfNobody = (): Names => ({
  code: UNKNOWN_CODE,
  clientOpId: randomUUID(),
  linkToken: 'AAAAAAAAAAAAAAAAAAAAAA',
  historyCursor: cursor({ id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' }),
  productCursor: cursor({ name: 'Ten dollar flower', id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' }),
  signingKey: 'a-key-of-nobody',
  scanOperation: randomUUID(),
  ...NOBODYS_ACCOUNT,
  ...NOBODYS_SUGGESTION,
  ...NOBODYS_REWARD,
})

async function storeSigningKey(brandId: number, key: string) {
  for (const [id, signingKey] of [
    [brandId, key],
    [world.brand.id, 'the-key-of-acme'],
  ] as const) {
    await storeCustomerIoCredentials(world.platform, id, {
      site_id: 's',
      api_key: 'k',
      app_api_key: 'a',
      track_url: 'http://127.0.0.1:9/api/v1',
      app_url: 'http://127.0.0.1:9/v1',
      webhook_signing_keys: [signingKey],
      mail_from: 'hello@example.com',
    })
  }
}

describe('what another brand has', () => {
  for (const [i, { operation, request }] of CASES.entries()) {
    test(`${operation} answers it like something that nobody has (${i + 1})`, async () => {
      const before = await countForeignRows()
      const [given, unknown] = [await inject(request(theirs)), await inject(request(nobodys))]
      assert.equal(given.statusCode, unknown.statusCode)
      assert.deepEqual(withoutIds(given.json()), withoutIds(unknown.json()))
      assert.deepEqual(await countForeignRows(), before, 'nothing changed there')
    })
  }

  test('no operation that names something is missing above', () => {
    const naming = operationsOf(world).filter(({ schema, path }) => {
      // The console's are held by rls-console.test.ts.
      if (path.startsWith('/api/admin/')) return false
      const named = [path, JSON.stringify(schema.requestBody ?? ''), JSON.stringify(schema.parameters ?? '')]
      return (
        path.includes('{') ||
        /"(code|token|cursor|client_op_id|[a-z_]*_id)":|"name":"cursor"/.test(named.join(' '))
      )
    })
    const missing = naming
      .map(({ method, path }) => `${method} ${path}`)
      .filter(name => !CASES.some(({ operation }) => operation === name))
    assert.deepEqual(missing, [])
  })
})

const FOREIGN_ROWS = `
  select (select count(*) from mail_queue where brand_id <> $1) mails,
    (select count(*) from sign_in_tokens where brand_id <> $1 and consumed_at is not null) consumed,
    (select count(*) from codes where brand_id <> $1 and claimed_by is not null) claimed,
    (select count(*) from insight_webhooks) webhooks,
    (select string_agg(email, ',' order by email) from members where brand_id <> $1) emails`

const countForeignRows = async () => (await admin.query(FOREIGN_ROWS, [world.brand.id])).rows[0]

/** An answer without what is different each time. */
const withoutIds = (body: unknown) =>
  JSON.parse(JSON.stringify(body, (key, value) => (key === 'request_id' ? undefined : value)))

describe('another brand’s token', () => {
  test('is refused by every operation that knows its caller, like one that is not signed in', async () => {
    const there = await world.addMember({ brand: await world.addBrand({ slug: 'third' }) })
    let refused = 0
    for (const { method, path } of operationsOf(world)) {
      if (path.includes('{') || method !== 'GET' || !path.startsWith('/api/') || ANYBODYS.includes(path))
        continue
      const headers = world.headers({ token: there.token })
      const answer = await inject({ method, url: path, headers })
      assert.equal(answer.statusCode, 401, path)
      assert.equal(answer.json().code, 'not_signed_in')
      refused++
    }
    assert.ok(refused >= 8, `${refused} operations`)
    for (const { request, operation } of CASES) {
      const asked = request(nobodys)
      if (!asked.headers?.authorization) continue
      const headers = { ...asked.headers, authorization: `Bearer ${there.token}` }
      assert.equal((await inject({ ...asked, headers })).statusCode, 401, operation)
    }
  })

  test('and its refresh cookie and age cookie as well', async () => {
    const brand = await world.addBrand({ slug: 'fourth' })
    const age = await setAgeCookieFor(world, brand)
    const shown = await inject({ url: '/api/products', headers: { ...world.headers(), cookie: age } })
    assert.equal(shown.json().code, 'age_not_confirmed')
    const there = await world.addMember({ brand })
    const { rows } = await admin.query('select id from sessions where member_id = $1', [there.id])
    const secret = 'A'.repeat(43)
    const refresh = `refresh=${rows[0].id}.${secret}`
    await admin.query('update sessions set refresh_hash = sha256($2::bytea) where id = $1', [
      rows[0].id,
      secret,
    ])
    const post = (url: string, at: Brand) =>
      inject({ method: 'POST', url, headers: { ...world.headers({ brand: at }), cookie: refresh } })
    assert.equal((await post('/api/auth/refresh', world.brand)).statusCode, 401)
    await post('/api/auth/logout', world.brand)
    const me = await inject({ url: '/api/me', headers: world.headers({ brand, token: there.token }) })
    assert.equal(me.statusCode, 200, 'a sign-out elsewhere ended nothing here')
    assert.equal((await post('/api/auth/refresh', brand)).statusCode, 200, 'it is good where it belongs')
  })
})
