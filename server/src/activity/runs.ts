import { setTimeout as sleep } from 'node:timers/promises'
import { sql, type Tx } from '../platform/db/database.ts'
import { notFound, Problem } from '../platform/errors.ts'
import { newId } from '../platform/id.ts'
import { enqueue, type Task, type TaskTable } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'

/** Long work: done in slices, so that a worker that dies loses at most one, and the next one goes on. */
export interface Run {
  id: string
  kind: string
  /** What it is about, such as achievement:third_leaf. */
  subject: string
  input: unknown
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  /** Where the next slice begins; null at the beginning. */
  cursor: string | null
  done: number
  total: number | null
  result: unknown
  failure: string | null
  started_by: string | null
  created_at: Date
  updated_at: Date
}

/** What a slice answers: where the next one begins (null: the run is done) and what is to be kept. */
export interface Slice {
  cursor: string | null
  /** How many more are done. */
  done: number
  /** The whole result so far; it replaces the one before. */
  result?: object
}

/** Does one slice in `tx`, which also moves the cursor: both happen or neither does. */
export type SliceWork = (platform: Platform, tx: Tx, run: Run) => Promise<Slice>

/** A job takes slices for this long, then lets others have the worker. */
const JOB_MS = 15_000

/** Begins a run, not before `runAt`. Answers its id. */
export async function startRun(
  tx: Tx,
  input: {
    kind: string
    subject: string
    input: object
    total?: number
    at: Date
    runAt?: Date
    startedBy: string | null
  },
): Promise<string> {
  const id = newId(input.at)
  await tx.run(
    sql.insertInto('runs').values({
      brand_id: tx.brandId,
      id,
      kind: input.kind,
      subject: input.subject,
      input: JSON.stringify(input.input),
      total: input.total ?? null,
      started_by: input.startedBy,
      created_at: input.at,
      updated_at: input.at,
    }),
  )
  await enqueue(tx, 'advance_run', { run_id: id }, input.runAt ? { runAt: input.runAt } : {})
  return id
}

/** Longer than any process keeps what a brand has configured. */
const CACHES_KEEP_MS = 8_000

/**
 * When work that follows from a changed configuration may begin: by then every process has read the new one, so that
 * none undoes by an older one what the work has done. By the queue's clock, which is the real one.
 */
export const whenCachesAreFresh = (): Date => new Date(Date.now() + CACHES_KEEP_MS)

/** Has every account of the brand looked at anew by the minute job: a policy that time carries out has changed. */
export const rescheduleAccounts = (tx: Tx, at: Date, startedBy: string | null): Promise<string> =>
  startRun(tx, {
    kind: 'accounts_reschedule',
    subject: 'accounts',
    input: {},
    at,
    runAt: whenCachesAreFresh(),
    startedBy,
  })

const runsOf = (tx: Tx) => sql.selectFrom('runs').selectAll().where('brand_id', '=', tx.brandId)

/** Throws a 404 Problem when the brand has no such run. */
export async function readRun(tx: Tx, id: string): Promise<Run> {
  const row = await tx.first(runsOf(tx).where('id', '=', id))
  if (!row) throw notFound('run')
  return row as Run
}

/** A brand's runs, newest first, from the one after `after`. */
export async function listRuns(
  tx: Tx,
  input: { kind?: string | undefined; after?: string | undefined; limit: number },
): Promise<Run[]> {
  let query = runsOf(tx).orderBy('id', 'desc').limit(input.limit)
  if (input.kind) query = query.where('kind', '=', input.kind)
  if (input.after) query = query.where('id', '<', input.after)
  return (await tx.many(query)) as Run[]
}

/** Stops a run after the slice under way; what it did stays. Throws 404, or 409 when it has ended. */
export async function cancelRun(tx: Tx, id: string, at: Date): Promise<void> {
  const changed = await tx.run(
    sql
      .updateTable('runs')
      .set({ state: 'cancelled', updated_at: at })
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', id)
      .where('state', 'in', ['waiting', 'running']),
  )
  if (changed === 1) return
  const { state } = await readRun(tx, id)
  throw new Problem(409, 'run_is_over', `This run is ${state} already`)
}

/**
 * Does the next slice of a run. Answers whether there is another one; two workers never do the same slice. A Problem
 * that the work throws ends the run as failed; anything else is thrown, for the queue to try again.
 */
async function advance(platform: Platform, work: SliceWork, brandId: number, id: string): Promise<boolean> {
  return platform.db.transaction(brandId, async tx => {
    const row = await tx.first(runsOf(tx).where('id', '=', id).forUpdate())
    if (!row || !['waiting', 'running'].includes(row.state)) return false
    const set = (values: object) =>
      tx.run(
        sql
          .updateTable('runs')
          .set({ ...values, updated_at: platform.clock() })
          .where('brand_id', '=', brandId)
          .where('id', '=', id),
      )
    const slice = await work(platform, tx, row as Run)
    await set({
      state: slice.cursor === null ? 'done' : 'running',
      cursor: slice.cursor,
      done: row.done + slice.done,
      ...(slice.result ? { result: JSON.stringify(slice.result) } : {}),
    })
    return slice.cursor !== null
  })
}

async function fail(platform: Platform, brandId: number, id: string, failure: string): Promise<void> {
  await platform.db.transaction(brandId, tx =>
    tx.run(
      sql
        .updateTable('runs')
        .set({ state: 'failed', failure, updated_at: platform.clock() })
        .where('brand_id', '=', brandId)
        .where('id', '=', id),
    ),
  )
  platform.log.warn({ run: id, failure }, 'a run failed')
}

/** The job that advances runs of these kinds, slice after slice. */
export function runTasks(kinds: Record<string, SliceWork>): TaskTable {
  const advanceRun: Task<{ run_id: string }> = async (platform, { run_id: id }, { brandId, isLastTry }) => {
    const { kind } = await platform.db.transaction(brandId, tx => readRun(tx, id))
    const work = kinds[kind]
    if (!work) throw new Error(`There is no work of the kind ${kind}`)
    const until = performance.now() + JOB_MS
    try {
      while (await advance(platform, work, brandId, id)) {
        if (performance.now() > until) {
          return platform.db.transaction(brandId, tx => enqueue(tx, 'advance_run', { run_id: id }))
        }
        // Others are served between two slices.
        await sleep(0)
      }
    } catch (error) {
      if (error instanceof Problem) return fail(platform, brandId, id, error.message)
      if (isLastTry) await fail(platform, brandId, id, 'It failed again and again. The log says why.')
      throw error
    }
  }
  return { advance_run: advanceRun }
}
