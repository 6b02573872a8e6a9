import type { Clock } from '../clock.ts'
import { listMigrations } from '../db/migrate.ts'
import type { RoleUrls } from '../db/roles.ts'
import { connect, type ReachedDatabase } from './database.ts'
import { type Check, fail, ok, reasonOf, warn } from './finding.ts'

export interface DatabaseSubject extends ReachedDatabase {
  roles: RoleUrls
  clock: Clock
}

/** What a database must have whether or not anything is in it: the time, the roles, the schema. */
export const databaseChecks: Check<DatabaseSubject>[] = [
  { name: 'clock', look: checkClock },
  { name: 'roles', look: checkRoles },
  { name: 'logins', look: checkLogins },
  { name: 'migrations', look: checkMigrations },
]

const SKEW_WARN_MS = 2_000
const SKEW_FAIL_MS = 60_000

async function checkClock({ client, clock }: DatabaseSubject) {
  const before = clock().getTime()
  const { rows } = await client.query<{ at: Date }>('select clock_timestamp() as at')
  const here = (before + clock().getTime()) / 2
  const skew = Math.round((rows[0]?.at.getTime() ?? 0) - here)
  const found = `the database's clock is ${Math.abs(skew)} ms ${skew < 0 ? 'behind' : 'ahead of'} this machine's`
  const advice = 'Let both machines take their time from NTP.'
  if (Math.abs(skew) >= SKEW_FAIL_MS) return fail(found, advice)
  return Math.abs(skew) >= SKEW_WARN_MS ? warn(found, advice) : ok(found)
}

interface RoleRow {
  name: string
  login: boolean
  too_mighty: boolean
  owned: number
  member_of: string[]
}

const ROLES = `
  select r.rolname as name, r.rolcanlogin as login,
    r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication as too_mighty,
    (select count(*)::int from pg_shdepend d where d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid
      and d.deptype = 'o' and d.dbid in (0, (select oid from pg_database where datname = current_database()))) as owned,
    array(select g.rolname::text from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid)
      as member_of
  from pg_roles r where r.rolname = any($1)`

const LOGIN: Record<string, boolean> = {
  synergy_owner: false,
  synergy_app: true,
  synergy_jobs: true,
  synergy_system: false,
}

async function checkRoles({ client }: DatabaseSubject) {
  const { rows } = await client.query<RoleRow>(ROLES, [Object.keys(LOGIN)])
  const faults = Object.entries(LOGIN).flatMap(([name, login]) => {
    const role = rows.find(row => row.name === name)
    if (!role) return [`${name} is missing`]
    return [
      ...(role.too_mighty
        ? [`${name} has a right that no role of ours needs (superuser, bypassrls, …)`]
        : []),
      ...(role.login === login ? [] : [`${name} can ${role.login ? '' : 'not '}log in`]),
      ...(name === 'synergy_app' && role.owned > 0 ? [`synergy_app owns ${role.owned} objects`] : []),
      ...(name === 'synergy_app' && role.member_of.length > 0
        ? [`synergy_app is a member of ${role.member_of.join(', ')}`]
        : []),
    ]
  })
  if (faults.length === 0)
    return ok('all four exist; the app owns nothing and cannot pass row-level security')
  return fail(
    faults.join('; '),
    'Run `migrate` for missing roles; take superfluous rights away with ALTER ROLE.',
  )
}

async function checkLogins({ roles }: DatabaseSubject) {
  for (const [name, url] of Object.entries(roles)) {
    try {
      const client = await connect(url)
      await client.end()
    } catch (error) {
      return fail(
        `${name} cannot log in: ${reasonOf(error)}`,
        'Its password comes from the key ring: use the ring of this installation, or run `migrate`.',
      )
    }
  }
  return ok('app and jobs log in with the passwords of this key ring')
}

async function checkMigrations({ client }: DatabaseSubject) {
  const { rows: exists } = await client.query<{ there: boolean }>(
    "select to_regclass('public.schema_migrations') is not null as there",
  )
  const { rows } = exists[0]?.there
    ? await client.query<{ name: string; hash: string }>('select name, hash from schema_migrations')
    : { rows: [] }
  const applied = new Map(rows.map(row => [row.name, row.hash]))
  const files = await listMigrations()
  const changed = files.filter(({ name, hash }) => applied.has(name) && applied.get(name) !== hash)
  if (changed.length > 0) {
    return fail(
      `${changed.map(file => file.name).join(', ')} differs from what was applied`,
      'Use the code that this database was made with, and put changes in a new migration.',
    )
  }
  const missing = files.filter(({ name }) => !applied.has(name))
  if (missing.length > 0) {
    return fail(`${missing.map(file => file.name).join(', ')} not applied`, 'Run `migrate`.')
  }
  const unknown = rows.filter(({ name }) => !files.some(file => file.name === name))
  if (unknown.length > 0) {
    return warn(
      `the database has ${unknown.length} newer migrations`,
      'Update this program to the newer one.',
    )
  }
  return ok(`all ${files.length} are applied`)
}
