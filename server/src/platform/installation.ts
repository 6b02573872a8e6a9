import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { migrate } from './db/migrate.ts'
import { startEmbeddedPostgres } from './embedded-postgres/index.ts'
import { openKeys } from './keys.ts'
import { openPlatform, type Platform } from './platform.ts'
import { roleUrls } from './role-urls.ts'

const EMBEDDED_DATABASE = 'synergy'

export interface Installation {
  platform: Platform
  /** Closes the connections and, where this process started it, the embedded database. */
  close(): Promise<void>
}

/**
 * Opens an installation: the key ring, the database (the embedded one where DATABASE_URL is not set) brought to the
 * newest schema, and the connections.
 */
export async function openInstallation(
  config: Config,
  options: { onProgress?: (line: string) => void; borrow?: boolean; clock?: Clock; log?: Logger } = {},
): Promise<Installation> {
  const keys = openKeys(config.keys, config.dataDir)
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbeddedPostgres({
        dataDir: config.dataDir,
        ...(options.onProgress ? { onProgress: options.onProgress } : {}),
        ...(options.borrow === undefined ? {} : { borrow: options.borrow }),
      })
  const databaseUrl = config.databaseUrl ?? embeddedDatabaseUrl(embedded?.url as string)
  const databaseDirectUrl = config.databaseDirectUrl ?? databaseUrl
  const roles = roleUrls(keys, { ...config, databaseUrl, databaseDirectUrl })
  const clock = options.clock ?? systemClock
  try {
    await migrate({
      adminUrl: databaseDirectUrl,
      roles,
      keys,
      at: clock(),
      ...(options.onProgress ? { onProgress: options.onProgress } : {}),
    })
  } catch (error) {
    await embedded?.stop()
    throw error
  }
  const platform = openPlatform(config, { keys, roles, clock, ...(options.log ? { log: options.log } : {}) })
  return {
    platform,
    async close() {
      await platform.close()
      await embedded?.stop()
    },
  }
}

/** The installation's database in an embedded cluster: the same for the server, the command line and `npm start`. */
export function embeddedDatabaseUrl(clusterUrl: string): string {
  const database = new URL(clusterUrl)
  database.pathname = `/${EMBEDDED_DATABASE}`
  return database.href
}
