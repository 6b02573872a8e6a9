import {
  type Compilable,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type pg from 'pg'
import { createPool, statementName } from './pool.ts'
import type { DB } from './types.generated.ts'

/** Writes queries, never runs them: a query is handed to a `Tx`, which knows the brand. */
export const sql = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: db => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** One transaction in the name of one brand; row-level security lets it see and write that brand only. */
export interface Tx {
  readonly brandId: number
  /** Runs a query and answers its rows. */
  many<O>(query: Compilable<O>): Promise<O[]>
  /** Runs a query and answers its first row, if there is one. */
  first<O>(query: Compilable<O>): Promise<O | undefined>
  /** Runs a query and answers how many rows it touched. */
  run(query: Compilable<unknown>): Promise<number>
  /** The same for SQL written by hand. */
  raw<O extends object>(text: string, values?: unknown[]): Promise<O[]>
}

export interface Database {
  /** Runs `work` in one transaction of one brand; commits when it resolves, rolls back when it throws. */
  transaction<T>(brandId: number, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs one statement that is no brand's: the SECURITY DEFINER functions of migration 0008. */
  system<O extends object>(text: string, values?: unknown[]): Promise<O[]>
  readonly pool: pg.Pool
  close(): Promise<void>
}

function createTx(client: pg.PoolClient, brandId: number, prepare: boolean): Tx {
  const send = (text: string, values: readonly unknown[]) => {
    const name = prepare ? statementName(text) : undefined
    return client.query({ text, values: values as unknown[], ...(name === undefined ? {} : { name }) })
  }
  const compiled = (query: Compilable<unknown>) => {
    const { sql: text, parameters } = query.compile()
    return send(text, parameters)
  }
  return {
    brandId,
    many: async <O>(query: Compilable<O>) => (await compiled(query)).rows as O[],
    first: async <O>(query: Compilable<O>) => (await compiled(query)).rows[0] as O | undefined,
    run: async query => (await compiled(query)).rowCount ?? 0,
    raw: async <O>(text: string, values: unknown[] = []) => (await send(text, values)).rows as O[],
  }
}

/** The text that begins a transaction of these brands: one message, so that no query runs without the setting. */
export function beginBrands(brandIds: number[]): string {
  for (const id of brandIds) {
    if (!Number.isInteger(id)) throw new TypeError(`A brand id is an integer, not ${id}`)
  }
  return `begin; set local app.brand_ids = '${brandIds.join(',')}'`
}

export function openDatabase(url: string, options: { max: number; prepare: boolean }): Database {
  const pool = createPool({ url, max: options.max, name: 'synergy app' })
  return {
    pool,
    async transaction(brandId, work) {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        await client.query(beginBrands([brandId]))
        const result = await work(createTx(client, brandId, options.prepare))
        await client.query('commit')
        return result
      } catch (error) {
        await client.query('rollback').catch((cause: Error) => {
          broken = cause
        })
        throw error
      } finally {
        client.release(broken)
      }
    },
    system: async <O extends object>(text: string, values: unknown[] = []) =>
      (await pool.query({ text, values })).rows as O[],
    close: () => pool.end(),
  }
}
