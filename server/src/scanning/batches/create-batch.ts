import { requestHash, startRun } from '../../activity/index.ts'
import { findProductBySku } from '../../catalogue/index.ts'
import type { Tx } from '../../platform/db/database.ts'
import { invalid, operationReused } from '../../platform/errors.ts'
import { newId } from '../../platform/id.ts'
import type { CreateBatchBody } from './schema.ts'

export interface BatchStarted {
  isNew: boolean
  batch_id: string
  run_id: string
}

interface Stored {
  id: string
  run_id: string
  request_hash: Buffer
}

/**
 * Begins a batch whose codes a run makes; the same operation again answers the same batch. Throws 400 for what cannot
 * be, 409 when the operation was another one.
 */
export async function createBatch(
  tx: Tx,
  { body, at, by }: { body: CreateBatchBody; at: Date; by: string },
): Promise<BatchStarted> {
  const { client_op_id, sku, count, lot_number = null, expires_at, pin_digits = null } = body
  const expiresAt = expires_at === undefined ? null : new Date(expires_at)
  const hash = requestHash({ batch: sku, count, lot_number, expiresAt, pin_digits })
  const stored = await find(tx, client_op_id)
  if (stored) return repeated(stored, hash)
  if (expiresAt && expiresAt <= at) throw invalid([{ field: 'expires_at', message: 'is over already' }])
  const product = await findProductBySku(tx, sku)
  if (!product) throw invalid([{ field: 'sku', message: `There is no product with the sku ${sku}` }])
  const id = newId(at)
  const runId = await startRun(tx, {
    kind: 'codes_create',
    subject: `batch:${id}`,
    input: { batch_id: id },
    total: count,
    at,
    startedBy: by,
  })
  await tx.raw(
    `insert into batches (brand_id, id, product_id, lot_number, code_count, is_being_made, pin_digits, expires_at,
       client_op_id, request_hash, run_id, created_at)
     values ($1, $2, $3, $4, $5, true, $6, $7, $8, $9, $10, $11)`,
    [
      tx.brandId,
      id,
      product.id,
      lot_number,
      count,
      pin_digits,
      expiresAt,
      client_op_id,
      `\\x${hash}`,
      runId,
      at,
    ],
  )
  return { isNew: true, batch_id: id, run_id: runId }
}

async function find(tx: Tx, clientOpId: string): Promise<Stored | undefined> {
  // Two at once must not both be the first: the second waits here, and finds what the first has stored.
  await tx.raw('select pg_advisory_xact_lock(hashtext($1), $2)', [`batch:${clientOpId}`, tx.brandId])
  const [row] = await tx.raw<Stored>(
    'select id, run_id, request_hash from batches where brand_id = $1 and client_op_id = $2',
    [tx.brandId, clientOpId],
  )
  return row
}

function repeated({ id, run_id, request_hash }: Stored, hash: string): BatchStarted {
  if (request_hash.toString('hex') !== hash) throw operationReused()
  return { isNew: false, batch_id: id, run_id }
}
