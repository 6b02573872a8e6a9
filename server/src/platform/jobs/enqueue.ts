import type { Tx } from '../db/database.ts'
import type { WriteFragment } from '../db/write-fragment.ts'

/**
 * Enqueues a job in the caller's transaction: it runs if that commits, as that transaction's brand, and not before
 * `runAt`. A waiting job with the same key is replaced, and one that runs is not tried again. Of the jobs that are due,
 * those with the smaller `priority` go first.
 */
export async function enqueue(
  tx: Tx,
  task: string,
  payload: object,
  { jobKey, runAt, priority = 0 }: { jobKey?: string; runAt?: Date; priority?: number } = {},
): Promise<void> {
  await tx.raw('select enqueue($1, $2::json, $3, $4, $5)', [
    task,
    JSON.stringify(payload),
    jobKey ?? null,
    runAt ?? null,
    priority,
  ])
}

/** A job that a statement of several brands enqueues. */
export interface JobRow {
  brand_id: number
  task: string
  payload: object
  job_key: string
}

/** The same as part of a composed write: jobs of the brands that the transaction is set to. */
export const enqueueJobs: WriteFragment<JobRow> = {
  name: 'jobs',
  sql: rows => `
    select enqueue_for(r.brand_id, r.task, r.payload::json, r.job_key)
    from jsonb_to_recordset(${rows}) as r(brand_id int, task text, payload jsonb, job_key text)`,
}
