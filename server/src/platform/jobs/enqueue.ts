import type { Tx } from '../db/database.ts'

/**
 * Enqueues a job in the caller's transaction: it runs if that commits, and as that transaction's brand. A waiting job
 * with the same key is replaced.
 */
export async function enqueue(tx: Tx, task: string, payload: object, jobKey?: string): Promise<void> {
  await tx.raw('select enqueue($1, $2::json, $3)', [task, JSON.stringify(payload), jobKey ?? null])
}
