import { createHash } from 'node:crypto'
import pg from 'pg'

/** A bigint column as a number; the database may hold more than JavaScript can count, the product may not. */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond 2^53`)
  return value
}

const INT8 = 20
const NUMERIC = 1700
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return safeInteger
    if (oid === NUMERIC) return Number
    return pg.types.getTypeParser(oid, format as 'text')
  }) as pg.CustomTypesConfig['getTypeParser'],
}

export interface PoolOptions {
  url: string
  max: number
  name: string
  statementTimeoutMs?: number
  /** Queries are sent without waiting for earlier answers; every answer must be read. */
  pipeline?: boolean
  startupOptions?: string
}

/** A pool whose time-outs are all set: acquire 2 s, lock 2 s, statement 5 s unless told, idle in transaction 10 s. */
export function createPool(options: PoolOptions): pg.Pool {
  const statementTimeoutMs = options.statementTimeoutMs ?? 5_000
  const config: pg.PoolConfig & { pipeline?: boolean } = {
    connectionString: options.url,
    max: options.max,
    application_name: options.name,
    types,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 60_000,
    lock_timeout: Math.min(2_000, statementTimeoutMs),
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: 10_000,
    query_timeout: statementTimeoutMs + 2_000,
    keepAlive: true,
    pipeline: options.pipeline ?? false,
    ...(options.startupOptions === undefined ? {} : { options: options.startupOptions }),
  }
  const pool = new pg.Pool(config)
  // An idle connection that breaks (the server was restarted) is replaced by the pool at the next use.
  pool.on('error', () => {})
  // The pool listens to idle connections only; one that breaks in use would end the process by an unheard event.
  pool.on('connect', client => client.on('error', () => {}))
  return pool
}

const names = new Map<string, string>()
const MOST_NAMED_STATEMENTS = 1_000

/** A stable name for a statement's text, so that it is parsed and planned once per connection. */
export function statementName(text: string): string | undefined {
  let name = names.get(text)
  if (!name && names.size < MOST_NAMED_STATEMENTS) {
    name = createHash('sha1').update(text).digest('hex').slice(0, 24)
    names.set(text, name)
  }
  return name
}
