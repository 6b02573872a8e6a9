import pg from 'pg'
import { SetupError } from './errors.ts'
import type { Platform } from './platform.ts'

const KEY = 7_305_114

/**
 * Without Redis, limits and streams live in one process, so a second one on the same database is refused at boot:
 * a process without Redis holds an advisory lock alone, processes with Redis share it.
 */
export async function claimSingleProcess(platform: Platform): Promise<{ release(): Promise<void> }> {
  const shared = platform.config.redisUrl !== undefined
  const client = new pg.Client({ connectionString: platform.roles.jobs, application_name: 'synergy process' })
  client.on('error', error =>
    platform.log.warn({ err: error }, 'the connection that marks this process broke'),
  )
  await client.connect()
  const lock = shared ? 'pg_try_advisory_lock_shared' : 'pg_try_advisory_lock'
  const { rows } = await client.query<{ held: boolean }>(`select ${lock}($1) held`, [KEY])
  if (!rows[0]?.held) {
    await client.end()
    throw new SetupError(
      shared
        ? 'Another process serves this database without Redis. Stop it, or give it REDIS_URL as well.'
        : 'Another process serves this database. More than one need REDIS_URL: limits and streams are shared there.',
    )
  }
  return { release: () => client.end() }
}
