import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../test/world.ts'
import { openCheckpoint } from './history/checkpoint.ts'
import { mailDomainOf } from './history/sample-people.ts'
import { seedDemo } from './seed-demo.ts'

let world: World
let dataDir: string

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'synergy-demo-'))
  const nobodyListens = { SIMULATOR_URL: 'http://127.0.0.1:9', SIMULATOR_CONTROL_URL: 'http://127.0.0.1:9' }
  world = await openWorld(undefined, { SYNERGY_DEMO: '1', DATA_DIR: dataDir, ...nobodyListens })
  await seedDemo(world.platform)
})
after(async () => {
  await world.close()
  await rm(dataDir, { recursive: true })
})

const get = (url: string, host = 'fernwood.localhost:3000') =>
  world.app.server.inject({ url, headers: { host, accept: 'text/html' } })

interface PackOnCounter {
  code: string
  url: string
  qr_url: string
  state: string
  product: { sku: string; points: number }
}

async function packsOf(slug: string, host?: string): Promise<PackOnCounter[]> {
  const { brands } = (await get('/demo/packs', host)).json()
  return brands.find((brand: { slug: string }) => brand.slug === slug).packs
}

async function scan(slug: string, pack: PackOnCounter, token: string) {
  const answer = await world.app.server.inject({
    method: 'POST',
    url: '/api/scans',
    headers: { host: `${slug}.localhost`, authorization: `Bearer ${token}` },
    body: { code: pack.code, client_op_id: randomUUID() },
  })
  return answer.json()
}

test('without the demo there is no page, no pack and no mail', async t => {
  const plain = await openWorld(t)
  for (const url of ['/demo', '/demo/packs', '/demo/mail', '/demo/feed', '/demo/page.js']) {
    const { statusCode } = await plain.app.server.inject({ url, headers: { host: 'localhost' } })
    assert.equal(statusCode, 404, url)
  }
})

test('the page may run its own scripts and styles, and nothing else', async () => {
  const page = await get('/demo')
  assert.equal(page.statusCode, 200)
  assert.match(page.headers['content-security-policy'] as string, /default-src 'none'; script-src 'self';/)
  assert.doesNotMatch(page.body, /<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/)
  for (const [, url] of page.body.matchAll(/(?:src|href)="(\/demo\/[^"]+)"/g)) {
    assert.equal((await get(url ?? '')).statusCode, 200, `${url}`)
  }
})

test('a host that is no brand’s gets neither page nor packs', async () => {
  for (const url of ['/demo', '/demo/packs', '/demo/mail']) {
    assert.equal((await get(url, 'rebound.example')).statusCode, 404)
  }
})

test('each brand has twelve packs of different products, one not active and one void', async () => {
  for (const slug of ['fernwood', 'nightjar']) {
    const packs = await packsOf(slug)
    const count = (state: string) => packs.filter(pack => pack.state === state).length
    assert.deepEqual([count('ready'), count('inactive'), count('void')], [12, 1, 1])
    assert.equal(new Set(packs.map(pack => pack.product.sku)).size, packs.length)
  }
})

test('a pack leads to its brand’s app, as a link and as a QR code', async () => {
  const [pack] = (await packsOf('nightjar')) as [PackOnCounter]
  assert.equal(pack.url, `http://nightjar.localhost:3000/s/${pack.code}`)
  const [own] = (await packsOf('fernwood')) as [PackOnCounter]
  assert.equal(own.url, `http://fernwood.localhost:3000/s/${own.code}`)
  const qr = await get(pack.qr_url)
  assert.equal(qr.headers['content-type'], 'image/svg+xml')
  assert.match(qr.body, /^<svg /)
})

test('a pack can be claimed, is then shown as claimed, and the other two are what they say', async () => {
  const brand = await world.app.brands.bySlug('fernwood')
  const { token } = await world.addMember({ brand })
  const packs = await packsOf('fernwood')
  const inState = (state: string) => packs.find(pack => pack.state === state) as PackOnCounter
  const pack = inState('ready')
  const answer = await scan('fernwood', pack, token)
  assert.equal(answer.verdict, 'claimed')
  assert.equal(answer.points_earned, pack.product.points)
  assert.equal((await scan('fernwood', inState('inactive'), token)).verdict, 'inactive')
  assert.equal((await scan('fernwood', inState('void'), token)).verdict, 'void')
  const shown = (await packsOf('fernwood')).find(({ code }) => code === pack.code)
  assert.equal(shown?.state, 'claimed')
})

