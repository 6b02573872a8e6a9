import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../test/world.ts'
import { createServer } from '../platform/http/server.ts'
import { createBrands } from '../tenancy/index.ts'
import { createOperators } from './guard.ts'
import { type Access, mayDo, PERMISSIONS } from './permissions.ts'

let world: World

before(async () => {
  world = await openWorld()
})
after(() => world.close())

function guardedServer() {
  const { platform } = world
  const operators = createOperators(platform, createBrands(platform))
  const server = createServer(platform)
  operators.guard(server)
  return { server, operators }
}

describe('a route of the console', () => {
  test('without a permission is not registered', () => {
    const { server } = guardedServer()
    const register = (permission?: string) => () =>
      server.get('/api/admin/things', { config: { permission: permission as Access } }, async () => ({}))
    assert.throws(register(), /GET \/api\/admin\/things needs a permission/)
    assert.throws(register('things.write'), /needs a permission/)
    assert.throws(register('toString'), /needs a permission/)
    server.get('/api/elsewhere', async () => ({}))
  })

  test('lets in who has the right, before anything of the request is looked at', async () => {
    const { server, operators } = guardedServer()
    const schema = { body: { type: 'object', required: ['name'] } }
    server.post('/api/admin/rules', { config: { permission: 'rules.write' }, schema }, async request => {
      const { brand, operator } = operators.require(request)
      return { brand: brand.slug, role: operator.role, name: operator.name }
    })
    const post = async (headers: Record<string, string>, payload: object) => {
      const answer = await server.inject({ method: 'POST', url: '/api/admin/rules', headers, payload })
      return [answer.statusCode, answer.json().code ?? answer.json()]
    }
    const marketer = await world.addOperator({ role: 'marketer', name: 'Max' })
    const analyst = await world.addOperator({ role: 'analyst' })
    assert.deepEqual(await post(marketer.headers, { name: 'x' }), [
      200,
      { brand: 'acme', role: 'marketer', name: 'Max' },
    ])
    assert.deepEqual(await post(marketer.headers, {}), [400, 'validation_failed'])
    assert.deepEqual(await post(analyst.headers, {}), [403, 'not_allowed'])
    assert.deepEqual(await post(world.headers(), {}), [401, 'not_signed_in'])
    assert.deepEqual(await post({ ...world.headers(), cookie: 'operator=x' }, {}), [401, 'not_signed_in'])
    await server.close()
  })

  test('that asks nobody knows no operator', async () => {
    const { server, operators } = guardedServer()
    server.get('/api/admin/open', { config: { permission: 'anybody' } }, async request =>
      operators.require(request),
    )
    assert.equal((await server.inject({ url: '/api/admin/open', headers: world.headers() })).statusCode, 500)
    await server.close()
  })
})

describe('another site’s page', () => {
  const signOut = (origin?: string) =>
    world.app.server.inject({
      method: 'POST',
      url: '/api/admin/auth/sign-out',
      headers: { ...world.headers(), host: 'localhost:3000', ...(origin ? { origin } : {}) },
    })

  for (const origin of [
    'https://evil.example',
    'http://localhost:4000',
    'http://fernwood.localhost:3000',
    'null',
    'localhost:3000',
  ]) {
    test(`at ${origin} changes nothing`, async () => {
      const answer = await signOut(origin)
      assert.deepEqual([answer.statusCode, answer.json().code], [403, 'cross_site'])
    })
  }

  test('is none where the origin is ours, or where no browser asks', async () => {
    assert.equal((await signOut('http://localhost:3000')).statusCode, 204)
    assert.equal((await signOut()).statusCode, 204)
  })

  test('cannot sign in either, nor with the cookie', async () => {
    const { headers } = await world.addOperator()
    for (const path of ['auth/sign-in', 'operators', 'auth/totp/enrol']) {
      const answer = await world.app.server.inject({
        method: 'POST',
        url: `/api/admin/${path}`,
        headers: { ...headers, origin: 'https://evil.example' },
        payload: {},
      })
      assert.equal(answer.json().code, 'cross_site', path)
    }
  })
})

test('the roles have the rights that the programme gives them', () => {
  const rightsOf = (role: 'owner' | 'marketer' | 'support' | 'analyst') =>
    Object.keys(PERMISSIONS).filter(name => mayDo(role, name as keyof typeof PERMISSIONS))
  assert.deepEqual(rightsOf('owner'), Object.keys(PERMISSIONS), 'an owner may do all')
  assert.deepEqual(rightsOf('marketer'), [
    'rules.read',
    'rules.write',
    'reports.read',
    'rewards.write',
    'codes.read',
    'outbox.read',
    'insights.review',
  ])
  assert.deepEqual(rightsOf('support'), [
    'rules.read',
    'members.read',
    'members.adjust',
    'members.erase',
    'reports.read',
    'orders.read',
    'orders.write',
    'codes.read',
    'codes.write',
    'disputes.review',
    'holds.review',
    'referrals.review',
  ])
  assert.deepEqual(
    rightsOf('analyst'),
    ['rules.read', 'reports.read', 'codes.read'],
    'reads, and no personal data',
  )
})
