import { startRun } from '../../activity/index.ts'
import type { Tx } from '../../platform/db/database.ts'
import { invalid, Problem } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { whenScansHaveEnded } from '../scans-ended.ts'
import { asMultirange, requireRange, type SerialRange } from './serial-range.ts'
import { insertBatchChange, type LockedBatch, lockBatch } from './stored-batches.ts'

export interface ChangeInput {
  batchId: string
  from_serial?: number | undefined
  to_serial?: number | undefined
  reason: string | null
  at: Date
  /** The operator; null for the command line. */
  by: string | null
}

export interface Changed {
  isNew: boolean
  before: { state: string; expires_at: Date | null }
  range: SerialRange | null
  /** The run that credits who tried these codes before; null where nothing was activated. */
  runId: string | null
}

/**
 * Lets the codes of a batch, or of a range of its serials, be claimed from now on; who tried them before is credited
 * by a run. Again changes nothing. Throws 404, 400, or 409 when they are void or not made yet.
 */
export async function activate(tx: Tx, input: ChangeInput): Promise<Changed> {
  const batch = await lockBatch(tx, input.batchId)
  const range = requireRange(input, batch.code_count)
  if (batch.is_being_made) throw notMade()
  if (batch.state === 'void') throw isVoid()
  const isNew = range ? await activateRange(tx, batch, range) : await activateWhole(tx, batch, input.at)
  if (!isNew) return changed(batch, { isNew, range, runId: null })
  const { batchId, reason, at, by } = input
  await insertBatchChange(tx, { batchId, change: 'activated', range, reason, at, by })
  return changed(batch, { isNew, range, runId: await startCredit(tx, batch, range, input) })
}

const changed = (batch: LockedBatch, more: Omit<Changed, 'before'>): Changed => ({
  before: { state: batch.state, expires_at: batch.expires_at },
  ...more,
})

async function activateWhole(tx: Tx, { id, state }: LockedBatch, at: Date): Promise<boolean> {
  if (state === 'active') return false
  await tx.raw(`update batches set state = 'active', activated_at = $3 where brand_id = $1 and id = $2`, [
    tx.brandId,
    id,
    at,
  ])
  return true
}

async function activateRange(tx: Tx, { id, state }: LockedBatch, range: SerialRange): Promise<boolean> {
  const key = [tx.brandId, id, asMultirange(range)]
  const [found] = await tx.raw<{ overlaps: boolean; covered: boolean }>(
    `select void_serials && $3::int4multirange as overlaps, active_serials @> $3::int4multirange as covered
     from batches where brand_id = $1 and id = $2`,
    key,
  )
  if (found?.overlaps) {
    throw new Problem(409, 'serials_are_void', 'Some of these serials were voided and stay so', {
      detail: 'Nothing was changed. Name ranges without them.',
    })
  }
  if (state === 'active' || found?.covered) return false
  await tx.raw(
    `update batches set active_serials = active_serials + $3::int4multirange where brand_id = $1 and id = $2`,
    key,
  )
  return true
}

function startCredit(
  tx: Tx,
  { id, code_count }: LockedBatch,
  range: SerialRange | null,
  { at, by }: ChangeInput,
): Promise<string> {
  const { from, to } = range ?? { from: 1, to: code_count }
  return startRun(tx, {
    kind: 'attempts_credit',
    subject: `batch:${id}`,
    input: { batch_id: id, from, to },
    at,
    // Scans that began before the activation still remember their codes.
    runAt: whenScansHaveEnded(),
    startedBy: by,
  })
}

/**
 * Withdraws a batch, or a range of its serials, for good: what is not claimed yet cannot be claimed any more, and
 * codes that were not handed out never are. Again changes nothing. Throws 404 or 400.
 */
export async function voidCodes(tx: Tx, input: ChangeInput & { reason: string }): Promise<Changed> {
  const { batchId, reason, at, by } = input
  const batch = await lockBatch(tx, batchId)
  const range = requireRange(input, batch.code_count)
  const isNew = range ? await voidRange(tx, batch, range) : await voidWhole(tx, batch, reason, at)
  if (isNew) await insertBatchChange(tx, { batchId, change: 'voided', range, reason, at, by })
  return changed(batch, { isNew, range, runId: null })
}

async function voidRange(tx: Tx, { id, state }: LockedBatch, range: SerialRange): Promise<boolean> {
  if (state === 'void') return false
  const touched = await tx.raw(
    `update batches set void_serials = void_serials + $3::int4multirange
     where brand_id = $1 and id = $2 and not void_serials @> $3::int4multirange returning 1`,
    [tx.brandId, id, asMultirange(range)],
  )
  return touched.length === 1
}

async function voidWhole(tx: Tx, { id, state }: LockedBatch, reason: string, at: Date): Promise<boolean> {
  if (state === 'void') return false
  await tx.raw(
    `update batches set state = 'void', voided_at = $3, void_reason = $4 where brand_id = $1 and id = $2`,
    [tx.brandId, id, at, reason],
  )
  await tx.raw('delete from sealed_codes where brand_id = $1 and batch_id = $2', [tx.brandId, id])
  return true
}

/**
 * Sets until when the codes of a batch can be claimed; null for ever. The same again changes nothing. Throws 404, 400 for
 * a moment that is over: a batch ends at once by being voided, with a reason.
 */
export async function setExpiry(
  tx: Tx,
  input: Omit<ChangeInput, 'from_serial' | 'to_serial'> & { expiresAt: Date | null },
): Promise<Changed> {
  const { batchId, expiresAt, reason, at, by } = input
  const batch = await lockBatch(tx, batchId)
  const isNew = batch.expires_at?.getTime() !== expiresAt?.getTime()
  if (isNew) {
    if (expiresAt && expiresAt <= at) throw invalid([{ field: 'expires_at', message: 'is over already' }])
    await tx.raw('update batches set expires_at = $3 where brand_id = $1 and id = $2', [
      tx.brandId,
      batchId,
      expiresAt,
    ])
    await insertBatchChange(tx, { batchId, change: 'expiry_set', expiresAt, reason, at, by })
  }
  return changed(batch, { isNew, range: null, runId: null })
}

/** Activates a whole batch from outside the console; see `activate`. */
export async function activateBatch(platform: Platform, brandId: number, batchId: string): Promise<void> {
  const at = platform.clock()
  await platform.db.transaction(brandId, tx => activate(tx, { batchId, reason: null, at, by: null }))
}

/** Voids a whole batch from outside the console; see `voidCodes`. */
export async function voidBatch(
  platform: Platform,
  brandId: number,
  batchId: string,
  reason: string,
): Promise<void> {
  const at = platform.clock()
  await platform.db.transaction(brandId, tx => voidCodes(tx, { batchId, reason, at, by: null }))
}

const isVoid = () => new Problem(409, 'batch_is_void', 'This batch was voided and stays so')

const notMade = () =>
  new Problem(409, 'batch_not_made', 'The codes of this batch are still being made', {
    detail: 'Its run says how far it is. Nothing was changed.',
  })
