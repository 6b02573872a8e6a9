import { Redis } from 'ioredis'
import type { Logger } from 'pino'

/** Redis may be away at any time: a command fails within 50 ms instead of waiting, and callers do without. */
export function connectRedis(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    commandTimeout: 50,
    connectTimeout: 1_000,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: attempt => Math.min(100 * 2 ** attempt, 2_000),
  })
  let reachable = true
  redis.on('error', (error: Error) => {
    if (reachable) log.warn({ err: error }, 'Redis cannot be reached; going on without it')
    reachable = false
  })
  redis.on('ready', () => {
    reachable = true
  })
  return redis
}