test('the third pack unlocks an achievement with bonus points; the page puts out more when few are left', async () => {
  const brand = await world.app.brands.bySlug('nightjar')
  const { token } = await world.addMember({ brand })
  const ready = (await packsOf('nightjar')).filter(pack => pack.state === 'ready')
  const answers = []
  for (const pack of ready.slice(0, 9)) answers.push(await scan('nightjar', pack, token))
  assert.deepEqual(
    answers[2].achievements_unlocked.map(({ key, points }: { key: string; points: number }) => [key, points]),
    [['third_spark', 300]],
  )
  const unlocked = answers.flatMap(answer => answer.achievements_unlocked.map((a: { key: string }) => a.key))
  assert.deepEqual(unlocked.sort(), [
    'feedback_loop',
    'full_voltage',
    'meteor_shower',
    'neon_sign',
    'night_shift',
    'third_spark',
  ])

  const left = async () => (await packsOf('nightjar')).filter(pack => pack.state === 'ready').length
  assert.equal(await left(), 3)
  await Promise.all([get('/demo'), get('/demo')])
  assert.equal(await left(), 11)
  await get('/demo')
  assert.equal(await left(), 11)
})

test('codes that this database does not know are put away, and new packs are made', async () => {
  const path = join(dataDir, 'demo', 'packs-fernwood.json')
  const before = await readFile(path, 'utf8')
  await writeFile(path, '["0123456789ABCDEF"]')
  assert.deepEqual(await packsOf('fernwood'), [])
  await get('/demo')
  assert.equal((await packsOf('fernwood')).length, 14)
  await writeFile(path, before)
})

test('a simulator that does not answer is said so, and nothing fails', async () => {
  assert.deepEqual((await get('/demo/feed?after=7')).json(), { reachable: false, items: [], latest_seq: 0 })
  assert.deepEqual((await get('/demo/mail')).json(), { reachable: false, items: [] })
})

test('the page shows who signs in to the console, and that works; the password is kept privately', async () => {
  const { brands } = (await get('/demo/packs')).json()
  assert.equal(brands.length, 2)
  for (const { slug, owner } of brands) {
    const signedIn = await world.app.server.inject({
      method: 'POST',
      url: '/api/admin/auth/sign-in',
      headers: { host: `${slug}.localhost` },
      payload: owner,
    })
    assert.equal(signedIn.statusCode, 200, signedIn.body)
    assert.deepEqual(
      [signedIn.json().operator.email, signedIn.json().operator.password_is_temporary],
      [`owner@${slug}.example`, false],
    )
  }
  const file = join(dataDir, 'demo', 'operators.json')
  assert.equal((await stat(file)).mode & 0o777, 0o600)
  await seedDemo(world.platform)
  assert.deepEqual((await get('/demo/packs')).json().brands[0].owner, brands[0].owner)
  await rm(file)
  await seedDemo(world.platform)
  const anew = (await get('/demo/packs')).json().brands[0].owner
  assert.notEqual(anew.password, brands[0].owner.password)
})

test('members to come in as are shown when their year is lived, and nobody else can be signed in as', async () => {
  const brand = await world.app.brands.bySlug('fernwood')
  const shown = async () => (await get('/demo/packs')).json().brands[0].members
  assert.equal(await shown(), undefined)
  const { ladder } = await world.app.programs.of(brand)
  const { id } = await world.addMember({ brand, email: `maya@${mailDomainOf('fernwood')}` })
  const { id: stranger } = await world.addMember({ brand })
  await openCheckpoint(world.platform.config, 'fernwood').write({
    ownerId: id,
    from: 0,
    next: 0,
    isDone: true,
  })
  const url = `/demo/sign-in/fernwood/${id}`
  assert.deepEqual(await shown(), [{ name: 'Robin', rank: ladder.ranks[0].name, balance: 0, orders: 0, url }])
  assert.equal((await get(`/demo/sign-in/fernwood/${stranger}`)).statusCode, 404)
  assert.equal((await get(`/demo/sign-in/nightjar/${id}`)).statusCode, 404)
  assert.equal((await get('/demo/sign-in/fernwood/me')).statusCode, 400)
})
