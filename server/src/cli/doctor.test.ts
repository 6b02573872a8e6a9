import assert from 'node:assert/strict'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { cloneDatabase } from '../../test/database.ts'
import { TEST_KEYS } from '../../test/keys.ts'
import type { NamedFinding } from '../platform/doctor/index.ts'
import { isPortFree, removeEmbeddedPostgres } from '../platform/embedded-postgres/index.ts'
import { runCli } from './test/run-cli.ts'

// The tests' own key ring is no secret, which only the demo may have.
const DEMO = { SYNERGY_DEMO: '1' }
const NOWHERE = 'postgresql://nobody@127.0.0.1:1/nothing'

async function examine(databaseUrl: string, env: Record<string, string>) {
  const { code, stdout } = await runCli(databaseUrl, ['doctor', '--json'], env)
  const { healthy, checks } = JSON.parse(stdout) as { healthy: boolean; checks: NamedFinding[] }
  const of = (name: string) => checks.find(check => check.name === name) as NamedFinding
  return { code, healthy, checks, of }
}

async function change(databaseUrl: string, text: string) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(text)
  await client.end()
}

test('a healthy installation has nothing wrong', async t => {
  const database = await cloneDatabase()
  t.after(database.drop)
  const { code, healthy, checks, of } = await examine(database.url, DEMO)
  assert.deepEqual(
    checks.filter(check => check.status === 'fail'),
    [],
  )
  assert.equal(code, 0)
  assert.equal(healthy, true)
  for (const name of ['database', 'clock', 'roles', 'logins', 'migrations', 'row security', 'partitions']) {
    assert.equal(of(name).status, 'ok', `${name}: ${of(name).found}`)
  }
})

test('what was broken in a database is found, with what to do', async t => {
  const database = await cloneDatabase()
  t.after(database.drop)
  const month = new Date().toISOString().slice(0, 7).replace('-', '')
  await change(
    database.url,
    `alter table products no force row level security;
     create policy leak on orders for select using (true);
     drop table outbox_${month}`,
  )
  const { code, of } = await examine(database.url, DEMO)
  assert.equal(code, 1)
  assert.equal(of('row security').status, 'fail')
  assert.match(of('row security').found, /products: row-level security is not forced/)
  assert.match(of('row security').found, /orders: another policy lets brands see each other/)
  assert.equal(of('partitions').status, 'fail')
  assert.match(of('partitions').found, new RegExp(`outbox_${month} missing`))
  assert.match(of('partitions').advice ?? '', /migrate/)

  await runCli(database.url, ['migrate'])
  assert.equal((await examine(database.url, DEMO)).of('partitions').status, 'ok')
})

test('an embedded installation is made by migrate, found healthy, and left stopped as it was', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'cli-embedded-'))
  t.after(async () => {
    await removeEmbeddedPostgres(folder)
    await rm(folder, { recursive: true })
  })
  const env = { KEYS: '', DATA_DIR: folder }
  const before = await examine('', env)
  assert.equal(before.of('keys').status, 'fail')
  assert.equal(before.of('database').status, 'fail')
  const made = await runCli('', ['migrate'], env)
  assert.equal(made.code, 0, made.stderr)
  const { code, of } = await examine('', env)
  assert.match(of('database').found, /embedded at 127\.0\.0\.1/)
  assert.equal(code, 0)
  const port = Number(/:(\d+)$/.exec(of('database').found)?.[1])
  assert.equal(await isPortFree(port), true)
})

test('a database without the newest migration is told from one that cannot be reached', async t => {
  const database = await cloneDatabase()
  t.after(database.drop)
  await change(database.url, "delete from schema_migrations where name like '0008%'")
  const { code, of } = await examine(database.url, DEMO)
  assert.equal(code, 1)
  assert.match(of('migrations').found, /0008_system\.sql not applied/)
  assert.equal(of('outbox').status, 'skipped')
})

test('without a database the rest is still looked at, and what needs one is skipped', async () => {
  const { code, checks, of } = await examine(NOWHERE, { ...DEMO, REDIS_URL: 'redis://127.0.0.1:1' })
  assert.equal(code, 1)
  assert.equal(of('node').status, 'ok')
  assert.match(of('database').found, /ECONNREFUSED/)
  assert.equal(of('redis').status, 'fail')
  for (const check of checks.slice(checks.indexOf(of('database')) + 1)) {
    if (check.name !== 'redis') assert.equal(check.status, 'skipped', check.name)
  }
})

test('keys that others can read, that are text, or that are not those of the database are found', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'cli-doctor-'))
  t.after(() => rm(folder, { recursive: true }))
  const database = await cloneDatabase()
  t.after(database.drop)
  const file = join(folder, 'keys.json')
  await writeFile(file, TEST_KEYS)
  await chmod(file, 0o644)
  const open = await examine(database.url, { KEYS: '', DATA_DIR: folder })
  assert.match(open.of('keys').found, /mode 0644/)
  assert.equal(open.of('keys').status, 'fail')
  assert.match(open.of('secrets').found, /key t1 is text, not random bytes/)
  assert.equal(open.of('secrets').status, 'fail')

  const without = await runCli(database.url, ['brands', 'list'], { KEYS: '', DATA_DIR: join(folder, 'typo') })
  assert.equal(without.code, 2)
  assert.match(without.stderr, /There is a database, but no key ring/)

  const strange = JSON.stringify({
    current: 'x',
    keys: { x: 'n0m1Z3c9QyqZk2rJx8vF5tW7bLhD4gSaPiOuEeRyTQM=' },
  })
  const other = await examine(database.url, { ...DEMO, KEYS: strange })
  assert.match(other.of('logins').found, /app cannot log in/)
  assert.equal(other.code, 1)
})

test('a setting that cannot be is said first', async () => {
  const { code, checks } = await examine(NOWHERE, { PORT: 'many' })
  assert.equal(code, 1)
  assert.deepEqual(
    checks.map(check => [check.name, check.status]),
    [['settings', 'fail']],
  )
})

test('piped, each check is one line that begins with how it went', async () => {
  const { stdout } = await runCli(NOWHERE, ['doctor'], DEMO)
  const [checks = ''] = stdout.split('\n\n')
  for (const line of checks.split('\n')) assert.match(line, /^(ok|warn|fail|skipped) /)
})
