import assert from 'node:assert/strict'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { openWorld, type World } from '../../test/world.ts'
import { readCustomerIoCredentials } from '../tenancy/index.ts'
import { DEMO_BRANDS, seedDemo } from './seed-demo.ts'

let world: World
let dataDir: string

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'synergy-demo-'))
  world = await openWorld(undefined, { SYNERGY_DEMO: '1', DATA_DIR: dataDir })
  await seedDemo(world.platform)
})
after(async () => {
  await world.close()
  await rm(dataDir, { recursive: true })
})

/** Every row of every table that a brand's making touches, as one text. */
async function everything(): Promise<string> {
  const client = new pg.Client({ connectionString: world.adminUrl })
  await client.connect()
  const tables = [
    'brands',
    'brand_domains',
    'brand_settings',
    'brand_credentials',
    'rank_ladders',
    'products',
  ]
  tables.push('achievements', 'achievement_versions', 'batches', 'codes', 'outbox_lanes')
  tables.push('campaigns', 'campaign_versions', 'campaign_usage')
  const contents = []
  for (const table of tables) {
    const { rows } = await client.query(`select to_jsonb(t) as row from ${table} t order by 1`)
    contents.push(table, ...rows.map(({ row }) => JSON.stringify(row)))
  }
  await client.end()
  return contents.join('\n')
}

const withDemo = (simulatorUrl: string) => ({
  ...world.platform,
  config: { ...world.platform.config, simulatorUrl },
})

test('seeding twice changes nothing', async () => {
  const once = await everything()
  assert.match(once, /fernwood/)
  await seedDemo(world.platform)
  assert.equal(await everything(), once)
})

test('each brand has its forty products, ladder, gift, points and end of points of its own', async () => {
  const seen = []
  for (const { slug } of DEMO_BRANDS) {
    const brand = await world.app.brands.bySlug(slug)
    const { ladder } = await world.app.programs.of(brand)
    const products = await world.platform.db.transaction(brand.id, tx =>
      tx.raw('select sku from products where brand_id = $1', [brand.id]),
    )
    assert.equal(products.length, 40)
    assert.equal(brand.settings.second_scan_basis_points, 20_000)
    seen.push([
      ladder.ranks[0].name,
      brand.settings.points_name.many,
      brand.settings.gift?.name,
      brand.timeZone,
      brand.settings.expiry.policy,
    ])
  }
  assert.deepEqual(seen, [
    ['Bronze', 'Leaves', 'Pocket herbarium', 'America/New_York', 'after_earning'],
    ['Dusk', 'Sparks', 'Reflector pin', 'America/Los_Angeles', 'inactivity'],
  ])
})

test('a simulator at another address is found after the next start', async () => {
  const { id } = await world.app.brands.bySlug('nightjar')
  await seedDemo(withDemo('http://127.0.0.1:4100'))
  const credentials = await readCustomerIoCredentials(world.platform, id)
  assert.equal(credentials?.track_url, 'http://127.0.0.1:4100/api/v1')
  assert.equal(credentials?.app_url, 'http://127.0.0.1:4100/v1')
  assert.equal(credentials?.mail_from, 'Nightjar <hello@nightjar.example>')
  await seedDemo(world.platform)
})

test('members of each brand see the campaign that runs and the one that is coming', async () => {
  const offers = []
  for (const { slug } of DEMO_BRANDS) {
    const brand = await world.app.brands.bySlug(slug)
    const { token } = await world.addMember({ brand })
    const answer = await world.app.server.inject({
      url: '/api/campaigns',
      headers: world.headers({ brand, token }),
    })
    offers.push(
      answer.json().items.map((offer: Record<string, string>) => [offer.name, offer.effect, offer.state]),
    )
  }
  assert.deepEqual(offers, [
    [
      ['Kitchen table', '100 extra Leaves', 'running'],
      ['Woodlot weeks', '2x Leaves', 'upcoming'],
    ],
    [
      ['Long weekend', '1.5x Sparks', 'running'],
      ['Signal boost', '300 extra Sparks', 'upcoming'],
    ],
  ])
})

test('a domain that another brand has stays with it', async () => {
  assert.equal((await world.app.brands.byHost('localhost')).slug, 'acme')
  assert.equal((await world.app.brands.byHost('fernwood.localhost')).slug, 'fernwood')
})

test('nobody but their owner can read the plain codes', async () => {
  for (const { slug } of DEMO_BRANDS) {
    const { mode } = await stat(join(dataDir, 'demo', `packs-${slug}.json`))
    assert.equal(mode & 0o077, 0)
  }
})
