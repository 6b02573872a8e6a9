import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** The addresses by which the two roles that log in do so. */
export interface RoleUrls {
  app: string
  jobs: string
}

const TUPLE_CONCURRENTLY_UPDATED = 'XX000'
const TRIES = 20

async function canLogIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** Whether both roles can log in: then nothing has to be written, and nothing is. */
export const rolesWork = async ({ app, jobs }: RoleUrls) => (await canLogIn(app)) && (await canLogIn(jobs))

/**
 * Makes the four roles and gives them their rights on this database. owner: migrations only. app: owns nothing. jobs:
 * owns the job queue. system: owns what looks past a brand, and cannot log in. Roles are the cluster's, so another
 * database may be doing the same at this moment: then it is tried again.
 */
export async function ensureRoles(client: pg.Client, roles: RoleUrls): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeRoles(client, roles)
    } catch (error) {
      if ((error as { code?: string }).code !== TUPLE_CONCURRENTLY_UPDATED || attempt === TRIES) throw error
      await sleep(50 * Math.random())
    }
  }
}

async function writeRoles(client: pg.Client, roles: RoleUrls) {
  const { rows } = await client.query<{ db: string; me: string }>(
    'select current_database() db, current_user me',
  )
  const database = pg.escapeIdentifier(rows[0]?.db as string)
  const password = (url: string) => pg.escapeLiteral(decodeURIComponent(new URL(url).password))
  for (const role of ['synergy_owner', 'synergy_app', 'synergy_jobs', 'synergy_system']) {
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
    exception when duplicate_object or unique_violation then null; end $$`)
  }
  await client.query(`
    alter role synergy_app login password ${password(roles.app)};
    alter role synergy_jobs login password ${password(roles.jobs)};
    grant synergy_jobs to synergy_system;
    grant synergy_system to synergy_owner;
    grant synergy_owner to ${pg.escapeIdentifier(rows[0]?.me as string)};
    grant create on database ${database} to synergy_jobs;
    grant create, usage on schema public to synergy_owner, synergy_system;
    grant usage on schema public to synergy_app, synergy_jobs;
    revoke create on schema public from public`)
}
