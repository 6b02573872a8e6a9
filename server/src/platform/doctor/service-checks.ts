import { Redis } from 'ioredis'
import type { Platform } from '../platform.ts'
import { connect } from './database.ts'
import { type Check, type Finding, fail, ok, warn } from './finding.ts'

/** How the work goes: jobs and events that wait or have failed. */
export const serviceChecks: Check<Platform>[] = [
  { name: 'workers', look: checkWorkers },
  { name: 'jobs', look: checkJobs },
  { name: 'outbox', look: checkOutbox },
]

const POOL_DEAD_MS = 30_000
const JOB_LATE_MS = 5 * 60_000
const OUTBOX_LATE_MS = 15 * 60_000
const OUTBOX_COUNTED_TO = 100_000

const plural = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`

const minutes = (ms: number) => plural(Math.round(ms / 60_000), 'minute')

async function asJobs<Row extends object>(
  platform: Platform,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = await connect(platform.roles.jobs)
  try {
    return (await client.query(text, values)).rows as Row[]
  } finally {
    await client.end()
  }
}

async function checkWorkers(platform: Platform) {
  const rows = await asJobs<{ heartbeat_at: Date }>(platform, 'select heartbeat_at from worker_pools')
  const now = platform.clock().getTime()
  const living = rows.filter(row => now - row.heartbeat_at.getTime() < POOL_DEAD_MS).length
  if (living === 0) {
    return warn('no worker runs: mail and events wait', 'Start the server, or one with ROLE=worker.')
  }
  const dead = rows.length - living
  if (dead > 0) {
    return warn(
      `${plural(living, 'worker')} living, ${plural(dead, 'worker')} silent for 30 s`,
      'The living take over their jobs; see in the log why they died.',
    )
  }
  return ok(`${plural(living, 'worker')} living`)
}

const JOBS = `
  select count(*) filter (where attempts >= max_attempts)::int as failed,
    count(*) filter (where attempts < max_attempts and locked_at is null and run_at < $1)::int as late,
    string_agg(distinct task_identifier, ', ') filter (where attempts >= max_attempts) as failed_tasks
  from graphile_worker.jobs`

async function checkJobs(platform: Platform) {
  const due = new Date(platform.clock().getTime() - JOB_LATE_MS)
  const [row] = await asJobs<{ failed: number; late: number; failed_tasks: string }>(platform, JOBS, [due])
  const { failed = 0, late = 0, failed_tasks = '' } = row ?? {}
  if (failed > 0) {
    return warn(
      `${plural(failed, 'job')} failed for good (${failed_tasks})`,
      'Read last_error in graphile_worker.jobs, mend the cause, and reschedule them.',
    )
  }
  if (late > 0) {
    return warn(
      `${plural(late, 'job')} due for over ${minutes(JOB_LATE_MS)}`,
      'Start workers, or more of them.',
    )
  }
  return ok('none failed, none late')
}

async function checkOutbox(platform: Platform) {
  const [row] = await platform.db.system<{ waiting: number; oldest: Date | null }>(
    'select waiting, oldest from outbox_depth($1)',
    [OUTBOX_COUNTED_TO],
  )
  const { waiting = 0, oldest = null } = row ?? {}
  if (waiting === 0 || !oldest) return ok('nothing waits')
  const ageMs = platform.clock().getTime() - oldest.getTime()
  const found = `${plural(waiting, 'event')}${waiting === OUTBOX_COUNTED_TO ? ' or more' : ''} waiting, the oldest for ${minutes(ageMs)}`
  if (ageMs < OUTBOX_LATE_MS) return ok(found)
  return warn(found, 'See whether a worker runs and Customer.io answers. Nothing is lost while they wait.')
}

const REDIS_MS = 2_000

/** Redis is optional at run time, but a configured one that does not answer is a fault of the installation. */
export async function checkRedis(url: string): Promise<Finding> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: REDIS_MS,
    commandTimeout: REDIS_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  let cause = ''
  redis.on('error', error => {
    cause = error.message || (error as NodeJS.ErrnoException).code || ''
  })
  try {
    await redis.connect()
    await redis.ping()
    const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? ''
    return ok(`Redis ${version} at ${new URL(url).host}`)
  } catch (error) {
    const reason = cause || (error as Error).message
    return fail(
      `cannot be reached: ${reason}`,
      'Start it, or correct REDIS_URL. Until then each process counts limits alone.',
    )
  } finally {
    redis.disconnect()
  }
}
