import type { SliceWork } from '../../activity/index.ts'
import type { Tx } from '../../platform/db/database.ts'
import { Problem } from '../../platform/errors.ts'
import type { Keys } from '../../platform/keys.ts'
import { CHUNK, insertCodes, type PlainCode, randomCodes } from './create-codes.ts'
import { lockBatch } from './stored-batches.ts'

/** What the codes from this serial on are bound to: they open for their own place only. */
export const sealContext = (brandId: number, batchId: string, fromSerial: number) =>
  `sealed_codes/${brandId}/${batchId}/${fromSerial}`

/** Makes the next codes of a batch and seals them until they are handed out. A void batch ends the run. */
export const makeCodes: SliceWork = async ({ keys }, tx, run) => {
  const { batch_id: batchId } = run.input as { batch_id: string }
  const batch = await lockBatch(tx, batchId)
  if (batch.state === 'void') throw new Problem(409, 'batch_is_void', 'The batch was voided meanwhile')
  const fromSerial = run.cursor === null ? 1 : Number(run.cursor)
  const count = Math.min(CHUNK, batch.code_count - fromSerial + 1)
  const codes = randomCodes(count, batch.pin_digits)
  await insertCodes(tx, keys, { batchId, fromSerial, codes })
  await sealCodes(tx, keys, { batchId, fromSerial, codes })
  const next = fromSerial + count
  const isLast = next > batch.code_count
  if (isLast) {
    await tx.raw('update batches set is_being_made = false where brand_id = $1 and id = $2', [
      tx.brandId,
      batchId,
    ])
  }
  return { cursor: isLast ? null : String(next), done: count }
}

async function sealCodes(
  tx: Tx,
  keys: Keys,
  { batchId, fromSerial, codes }: { batchId: string; fromSerial: number; codes: PlainCode[] },
) {
  const context = sealContext(tx.brandId, batchId, fromSerial)
  const { keyId, sealed } = keys.seal(JSON.stringify(codes), context)
  await tx.raw(
    'insert into sealed_codes (brand_id, batch_id, from_serial, key_id, sealed) values ($1, $2, $3, $4, $5)',
    [tx.brandId, batchId, fromSerial, keyId, sealed],
  )
}
