import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import pg from 'pg'
import { openWorld } from '../../test/world.ts'

test('a member whose row is locked elsewhere is refused with 503; the others of the batch are served', async t => {
  const world = await openWorld(t)
  const members = await Promise.all(Array.from({ length: 12 }, () => world.addMember()))
  const { codes } = await world.addCodes(13)
  const scan = (member: number, code: number, clientOpId: string) =>
    world.app.server.inject({
      method: 'POST',
      url: '/api/scans',
      headers: world.headers({ token: members[member]?.token as string }),
      payload: { code: codes[code], client_op_id: clientOpId },
    })
  const other = new pg.Client({ connectionString: world.adminUrl })
  await other.connect()
  await other.query('begin')
  await other.query('select 1 from members where id = $1 for update', [members[0]?.id])

  const operations = members.map(() => randomUUID())
  const answers = await Promise.all(members.map((_, i) => scan(i, i, operations[i] as string)))
  const [locked, ...rest] = answers.map(({ statusCode }) => statusCode)
  assert.equal(locked, 503)
  assert.equal(answers[0]?.json().code, 'unavailable')
  assert.ok(Number(answers[0]?.headers['retry-after']) > 0)
  assert.deepEqual(new Set(rest), new Set([200]))

  await other.query('rollback')
  await other.end()
  const again = await scan(0, 0, operations[0] as string)
  assert.equal(again.json().verdict, 'claimed', 'the same operation, tried again, is applied now')
})

test('with the database away all that wait are refused at once, not one time-out after the other', async t => {
  const world = await openWorld(t, { DATABASE_POOL: '2' })
  const { token } = await world.addMember()
  const { codes } = await world.addCodes(40)
  const admin = new pg.Client({ connectionString: world.adminUrl.replace(/\/[^/]*$/, '/postgres') })
  await admin.connect()
  await admin.query(`alter database ${world.databaseName} with allow_connections false`)
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    world.databaseName,
  ])
  const started = performance.now()
  const answers = await Promise.all(
    codes.map(code =>
      world.app.server.inject({
        method: 'POST',
        url: '/api/scans',
        headers: world.headers({ token }),
        payload: { code, client_op_id: randomUUID() },
      }),
    ),
  )
  assert.deepEqual(new Set(answers.map(({ statusCode }) => statusCode)), new Set([503]))
  assert.ok(performance.now() - started < 10_000, 'bounded')
  await admin.query(`alter database ${world.databaseName} with allow_connections true`)
  await admin.end()
})

/** What PostgreSQL says when it is too busy, or was told to stop: none of it is the request's fault. */
const BUSY = {
  lock_not_available: '55P03',
  deadlock_detected: '40P01',
  serialization_failure: '40001',
  query_canceled: '57014',
  idle_in_transaction_session_timeout: '25P03',
  too_many_connections: '53300',
  admin_shutdown: '57P01',
}

test('a scan that a busy database cannot store is refused with 503, and nothing of it is stored', async t => {
  const world = await openWorld(t)
  const { token } = await world.addMember()
  const { codes } = await world.addCodes(Object.keys(BUSY).length)
  const admin = new pg.Client({ connectionString: world.adminUrl })
  await admin.connect()
  for (const [i, [name, state]] of Object.entries(BUSY).entries()) {
    await admin.query(`create or replace function be_busy() returns trigger language plpgsql as $$
      begin raise exception 'what it said' using errcode = '${state}'; end $$`)
    await admin.query('create trigger be_busy before update on codes for each row execute function be_busy()')
    const scan = {
      method: 'POST',
      url: '/api/scans',
      headers: world.headers({ token }),
      payload: { code: codes[i], client_op_id: randomUUID() },
    } as const
    const refused = await world.app.server.inject(scan)
    assert.deepEqual([refused.statusCode, refused.json().code], [503, 'unavailable'], name)
    await admin.query('drop trigger be_busy on codes')
    const { verdict, scan_number } = (await world.app.server.inject(scan)).json()
    assert.deepEqual([verdict, scan_number], ['claimed', i + 1], `${name}: asked again, it is done`)
  }
  await admin.end()
})
