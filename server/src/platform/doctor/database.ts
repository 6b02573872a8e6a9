import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from '../config.ts'
import { startEmbeddedPostgres } from '../embedded-postgres/index.ts'
import { embeddedDatabaseUrl } from '../installation.ts'
import { type Finding, fail, ok, reasonOf } from './finding.ts'

const CONNECT_MS = 5_000
const QUERY_MS = 10_000
const OLDEST_POSTGRES = 15

export interface ReachedDatabase {
  client: pg.Client
  url: string
  directUrl: string
}

/** Whether the data folder had a PostgreSQL before: starting one that is missing would make it. */
export const hasEmbeddedDatabase = (config: Config) => existsSync(join(config.dataDir, 'postgres.json'))

/** Finds the database and connects as its owner; nothing is made or migrated. `close` leaves all as it was found. */
export async function reachDatabase(
  config: Config,
): Promise<{ finding: Finding; database?: ReachedDatabase; close(): Promise<void> }> {
  const embedded = { stop: async () => {} }
  try {
    let { databaseUrl, databaseDirectUrl } = config
    if (!databaseUrl) {
      if (!hasEmbeddedDatabase(config)) {
        const found = `there is none in ${config.dataDir} yet, and DATABASE_URL is not set`
        return {
          finding: fail(found, 'Start the server once (`npm start`), or set DATABASE_URL.'),
          close: embedded.stop,
        }
      }
      const started = await startEmbeddedPostgres({ dataDir: config.dataDir, borrow: true })
      embedded.stop = started.stop
      databaseUrl = embeddedDatabaseUrl(started.url)
    }
    const directUrl = databaseDirectUrl ?? databaseUrl
    const client = await connect(directUrl)
    const close = async () => {
      await client.end().catch(() => {})
      await embedded.stop()
    }
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    const version = rows[0]?.server_version ?? ''
    if (Number.parseInt(version, 10) < OLDEST_POSTGRES) {
      const advice = `Use PostgreSQL ${OLDEST_POSTGRES} or newer.`
      return { finding: fail(`PostgreSQL ${version} is too old`, advice), close }
    }
    const kind = config.databaseUrl ? '' : ', embedded'
    return {
      finding: ok(`PostgreSQL ${version}${kind} at ${new URL(directUrl).host}`),
      database: { client, url: databaseUrl, directUrl },
      close,
    }
  } catch (error) {
    const advice = config.databaseUrl
      ? 'Start it, or correct DATABASE_URL.'
      : 'Read postgres.log in the data folder, and start the server again.'
    return { finding: fail(`cannot be reached: ${reasonOf(error)}`, advice), close: () => embedded.stop() }
  }
}

/** A connection of its own, with time-outs; throws what the database or the network says. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
    application_name: 'synergy doctor',
  })
  client.on('error', () => {})
  await client.connect()
  return client
}
