import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { InjectOptions } from 'fastify'
import { answerOf, assertProblem } from './refusals/assert-problem.ts'
import { openWorld, type World } from './world.ts'

let world: World
let token: string
let otherToken: string

before(async () => {
  world = await openWorld()
  token = (await world.addMember()).token
  otherToken = (await world.addMember({ brand: await world.addBrand({ slug: 'other' }) })).token
})
after(() => world.close())

const inject = async (request: InjectOptions) => answerOf(await world.app.server.inject(request))
const json = (payload: string, more: Record<string, string> = {}) => ({
  payload,
  headers: { ...world.headers({ token }), 'content-type': 'application/json', ...more },
})
const scan = (payload: string, more: Record<string, string> = {}): InjectOptions => ({
  method: 'POST',
  url: '/api/scans',
  ...json(payload, more),
})
const get = (url: string, bearer?: string): InjectOptions => ({
  url,
  headers: world.headers(bearer === undefined ? {} : { token: bearer }),
})

/** An access token with these parts, signed with `key` unless that is empty. */
function forgedToken(header: object, claims: object, key: Buffer | string = ''): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part(header)}.${part(claims)}`
  return `${signed}.${key === '' ? '' : createHmac('sha256', key).update(signed).digest('base64url')}`
}

const claims = () => JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString())

function staleToken(): string {
  const now = Math.floor(Date.now() / 1_000)
  const key = world.platform.keys.derive('access-token')
  return forgedToken({ alg: 'HS256', typ: 'JWT' }, { ...claims(), iat: now - 7_200, exp: now - 3_600 }, key)
}

const aScan = () => JSON.stringify({ code: '0000000000000000', client_op_id: randomUUID() })
const nested = (levels: number) =>
  `{"code":${'['.repeat(levels)}${']'.repeat(levels)},"client_op_id":"${randomUUID()}"}`

type Refusal = [what: string, request: () => InjectOptions, status: number, code: string]

const REFUSALS: Refusal[] = [
  ['an unknown route', () => get('/api/nothing-here', token), 404, 'not_found'],
  [
    'a wrong method',
    () => ({ method: 'DELETE', url: '/api/scans', headers: world.headers({ token }) }),
    404,
    'not_found',
  ],
  [
    'an unknown host',
    () => ({ url: '/api/config', headers: { host: 'nobody.example' } }),
    404,
    'unknown_brand',
  ],
  ['a bad percent-encoding', () => get('/api/codes/%E0%A4%A', token), 400, 'malformed_url'],
  ['a percent-encoded surrogate', () => get('/api/codes/%ED%A0%80', token), 400, 'malformed_url'],
  ['a percent-encoded NUL', () => get('/api/codes/a%00b', token), 400, 'malformed_url'],
  ['a code that is too long', () => get(`/api/codes/${'A'.repeat(100)}`, token), 400, 'validation_failed'],
  ['a path that is too long', () => get(`/api/codes/${'A'.repeat(5_000)}`, token), 414, 'bad_request'],
  ['a limit beyond all numbers', () => get('/api/history?limit=1e309', token), 400, 'validation_failed'],
  ['a cursor that is none', () => get('/api/history?cursor=AAAA', token), 400, 'validation_failed'],
  [
    'a cursor of NULs',
    () =>
      get(`/api/products?cursor=${Buffer.from('{"name":"\\u0000","id":"x"}').toString('base64url')}`, token),
    400,
    'validation_failed',
  ],
  [
    'a cursor without an id in it',
    () => get(`/api/products?cursor=${Buffer.from('{"name":"a","id":"x"}').toString('base64url')}`, token),
    400,
    'validation_failed',
  ],
  ['malformed JSON', () => scan('{"code": '), 400, 'malformed_json'],
  ['an empty body', () => scan(''), 400, 'malformed_json'],
  ['JSON that is no object', () => scan('[]'), 400, 'validation_failed'],
  ['a body of 3 MB', () => scan(`{"code":"${'A'.repeat(3_000_000)}"}`), 413, 'body_too_large'],
  ['20,000 levels', () => scan(nested(20_000)), 400, 'validation_failed'],
  [
    '__proto__ in the body',
    () => scan(`{"__proto__":{"isAdmin":true},${aScan().slice(1)}`),
    400,
    'malformed_json',
  ],
  [
    'constructor.prototype in the body',
    () => scan(`{"constructor":{"prototype":{}},${aScan().slice(1)}`),
    400,
    'malformed_json',
  ],
  [
    '1e309 where a number is no use',
    () => scan(`{"code":1e309,"client_op_id":"${randomUUID()}"}`),
    400,
    'validation_failed',
  ],
  [
    'a wrong content type',
    () => scan(aScan(), { 'content-type': 'text/plain' }),
    415,
    'unsupported_media_type',
  ],
  [
    'a form',
    () => scan('code=1', { 'content-type': 'application/x-www-form-urlencoded' }),
    415,
    'unsupported_media_type',
  ],
  ['no token', () => get('/api/me'), 401, 'not_signed_in'],
  ['a token that is none', () => get('/api/me', 'abc'), 401, 'not_signed_in'],
  [
    'alg: none',
    () => get('/api/me', forgedToken({ alg: 'none', typ: 'JWT' }, claims())),
    401,
    'not_signed_in',
  ],
  [
    'a token signed with another key',
    () => get('/api/me', forgedToken({ alg: 'HS256' }, claims(), 'guess')),
    401,
    'not_signed_in',
  ],
  ['a stale token', () => get('/api/me', staleToken()), 401, 'not_signed_in'],
  ['another brand’s token', () => get('/api/me', otherToken), 401, 'not_signed_in'],
  ['no age confirmation', () => get('/api/products'), 403, 'age_not_confirmed'],
  [
    'a forged age cookie',
    () => ({ url: '/api/products', headers: { ...world.headers(), cookie: 'age=1' } }),
    403,
    'age_not_confirmed',
  ],
  [
    'an age that is not confirmed',
    () => ({
      method: 'POST',
      url: '/api/age-gate',
      headers: world.headers(),
      payload: { confirmed: false },
    }),
    400,
    'validation_failed',
  ],
  [
    'a forged webhook',
    () => ({
      method: 'POST',
      url: '/api/webhooks/customer-io/acme',
      headers: {
        ...world.headers(),
        'x-cio-signature': '0'.repeat(64),
        'x-cio-timestamp': String(Math.floor(Date.now() / 1_000)),
      },
      payload: {},
    }),
    401,
    'bad_signature',
  ],
  [
    'a webhook of an unknown brand',
    () => ({
      method: 'POST',
      url: '/api/webhooks/customer-io/nobody',
      headers: world.headers(),
      payload: {},
    }),
    404,
    'not_found',
  ],
  [
    'a session that never was',
    () => ({
      method: 'POST',
      url: '/api/auth/refresh',
      headers: { ...world.headers(), cookie: `refresh=${'-'.repeat(36)}.x` },
    }),
    401,
    'not_signed_in',
  ],
]

describe('refused with a problem document', () => {
  for (const [what, request, status, code] of REFUSALS) {
    test(what, async () => {
      const answer = await inject(request())
      assert.deepEqual([answer.status, assertProblem(answer)], [status, code], answer.body)
    })
  }

  test('an unknown code is an answer to a scan, and a conflict to a claim', async () => {
    const answer = await inject(scan(aScan()))
    assert.deepEqual([answer.status, JSON.parse(answer.body).verdict], [200, 'unknown'])
  })
})

describe('text that no database can hold', () => {
  const valid: Record<string, () => Record<string, unknown>> = {
    'POST /api/scans': () => ({ code: 'A', client_op_id: randomUUID() }),
    'POST /api/auth/link': () => ({ email: 'a@example.com' }),
    'PATCH /api/me': () => ({ first_name: 'Robin', last_name: 'Doe' }),
    'POST /api/auth/link/consume': () => ({ token: 'A'.repeat(22) }),
    'POST /api/claims': () => ({
      client_op_id: randomUUID(),
      code: 'A',
      first_name: 'Robin',
      last_name: 'Doe',
      email: 'a@example.com',
      address: {
        line1: '1 Main St',
        line2: 'B',
        city: 'Hudson',
        state: 'NY',
        postal_code: '12534',
        country: 'US',
      },
      age_confirmed: true,
      terms_accepted: true,
      marketing_consent: false,
      referral_code: 'ABC',
    }),
  }
  const unstorable = { NUL: '\\u0000', 'a lone high surrogate': '\\ud83d', 'a lone low surrogate': '\\uDE00' }

  /** The JSON of a body, with the escape put behind each of its texts in turn. */
  function spoiltTexts(body: unknown, added: string): string[] {
    const text = JSON.stringify(body)
    return [...text.matchAll(/:"[^"]*"/g)].map(({ 0: found, index }) => {
      const end = index + found.length - 1
      return `${text.slice(0, end)}${added}${text.slice(end)}`
    })
  }

  for (const [name, added] of Object.entries(unstorable)) {
    test(`${name} is refused in every text field`, async () => {
      for (const [operation, body] of Object.entries(valid)) {
        const [method, url] = operation.split(' ') as ['POST', string]
        for (const payload of spoiltTexts(body(), added)) {
          const answer = await inject({ method, url, ...json(payload) })
          assert.equal(assertProblem(answer), 'unstorable_text', `${operation} ${payload}`)
        }
      }
    })
  }

  test('a surrogate pair is text like any other', async () => {
    const answer = await inject({
      method: 'PATCH',
      url: '/api/me',
      ...json('{"first_name":"\\ud83d\\ude00"}'),
    })
    assert.equal(answer.status, 200)
    assert.equal(JSON.parse(answer.body).first_name, '😀')
  })
})
