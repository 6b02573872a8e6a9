import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../test/world.ts'
import { DEFAULT_SETTINGS } from '../tenancy/index.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const get = (url: string, headers: Record<string, string> = {}) =>
  world.app.server.inject({ url, headers: { host: 'localhost', ...headers } })

test('configuration is cacheable for an hour, and is not sent again to who has it', async () => {
  const first = await get('/api/config')
  assert.equal(first.statusCode, 200)
  assert.equal(first.headers['cache-control'], 'public, max-age=3600')
  assert.equal(first.headers.vary, 'host')
  const again = await get('/api/config', { 'if-none-match': String(first.headers.etag) })
  assert.deepEqual([again.statusCode, again.body], [304, ''])
})

test('configuration of another brand has another tag', async () => {
  await world.addBrand({ slug: 'birch', name: 'Birch' })
  const [one, other] = await Promise.all([
    get('/api/config'),
    get('/api/config', { host: 'birch.localhost' }),
  ])
  assert.equal(other.json().brand.name, 'Birch')
  assert.notEqual(one.headers.etag, other.headers.etag)
})

test('the page allows its own injected style by hash, and nothing inline besides', async () => {
  const page = await get('/', { accept: 'text/html' })
  const policy = String(page.headers['content-security-policy'])
  const style = /<style>(.*?)<\/style>/s.exec(page.body)?.[1]
  if (style !== undefined) {
    assert.ok(policy.includes(`'sha256-${createHash('sha256').update(style).digest('base64')}'`))
  }
  assert.doesNotMatch(policy, /unsafe/)
  assert.match(policy, /frame-ancestors 'none'/)
})

test('a name or tagline cannot put markup into the page, the manifest or the icon', async () => {
  const payload = `</title><script>alert(1)</script>"'&`
  await world.addBrand({ slug: 'hostile', name: payload, tagline: payload })
  const headers = { host: 'hostile.localhost', accept: 'text/html' }
  assert.doesNotMatch((await get('/', headers)).body, /<script>alert/)
  assert.doesNotMatch((await get('/icon.svg', headers)).body, /<script|<\/title/)
  assert.equal((await get('/manifest.webmanifest', headers)).json().name, payload)
})

test('a theme with anything but typed tokens is refused, and the field is named', async () => {
  const light = { ...DEFAULT_SETTINGS.theme.light, ink: 'red;}</style>' }
  const settings = { theme: { ...DEFAULT_SETTINGS.theme, light } }
  await assert.rejects(world.addBrand({ slug: 'injected', settings }), /settings\.theme\.light\.ink/)
})

test('an address that is no page answers the app with 404 to a person, and a problem document to a program', async () => {
  const person = await get('/no-such-page', { accept: 'text/html' })
  assert.equal(person.statusCode, 404)
  assert.match(String(person.headers['content-type']), /text\/html/)
  const program = await get('/no-such-page')
  assert.equal(program.json().code, 'not_found')
})

test('every screen of the app can be reached by its address alone', async () => {
  const table = await readFile(new URL('../../../pwa/src/routes.ts', import.meta.url), 'utf8')
  const addresses = [...table.matchAll(/\bat: '([^']+)'/g)].map(([, at]) =>
    (at as string).replace(/:\w+/g, 'x'),
  )
  assert.ok(addresses.length > 20, 'the table of routes was found')
  for (const address of addresses) {
    const { statusCode } = await get(address, { accept: 'text/html' })
    assert.equal(statusCode, 200, `${address} is missing in the server's PAGES`)
  }
})

test('metrics have a histogram for each route, and are for this machine only', async () => {
  await get('/api/config')
  const { body } = await get('/metrics')
  assert.match(
    body,
    /http_request_duration_seconds_bucket\{le="0\.1",method="GET",route="\/api\/config",status="200"\} \d+/,
  )
  const stranger = await world.app.server.inject({ url: '/metrics', remoteAddress: '203.0.113.9' })
  assert.equal(stranger.statusCode, 404)
})

test('a process that serves is live and ready', async () => {
  assert.equal((await get('/health/ready')).statusCode, 200)
  assert.equal((await get('/health/live')).statusCode, 200)
})
