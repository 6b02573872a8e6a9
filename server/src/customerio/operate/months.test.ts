import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import pg from 'pg'
import { openWorld } from '../../../test/world.ts'
import { refuse } from '../test/dead-rows.ts'
import { outboxRows, until } from '../test/workspace.ts'
import { dropOldMonths, monthsBefore } from './drop-old-months.ts'
import { pauseOutbox } from './pace-orders.ts'

const COMMAND = { operator: { id: null, name: 'test' }, requestId: null }

/** A world in which it is June 2031, with months of the outbox from January on. */
async function open(t: TestContext) {
  const world = await openWorld(t)
  const admin = new pg.Client({ connectionString: world.adminUrl })
  admin.on('error', () => {})
  await admin.connect()
  t.after(() => admin.end())
  await admin.query(`select ensure_partitions('2031-01-15T00:00Z', 7)`)
  world.time.now = new Date('2031-06-15T12:00Z')
  const at = (month: number) => new Date(Date.UTC(2031, month - 1, 10))
  const member = await world.addMember()
  // An id of that moment: those that the program makes never go back in time.
  const write = (month: number, name = 'goal_set') =>
    admin.query(
      `insert into outbox (brand_id, id, member_id, lane, name, schema_version, occurred_at, numbers, refs)
       values ($1, uuid_floor($2), $3, 0, $4, 1, $2, '{}', '{}')`,
      [world.brand.id, at(month), member.id, name],
    )
  const settle = (month: number) =>
    world.platform.db.transaction(world.brand.id, tx =>
      tx.raw(
        `update outbox set state = 'sent', settled_at = $3, numbers = null, refs = null, detail = '{"bytes":1,"sha256":"x"}'
         where brand_id = $1 and occurred_at = $2`,
        [tx.brandId, at(month), at(month)],
      ),
    )
  const months = async () =>
    (
      await admin.query<{ name: string }>(
        `select relname as name from pg_class where relname ~ '^outbox_2031' and relkind = 'r' order by 1`,
      )
    ).rows.map(({ name }) => name.slice(-2))
  return { world, admin, write, settle, months }
}

test('a month that is over and settled is dropped, the three before this one are kept', async t => {
  const { world, write, settle, months } = await open(t)
  for (const month of [1, 2, 3, 4, 5]) {
    await write(month)
    await settle(month)
  }
  const dropped = await dropOldMonths(world.platform)
  assert.deepEqual(
    dropped.filter(name => name.includes('2031')),
    ['outbox_203101', 'outbox_203102'],
  )
  assert.deepEqual(await months(), ['03', '04', '05', '06', '07', '08'])
  assert.deepEqual(await dropOldMonths(world.platform), [])
  assert.equal((await outboxRows(world)).length, 3)
})

test('a month is kept as long as a row of it waits or is dead, be it that of a brand paused for long', async t => {
  const { world, write, settle, months } = await open(t)
  await pauseOutbox(world.platform, { brand: world.brand, ...COMMAND }, 'For half a year')
  await write(1)
  await write(2, 'refused')
  await refuse(world, 'invalid', ['refused'])
  await write(3)
  await settle(3)
  world.time.now = new Date('2031-07-15T12:00Z')
  assert.deepEqual(
    (await dropOldMonths(world.platform)).filter(name => name.includes('2031')),
    ['outbox_203103'],
  )
  assert.deepEqual((await months()).slice(0, 2), ['01', '02'])
  assert.deepEqual(
    (await outboxRows(world)).map(({ state }) => state),
    ['waiting', 'dead'],
  )
})

test('who writes is not kept waiting: the month is dropped once they are done', async t => {
  const { world, admin, write, months } = await open(t)
  const other = new pg.Client({ connectionString: world.adminUrl })
  other.on('error', () => {})
  await other.connect()
  t.after(() => other.end())
  await other.query('begin')
  await other.query('lock table outbox in row exclusive mode')
  const dropping = dropOldMonths(world.platform)
  await until('the drop waits', async () => {
    const { rows } = await admin.query(
      `select from pg_locks where mode = 'AccessExclusiveLock' and not granted`,
    )
    return rows.length > 0
  })
  // Shorter than what the pool would let the drop wait.
  await admin.query(`set lock_timeout = '1s'`)
  await write(6)
  assert.ok((await months()).includes('01'))
  await other.query('commit')
  await dropping
  assert.ok(!(await months()).includes('01'))
})

test('months are whole ones, over the turn of a year too', () => {
  assert.equal(monthsBefore(new Date('2031-06-15T12:00Z'), 3).toISOString(), '2031-03-01T00:00:00.000Z')
  assert.equal(monthsBefore(new Date('2031-01-31T23:59Z'), 3).toISOString(), '2030-10-01T00:00:00.000Z')
})
