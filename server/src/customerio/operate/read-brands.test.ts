import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { openWorld } from '../../../test/world.ts'
import { glanceAtBrands } from './read-brands.ts'

const FILL = `
  insert into outbox (brand_id, id, member_id, lane, name, schema_version, occurred_at, numbers, refs, state)
  select $1, uuidv7(), gen_random_uuid(), i % $4::int, 'product_scanned', 1, clock_timestamp(), '{}', '{}', $3
  from generate_series(1, $2::int) i`

const SEND = `
  update outbox set state = 'sent', settled_at = now()
  where (brand_id, id) in (
    select brand_id, id from outbox where brand_id = $1 order by id limit $2)`

test('a glance counts each brand to a bound, and reads nothing of what was sent', async t => {
  const world = await openWorld(t)
  const other = await world.addBrand({ slug: 'other' })
  const admin = new pg.Client({ connectionString: world.adminUrl })
  admin.on('error', () => {})
  await admin.connect()
  t.after(() => admin.end())
  await admin.query(FILL, [world.brand.id, 32_000, 'waiting', 4])
  // What the planner knows is from when all of it waited.
  await admin.query('analyze outbox')
  await admin.query(SEND, [world.brand.id, 30_000])
  await admin.query('vacuum outbox')
  await admin.query(FILL, [other.id, 7, 'waiting', 16])
  await admin.query(FILL, [other.id, 3, 'dead', 16])

  const all = await glanceAtBrands(world.platform.db, 100_000)
  const seen = all.map(({ slug, waiting, is_all, dead }) => [slug, waiting, is_all, dead])
  assert.deepEqual(seen, [
    ['acme', 2_000, true, 0],
    ['other', 7, true, 3],
  ])
  // Eleven lanes have something waiting, and share what may be read.
  const some = await glanceAtBrands(world.platform.db, 3_300)
  assert.deepEqual(
    some.map(({ waiting, is_all }) => [waiting, is_all]),
    [
      [1_200, false],
      [7, true],
    ],
  )

  const { rows } = await admin.query(
    'explain (analyze, buffers, format json) select * from outbox_by_brand(0)',
  )
  const plan = rows[0]['QUERY PLAN'][0].Plan
  const blocks = plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
  assert.ok(blocks < 2_000, `${blocks} blocks`)
})
