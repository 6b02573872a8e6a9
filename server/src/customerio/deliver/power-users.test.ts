import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { openWorld } from '../../../test/world.ts'
import { powerThreshold, powerUserTasks } from './power-users.ts'

test('a power user is among the share of members with the most lifetime points', async t => {
  const world = await openWorld(t)
  const { platform, brand } = world
  const admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
  const threshold = () => platform.db.transaction(brand.id, powerThreshold)
  const measure = () => powerUserTasks.measure_power_users(platform, {}, { brandId: brand.id, jobId: '' })
  const give = (points: string) =>
    admin.query(
      `update members m set lifetime_points = ${points}
       from (select id, row_number() over (order by id) as n from members where brand_id = $1) r
       where m.brand_id = $1 and m.id = r.id`,
      [brand.id],
    )
  const jobs = async () =>
    (
      await admin.query(
        `select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
         where t.identifier = 'measure_power_users'`,
      )
    ).rows.length
  try {
    assert.equal(await threshold(), null, 'not measured yet')
    assert.equal(await threshold(), null)
    assert.equal(await jobs(), 1, 'it is asked for, once')

    await measure()
    assert.equal(await threshold(), 1, 'of nobody')
    for (let i = 0; i < 20; i++) await world.addMember()
    await measure()
    assert.equal(await threshold(), 1, 'a member without a point is none')

    await give('r.n * 100')
    await measure()
    assert.equal(await threshold(), 1_900, 'two of twenty')
    await admin.query(`update members set state = 'erased' where lifetime_points > 1000`)
    await measure()
    assert.equal(await threshold(), 1_000, 'who was erased is nobody: one of ten')
    assert.equal(await jobs(), 1, 'and never asked for again')
  } finally {
    await admin.end()
  }
})

test('the share is the brand’s', async t => {
  const world = await openWorld(t)
  const brand = await world.addBrand({
    slug: 'halves',
    settings: { engagement: { dormant_after_days: 30, power_user_percent: 50 } } as never,
  })
  for (let i = 0; i < 4; i++) await world.addMember({ brand })
  const { platform } = world
  await platform.db.transaction(brand.id, tx =>
    tx.raw(
      `update members m set lifetime_points = r.n * 100
       from (select id, row_number() over (order by id) as n from members where brand_id = $1) r
       where m.brand_id = $1 and m.id = r.id`,
      [brand.id],
    ),
  )
  await powerUserTasks.measure_power_users(platform, {}, { brandId: brand.id, jobId: '' })
  assert.equal(await platform.db.transaction(brand.id, powerThreshold), 300)
})
