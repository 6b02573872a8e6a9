import assert from 'node:assert/strict'
import type { InjectOptions } from 'fastify'
import { type Recorded, recordStatements } from '../hot/record-statements.ts'
import { rowsOfEach } from '../hot/rows-read.ts'
import type { Operation } from '../operations.ts'
import type { Stage } from './stage.ts'

/** What a request says beyond its operation. */
export interface Asked {
  /** In place of the path's parameters, in their order. */
  path?: string[]
  query?: Record<string, string>
  body?: object | string
  headers?: Record<string, string>
}

export interface Counted {
  /** So many statements, whatever has happened before. */
  statements: number
  /** What is asked; something new each time. */
  ask?(stage: Stage): Asked | Promise<Asked>
  /** Why it may read more rows as a history grows: a bound that is no page. */
  readsMore?: { rows: number; because: string }
}

/** A statement, and how many rows of tables it looks at where it only reads. */
export interface Sent {
  text: string
  rows: number
}

/** Those of the server's own clockwork, and what only begins and ends transactions. */
const BESIDE = /^\s*(begin|commit|rollback)|sessions_revoked_since/i
const READS = /^\s*(select(?! set_config)|with)/i
const WRITES = /\b(insert into|update|delete from|advisory|enqueue|for (no key )?(update|share))\b/i

/**
 * Asks an operation with warm caches, and answers what the server sent to the database for it. Once more where it was not
 * what is expected: a cache may have run out in between. `more` is done beside it, to plant a bug.
 */
export async function countOperation(
  stage: Stage,
  operation: Operation,
  counted: Counted,
  more?: () => Promise<unknown>,
): Promise<Sent[]> {
  const sent = await countOnce(stage, operation, counted, more)
  return sent.length === counted.statements ? sent : countOnce(stage, operation, counted, more)
}

/** Asks an operation without counting. */
export async function askOnce(stage: Stage, operation: Operation, { ask }: Counted): Promise<void> {
  const request = requestOf(stage, operation, (await ask?.(stage)) ?? {})
  const { statusCode, body } = await stage.desk.world.app.server.inject(request)
  assert.ok(statusCode < 300, `${operation.method} ${request.url}: ${statusCode} ${body}`)
}

async function countOnce(
  stage: Stage,
  operation: Operation,
  counted: Pick<Counted, 'ask'>,
  more?: () => Promise<unknown>,
): Promise<Sent[]> {
  const request = requestOf(stage, operation, (await counted.ask?.(stage)) ?? {})
  await warm(stage)
  const recorded = await recordStatements(async () => {
    const { statusCode, body } = await stage.desk.world.app.server.inject(request)
    assert.ok(statusCode < 300, `${operation.method} ${request.url}: ${statusCode} ${body}`)
    await more?.()
  })
  return withRows(
    stage,
    recorded.filter(({ text }) => !BESIDE.test(text)),
  )
}

async function withRows({ desk }: Stage, recorded: Recorded[]): Promise<Sent[]> {
  const onlyReads = ({ text }: Recorded) => READS.test(text) && !WRITES.test(text)
  const planning = { admin: desk.admin, pool: desk.world.platform.scanPool }
  const rows = await rowsOfEach(planning, desk.brand.id, recorded.filter(onlyReads))
  return recorded.map(one => ({
    text: one.text.trim().replace(/\s+/g, ' '),
    rows: onlyReads(one) ? (rows.shift() as number) : 0,
  }))
}

function requestOf({ desk, me, age, owner }: Stage, operation: Operation, asked: Asked): InjectOptions {
  const { path = [], query = {}, body, headers } = asked
  const rest = [...path]
  const url = operation.path.replace(/\{\w+\}/g, () => encodeURIComponent(rest.shift() as string))
  const isConsole = operation.path.startsWith('/api/admin/')
  const whose = isConsole
    ? owner
    : { ...desk.world.headers({ brand: desk.brand, token: me.token }), cookie: age }
  return {
    method: operation.method,
    url: `${url}?${new URLSearchParams(query)}`,
    headers: { ...whose, ...headers },
    ...(body === undefined ? {} : { payload: body }),
  }
}

/** The home screen needs all that is cached of a brand. */
async function warm({ desk, me }: Stage): Promise<void> {
  const headers = desk.world.headers({ brand: desk.brand, token: me.token })
  const home = await desk.world.app.server.inject({ url: '/api/dashboard', headers })
  assert.equal(home.statusCode, 200, home.body)
}
