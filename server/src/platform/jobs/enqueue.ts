import type { Tx } from '../db/database.ts'

/**
 * Enqueues a job in the caller's transaction: it runs if that commits, as that transaction's brand, and not before
 * `runAt`. A waiting job with the same key is replaced.
 */
export async function enqueue(
  tx: Tx,
  task: string,
  payload: object,
  { jobKey, runAt }: { jobKey?: string; runAt?: Date } = {},
): Promise<void> {
  await tx.raw('select enqueue($1, $2::json, $3, $4)', [
    task,
    JSON.stringify(payload),
    jobKey ?? null,
    runAt ?? null,
  ])
}
