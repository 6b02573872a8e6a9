import type { Redis } from 'ioredis'
import type pg from 'pg'
import pino, { type DestinationStream, type Logger } from 'pino'
import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { type Database, openDatabase } from './db/database.ts'
import { createPool } from './db/pool.ts'
import type { RoleUrls } from './db/roles.ts'
import { createFanout, type Fanout } from './fanout.ts'
import type { Keys } from './keys.ts'
import { createLimits, type Limits } from './limits.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { connectRedis } from './redis.ts'

/** Batches of scans that may be in flight at once: a connection each. More only wait for the same locks and disk. */
const SCAN_CONNECTIONS = 2

/**
 * One plan for ever, by key: a plan made while a table was small must not read all of it when it has grown.
 */
const SCAN_PLANNING = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
]
  .map(setting => `-c ${setting}`)
  .join(' ')

/** What every use case may need: passed on as the first argument, never imported as a global. */
export interface Platform {
  config: Config
  clock: Clock
  log: Logger
  keys: Keys
  roles: RoleUrls
  db: Database
  /** Pipelined connections for the scan path alone. */
  scanPool: pg.Pool
  redis: Redis | undefined
  fanout: Fanout
  limits: Limits
  metrics: Metrics
  close(): Promise<void>
}

/** The log of a process: structured, without credentials. */
export function createLog(
  level: string,
  destination: DestinationStream = pino.destination({ sync: false, minLength: 4096 }),
): Logger {
  const redact = ['req.headers.authorization', 'req.headers.cookie']
  return pino({ level, base: null, redact }, destination)
}

/** Opens pools and connections; nothing is connected before the first use. `close` ends them all. */
export function openPlatform(
  config: Config,
  parts: { keys: Keys; roles: RoleUrls; clock?: Clock; log?: Logger },
): Platform {
  const log = parts.log ?? createLog(config.logLevel)
  const db = openDatabase(parts.roles.app, { max: config.poolSize, prepare: config.prepareStatements })
  const scanPool = createPool({
    url: parts.roles.app,
    max: SCAN_CONNECTIONS,
    name: 'synergy scans',
    pipeline: true,
    startupOptions: SCAN_PLANNING,
  })
  const redis = config.redisUrl ? connectRedis(config.redisUrl, log) : undefined
  const fanout = createFanout(redis, log)
  const metrics = createMetrics({ app: db.pool, scans: scanPool })
  if (!config.rateLimits) log.warn('RATE_LIMITS=off: nothing is limited; for load tests only')
  return {
    config,
    clock: parts.clock ?? systemClock,
    log,
    keys: parts.keys,
    roles: parts.roles,
    db,
    scanPool,
    redis,
    fanout,
    limits: createLimits(redis, config.rateLimits),
    metrics,
    async close() {
      await fanout.close()
      redis?.disconnect()
      await Promise.all([db.close(), scanPool.end()])
    },
  }
}
