// Makes the template database that every test file clones: migrated once, kept while the migrations are the same.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { listMigrations, migrate } from '../src/platform/db/migrate.ts'
import { isAlive } from '../src/platform/embedded-postgres/index.ts'
import { databaseUrl, ownerOf, TEMPLATE_PREFIX, testKeys, testRoles } from './database.ts'

const hash = createHash('sha256')
for (const file of await listMigrations()) hash.update(file.hash)
for (const file of ['migrate.ts', 'roles.ts', 'key-check.ts']) {
  hash.update(await readFile(new URL(`../src/platform/db/${file}`, import.meta.url)))
}
// Partitions follow the calendar, so a template serves for one day.
hash.update(new Date().toISOString().slice(0, 10))
const name = `${TEMPLATE_PREFIX}${hash.digest('hex').slice(0, 12)}`

const admin = new pg.Client({ connectionString: databaseUrl('postgres') })
await admin.connect()
await admin.query("select pg_advisory_lock(hashtext('synergy test template'))")
const { rows } = await admin.query<{ datname: string }>(
  `select datname from pg_database where datname like 'synergy_t%'`,
)
/** What an earlier run left behind; another run that goes on at this moment keeps its clones. */
const leftovers = rows.filter(({ datname }) => {
  const pid = ownerOf(datname)
  return datname !== name && (pid === undefined || !isAlive(pid))
})
for (const { datname } of leftovers) {
  await admin.query(`drop database ${pg.escapeIdentifier(datname)} with (force)`)
}
if (!rows.some(({ datname }) => datname === name)) {
  const building = `${name}_building`
  await migrate({
    adminUrl: databaseUrl(building),
    roles: testRoles(building),
    keys: testKeys(),
    at: new Date(),
  })
  await admin.query(`alter database ${building} rename to ${name}`)
}
await admin.end()
