import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { SetupError } from './errors.ts'
import type { Platform } from './platform.ts'

const KEY = 7_305_114
const AGAIN_MS = 1_000

/**
 * Without Redis, limits and streams live in one process, so a second one on the same database is refused at boot:
 * a process without Redis holds an advisory lock alone, processes with Redis share it. A lock that was lost with its
 * connection is taken again.
 */
export async function claimSingleProcess(platform: Platform): Promise<{ release(): Promise<void> }> {
  const first = await takeLock(platform)
  if (!first) {
    throw new SetupError(
      platform.config.redisUrl
        ? 'Another process serves this database without Redis. Stop it, or give it REDIS_URL as well.'
        : 'Another process serves this database. More than one need REDIS_URL: limits and streams are shared there.',
    )
  }
  let holder = first
  let released = false

  function watch(client: pg.Client) {
    holder = client
    client.once('end', () => void takeAgain())
  }

  async function takeAgain() {
    if (!released) platform.log.warn('the connection that marks this process broke; marking it again')
    while (!released) {
      await sleep(AGAIN_MS, undefined, { ref: false })
      const client = await takeLock(platform).catch(() => 'away' as const)
      if (client === 'away') continue
      if (client && !released) return watch(client)
      if (client) return void client.end()
      platform.log.error('another process has begun to serve this database, and they share no Redis')
    }
  }

  watch(first)
  return {
    release() {
      released = true
      return holder.end()
    },
  }
}

/** The connection that holds the lock, or undefined when another process holds it. */
async function takeLock({ config, roles }: Platform): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    connectionString: roles.jobs,
    application_name: 'synergy process',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  client.on('error', () => {})
  await client.connect()
  const lock = config.redisUrl ? 'pg_try_advisory_lock_shared' : 'pg_try_advisory_lock'
  const { rows } = await client.query<{ held: boolean }>(`select ${lock}($1) held`, [KEY])
  if (rows[0]?.held) return client
  await client.end()
  return undefined
}
