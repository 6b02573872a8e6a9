import pg from 'pg'
import { openKeys } from '../src/platform/keys.ts'
import { roleUrls } from '../src/platform/role-urls.ts'
import { TEST_KEYS } from './keys.ts'

export const TEMPLATE_PREFIX = 'synergy_template_'

/** The superuser's address of a database on the test cluster. */
export function databaseUrl(name: string): string {
  const base = process.env.TEST_DATABASE_URL
  if (!base) throw new Error('TEST_DATABASE_URL is not set: run the tests with `npm test`')
  const url = new URL(base)
  url.pathname = `/${name}`
  return url.href
}

export const testKeys = () => openKeys(TEST_KEYS, 'unused')

export function testRoles(name: string) {
  const url = databaseUrl(name)
  return roleUrls(testKeys(), {
    databaseUrl: url,
    databaseDirectUrl: url,
    databaseAppUrl: undefined,
    databaseJobsUrl: undefined,
  })
}

/** The process that made a clone, by the clone's name; undefined for a template. */
export function ownerOf(name: string): number | undefined {
  const pid = /^synergy_test_(\d+)_/.exec(name)?.[1]
  return pid === undefined ? undefined : Number(pid)
}

/** Clones the template; `drop` removes the clone. */
export async function cloneDatabase(): Promise<{ name: string; url: string; drop(): Promise<void> }> {
  const admin = new pg.Client({ connectionString: databaseUrl('postgres') })
  await admin.connect()
  const { rows } = await admin.query<{ datname: string }>(
    `select datname from pg_database where datname like '${TEMPLATE_PREFIX}%' and datname not like '%_building'`,
  )
  const template = rows[0]?.datname
  if (!template) throw new Error('There is no template database: run the tests with `npm test`')
  const name = `synergy_test_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  await admin.query(`create database ${name} template ${template} strategy file_copy`)
  await admin.end()
  return {
    name,
    url: databaseUrl(name),
    async drop() {
      const client = new pg.Client({ connectionString: databaseUrl('postgres') })
      await client.connect()
      await client.query(`drop database if exists ${name} with (force)`)
      await client.end()
    },
  }
}
