import { stringify } from 'csv-stringify/sync'
import type { Tx } from '../../platform/db/database.ts'
import { Problem } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { brandUrl } from '../../tenancy/index.ts'
import type { PlainCode } from './create-codes.ts'
import { sealContext } from './make-codes.ts'
import { type LockedBatch, lockBatch } from './stored-batches.ts'

/** A process that died while it handed codes out has them no longer than this. */
const HANDED_OUT_WITHIN_MS = 15 * 60_000

export interface HandingOut {
  batchId: string
  brandId: number
  /** Where the brand's app lives. */
  url: string
  hasPins: boolean
  count: number
  takenAt: Date
}

interface SealedCodes {
  key_id: string
  sealed: Buffer
}

/**
 * Takes the codes of a batch for one download; until it has ended nobody else gets them. Throws 404, or 409 when they
 * are not made yet, are being downloaded, or were.
 */
export async function takeCodes(
  tx: Tx,
  { batchId, at, by, port }: { batchId: string; at: Date; by: string; port: number },
): Promise<HandingOut> {
  const batch = await lockBatch(tx, batchId)
  if (batch.is_being_made) {
    throw new Problem(409, 'batch_not_made', 'The codes of this batch are still being made')
  }
  const [kept] = await tx.raw('select 1 from sealed_codes where brand_id = $1 and batch_id = $2 limit 1', [
    tx.brandId,
    batchId,
  ])
  if (!kept) throw alreadyTaken(batch)
  const since = batch.codes_taken_at?.getTime()
  if (since !== undefined && at.getTime() - since < HANDED_OUT_WITHIN_MS) {
    throw new Problem(409, 'codes_being_taken', 'Somebody is downloading these codes now')
  }
  await tx.raw(
    'update batches set codes_taken_at = $3, codes_taken_by = $4 where brand_id = $1 and id = $2',
    [tx.brandId, batchId, at, by],
  )
  const url = await brandUrl(tx, tx.brandId, port)
  const { pin_digits, code_count: count } = batch
  return { batchId, brandId: tx.brandId, url, hasPins: pin_digits !== null, count, takenAt: at }
}

function alreadyTaken({ codes_taken_at, codes_taken_by }: LockedBatch): Problem {
  const detail = codes_taken_at
    ? `They were downloaded at ${codes_taken_at.toISOString()} by the operator ${codes_taken_by}, and are kept nowhere since.`
    : 'They were printed on the command line, or withdrawn, and are kept nowhere.'
  return new Problem(409, 'codes_taken', 'The codes of this batch were handed out', { detail })
}

/**
 * The codes as CSV, a chunk at a time: code, serial, url, and the PIN where there is one. Throws when some are gone, so
 * that half a file never looks whole.
 */
export async function* csvOf(platform: Platform, handing: HandingOut): AsyncGenerator<string> {
  const { batchId, brandId, url, hasPins, count } = handing
  yield hasPins ? 'code,serial,url,pin\n' : 'code,serial,url\n'
  for (let next = 1; next <= count; ) {
    const chunk = await platform.db.transaction(brandId, tx => readSealed(tx, batchId, next))
    if (!chunk) throw new Error(`The codes from ${next} on are gone while they are handed out`)
    const { key_id, sealed } = chunk
    const from_serial = next
    const text = platform.keys.open({ keyId: key_id, sealed }, sealContext(brandId, batchId, from_serial))
    const rows = (JSON.parse(text) as PlainCode[]).map(({ code, pin }, i) => {
      const row = [code, String(from_serial + i), `${url}/s/${code}`]
      return pin === null ? row : [...row, pin]
    })
    yield stringify(rows, { escape_formulas: true })
    next += rows.length
  }
}

async function readSealed(tx: Tx, batchId: string, fromSerial: number): Promise<SealedCodes | undefined> {
  const [row] = await tx.raw<SealedCodes>(
    'select key_id, sealed from sealed_codes where brand_id = $1 and batch_id = $2 and from_serial = $3',
    [tx.brandId, batchId, fromSerial],
  )
  return row
}

/** Ends a download: what left whole is erased; what did not can be downloaded again. */
export async function endHandingOut(
  tx: Tx,
  { batchId, takenAt }: HandingOut,
  isWhole: boolean,
): Promise<void> {
  const key = [tx.brandId, batchId]
  if (isWhole) {
    await tx.raw('delete from sealed_codes where brand_id = $1 and batch_id = $2', key)
    return
  }
  await tx.raw(
    `update batches set codes_taken_at = null, codes_taken_by = null
     where brand_id = $1 and id = $2 and codes_taken_at = $3`,
    [...key, takenAt],
  )
}
