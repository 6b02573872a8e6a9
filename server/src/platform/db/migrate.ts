import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { runMigrations as migrateJobs } from 'graphile-worker'
import pg from 'pg'
import { SetupError } from '../errors.ts'
import type { Keys } from '../keys.ts'
import { checkKeyRing } from './key-check.ts'
import { ensureRoles, type RoleUrls, rolesWork } from './roles.ts'

const FOLDER = new URL('../../../migrations/', import.meta.url)
const LOCK_NOT_AVAILABLE = '55P03'
const LOCK_TRIES = 30

export interface MigrateOptions {
  /** A login that may create roles and databases; the database is made when it does not exist. */
  adminUrl: string
  roles: RoleUrls
  keys: Keys
  at: Date
  onProgress?: (line: string) => void
}

/** The migration files in order, each with a hash of its text. */
export async function listMigrations(): Promise<{ name: string; text: string; hash: string }[]> {
  const names = (await readdir(FOLDER)).filter(name => /^\d{4}_[a-z_]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async name => {
      const text = await readFile(new URL(name, FOLDER), 'utf8')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

async function createDatabaseIfMissing(adminUrl: string) {
  const url = new URL(adminUrl)
  const name = decodeURIComponent(url.pathname.slice(1)) || 'postgres'
  const probe = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 })
  try {
    await probe.connect()
    return
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') throw error
  } finally {
    await probe.end().catch(() => {})
  }
  url.pathname = '/postgres'
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  try {
    await admin.query(`create database ${pg.escapeIdentifier(name)}`)
  } finally {
    await admin.end()
  }
}

async function applyFile(client: pg.Client, file: { name: string; text: string; hash: string }, at: Date) {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query("begin; set local lock_timeout = '2s'; set local role synergy_owner")
      await client.query(file.text)
      await client.query('reset role')
      await client.query('insert into schema_migrations (name, hash, applied_at) values ($1, $2, $3)', [
        file.name,
        file.hash,
        at,
      ])
      await client.query('commit')
      return
    } catch (error) {
      await client.query('rollback')
      if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE || attempt === LOCK_TRIES) {
        throw new SetupError(`Migration ${file.name} failed: ${(error as Error).message}`, { cause: error })
      }
      await sleep(1_000)
    }
  }
}

async function applyPending(client: pg.Client, options: MigrateOptions): Promise<string[]> {
  await client.query(`create table if not exists schema_migrations (
    name text primary key, hash text not null, applied_at timestamptz not null)`)
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from schema_migrations',
  )
  const applied = new Map(rows.map(row => [row.name, row.hash]))
  const done: string[] = []
  for (const file of await listMigrations()) {
    const hash = applied.get(file.name)
    if (hash === file.hash) continue
    if (hash)
      throw new SetupError(
        `Migration ${file.name} was changed after it was applied; migrations go forward only.`,
      )
    options.onProgress?.(file.name)
    await applyFile(client, file, options.at)
    done.push(file.name)
  }
  return done
}

/**
 * Brings a database to the newest schema: roles, SQL files in order, job queue, partitions. Safe to run at the same
 * time from several processes and again at any time; a lock is waited for 2 s at most and tried again.
 * Answers the names of the files that were applied now.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  await createDatabaseIfMissing(options.adminUrl)
  const client = new pg.Client({ connectionString: options.adminUrl, application_name: 'synergy migrate' })
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtext('synergy migrate'))")
    await checkKeyRing(client, options.keys)
    const { rows } = await client.query("select to_regclass('schema_migrations') is null as fresh")
    if (rows[0].fresh || !(await rolesWork(options.roles))) await ensureRoles(client, options.roles)
    const done = await applyPending(client, options)
    await migrateJobs({ connectionString: options.roles.jobs })
    await client.query('grant usage on schema graphile_worker to synergy_system')
    await client.query('select ensure_partitions($1, 3)', [options.at])
    return done
  } finally {
    await client.end()
  }
}
