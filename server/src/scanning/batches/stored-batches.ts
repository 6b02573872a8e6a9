import type { Tx } from '../../platform/db/database.ts'
import { notFound } from '../../platform/errors.ts'
import { newId } from '../../platform/id.ts'
import type { SerialRange } from './serial-range.ts'

/** A batch under its lock. */
export interface LockedBatch {
  id: string
  state: 'generated' | 'active' | 'void'
  code_count: number
  is_being_made: boolean
  pin_digits: number | null
  expires_at: Date | null
  codes_taken_at: Date | null
  codes_taken_by: string | null
  recall_id: string | null
}

/** Locks a batch. Scans do not wait for it: they read the batch without a lock (decision 0004). Throws 404. */
export async function lockBatch(tx: Tx, id: string): Promise<LockedBatch> {
  const [batch] = await tx.raw<LockedBatch>(
    `select id, state, code_count, is_being_made, pin_digits, expires_at, codes_taken_at, codes_taken_by, recall_id
     from batches where brand_id = $1 and id = $2 for no key update`,
    [tx.brandId, id],
  )
  if (!batch) throw notFound('batch')
  return batch
}

export interface BatchChange {
  batchId: string
  change: 'activated' | 'voided' | 'expiry_set' | 'recalled'
  range?: SerialRange | null
  expiresAt?: Date | null
  reason: string | null
  at: Date
  by: string | null
}

/** Keeps what was done to a batch, and why. */
export async function insertBatchChange(tx: Tx, change: BatchChange): Promise<void> {
  const { batchId, range = null, expiresAt = null, reason, at, by } = change
  await tx.raw(
    `insert into batch_changes (brand_id, batch_id, id, change, from_serial, to_serial, expires_at, reason, changed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.brandId,
      batchId,
      newId(at),
      change.change,
      range?.from ?? null,
      range?.to ?? null,
      expiresAt,
      reason,
      by,
    ],
  )
}
