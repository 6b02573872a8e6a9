import { requestHash, startRun } from '../../activity/index.ts'
import type { Tx } from '../../platform/db/database.ts'
import { invalid, operationReused } from '../../platform/errors.ts'
import { newId } from '../../platform/id.ts'
import { insertBatchChange } from '../batches/stored-batches.ts'
import { whenScansHaveEnded } from '../scans-ended.ts'
import type { RecallBody } from './schema.ts'

export interface RecallStarted {
  isNew: boolean
  recall_id: string
  run_id: string
  batch_ids: string[]
}

/**
 * Recalls batches: their codes are void at once, and a run tells who claimed one and does what was promised about the
 * points. The same operation again answers the same recall. Throws 400 for what names no batch that can be recalled.
 */
export async function recallCodes(
  tx: Tx,
  { body, at, by }: { body: RecallBody; at: Date; by: string },
): Promise<RecallStarted> {
  checkBody(body)
  const { client_op_id: _, ...asked } = body
  const hash = requestHash({ recall: asked })
  const stored = await findRecall(tx, body.client_op_id)
  if (stored) {
    if (stored.request_hash.toString('hex') !== hash) throw operationReused()
    return { isNew: false, recall_id: stored.id, run_id: stored.run_id, batch_ids: stored.batch_ids }
  }
  const batchIds = await lockBatches(tx, body)
  const recallId = newId(at)
  const [count] = await tx.raw<{ claimed: number }>(
    `select count(*)::int as claimed from codes
     where brand_id = $1 and batch_id = any($2::uuid[]) and claimed_by is not null`,
    [tx.brandId, batchIds],
  )
  const runId = await startRun(tx, {
    kind: 'recall',
    subject: `recall:${recallId}`,
    input: { recall_id: recallId },
    total: count?.claimed ?? 0,
    at,
    // Scans that began before the recall still claim their codes.
    runAt: whenScansHaveEnded(),
    startedBy: by,
  })
  await tx.raw(
    `insert into recalls (brand_id, id, client_op_id, request_hash, lot_number, reason, made_good, bonus_points, run_id,
       created_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      tx.brandId,
      recallId,
      body.client_op_id,
      `\\x${hash}`,
      body.lot_number ?? null,
      body.reason,
      body.made_good,
      body.bonus_points ?? null,
      runId,
      at,
      by,
    ],
  )
  await voidBatches(tx, { recallId, batchIds, reason: body.reason, at, by })
  return { isNew: true, recall_id: recallId, run_id: runId, batch_ids: batchIds }
}

function checkBody({ batch_ids, lot_number, made_good, bonus_points }: RecallBody): void {
  if ((batch_ids === undefined) === (lot_number === undefined)) {
    throw invalid([{ field: 'batch_ids', message: 'Name either batches or a lot number' }])
  }
  if ((made_good === 'bonus') !== (bonus_points !== undefined)) {
    throw invalid([{ field: 'bonus_points', message: 'belongs to made_good "bonus", and only there' }])
  }
}

async function findRecall(tx: Tx, clientOpId: string) {
  // Two at once must not both be the first: the second waits here, and finds what the first has stored.
  await tx.raw('select pg_advisory_xact_lock(hashtext($1), $2)', [`recall:${clientOpId}`, tx.brandId])
  const [row] = await tx.raw<{ id: string; run_id: string; request_hash: Buffer; batch_ids: string[] }>(
    `select r.id, r.run_id, r.request_hash,
       array(select b.id::text from batches b where b.brand_id = r.brand_id and b.recall_id = r.id order by b.id)
         as batch_ids
     from recalls r where r.brand_id = $1 and r.client_op_id = $2`,
    [tx.brandId, clientOpId],
  )
  return row
}

/** Locks what is to be recalled, in id order. Throws 400 for a batch that there is not, or that was recalled before. */
async function lockBatches(tx: Tx, { batch_ids, lot_number }: RecallBody): Promise<string[]> {
  const rows = await tx.raw<{ id: string; recall_id: string | null }>(
    `select id, recall_id from batches
     where brand_id = $1 and (id = any($2::uuid[]) or lot_number = $3) order by id for no key update`,
    [tx.brandId, batch_ids ?? [], lot_number ?? null],
  )
  const missing = batch_ids?.findIndex(id => !rows.some(row => row.id === id.toLowerCase())) ?? -1
  if (missing >= 0) throw invalid([{ field: `batch_ids.${missing}`, message: 'There is no such batch' }])
  const open = rows.filter(({ recall_id }) => recall_id === null).map(({ id }) => id)
  if (open.length > 0 && (lot_number !== undefined || open.length === rows.length)) return open
  const field = lot_number === undefined ? 'batch_ids' : 'lot_number'
  const message = rows.length === 0 ? 'No batch is of this lot' : 'was recalled before'
  throw invalid([{ field, message }])
}

async function voidBatches(
  tx: Tx,
  {
    recallId,
    batchIds,
    reason,
    at,
    by,
  }: { recallId: string; batchIds: string[]; reason: string; at: Date; by: string },
) {
  await tx.raw(
    `update batches set recall_id = $3, state = 'void', voided_at = coalesce(voided_at, $4),
       void_reason = coalesce(void_reason, $5)
     where brand_id = $1 and id = any($2::uuid[])`,
    [tx.brandId, batchIds, recallId, at, reason],
  )
  await tx.raw('delete from sealed_codes where brand_id = $1 and batch_id = any($2::uuid[])', [
    tx.brandId,
    batchIds,
  ])
  for (const batchId of batchIds) {
    await insertBatchChange(tx, { batchId, change: 'recalled', reason, at, by })
  }
}
