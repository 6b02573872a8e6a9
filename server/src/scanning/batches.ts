import { findProductBySku } from '../catalogue/index.ts'
import { sql } from '../platform/db/database.ts'
import { invalid, notFound, Problem } from '../platform/errors.ts'
import { newId } from '../platform/id.ts'
import type { Platform } from '../platform/platform.ts'
import { randomCode } from './code-format.ts'
import { codeHmac } from './code-hmac.ts'

const CODES_MAX = 1_000_000
const CHUNK = 5_000

export interface CreateCodesInput {
  sku: string
  count: number
  lotNumber?: string
  activate?: boolean
  onProgress?: (made: number) => void
}

export interface CreatedBatch {
  batchId: string
  /** The plain codes, in serial order. They exist nowhere else: whoever gets them must keep them. */
  codes: string[]
}

const INSERT_CODES = `
  insert into codes (brand_id, hmac, key_id, batch_id, serial)
  select $1, r.hmac, $2, $3, r.serial from jsonb_to_recordset($4::jsonb) as r(hmac bytea, serial int)`

/**
 * Makes a batch of codes for a product, all or none; the database keeps an HMAC of each. Throws a Problem for an
 * unknown sku or a count outside 1 to 1,000,000.
 */
export async function createCodes(
  platform: Platform,
  brandId: number,
  input: CreateCodesInput,
): Promise<CreatedBatch> {
  if (!Number.isInteger(input.count) || input.count < 1 || input.count > CODES_MAX) {
    throw invalid([{ field: 'count', message: `must be a whole number from 1 to ${CODES_MAX}` }])
  }
  const at = platform.clock()
  const batchId = newId(at)
  const codes = Array.from({ length: input.count }, randomCode)
  await platform.db.transaction(brandId, async tx => {
    const product = await findProductBySku(tx, input.sku)
    if (!product) throw notFound(`product with the sku ${input.sku}`)
    await tx.run(
      sql.insertInto('batches').values({
        brand_id: brandId,
        id: batchId,
        product_id: product.id,
        lot_number: input.lotNumber ?? null,
        code_count: input.count,
        state: input.activate ? 'active' : 'generated',
        activated_at: input.activate ? at : null,
        created_at: at,
      }),
    )
    for (let start = 0; start < codes.length; start += CHUNK) {
      const rows = codes
        .slice(start, start + CHUNK)
        .map((code, i) => ({ hmac: `\\x${codeHmac(platform.keys, code)}`, serial: start + i + 1 }))
      await tx.raw(INSERT_CODES, [brandId, platform.keys.currentId, batchId, JSON.stringify(rows)])
      input.onProgress?.(start + rows.length)
    }
  })
  return { batchId, codes }
}

/** Activates a batch: its codes can be claimed from now on. Again changes nothing; a void batch is a 409 Problem. */
export async function activateBatch(platform: Platform, brandId: number, batchId: string): Promise<void> {
  const at = platform.clock()
  await changeBatch(platform, brandId, batchId, ['generated'], { state: 'active', activated_at: at })
}

/** Voids a batch with a reason: what is not claimed yet cannot be claimed any more. */
export async function voidBatch(
  platform: Platform,
  brandId: number,
  batchId: string,
  reason: string,
): Promise<void> {
  const at = platform.clock()
  const change = { state: 'void', voided_at: at, void_reason: reason }
  await changeBatch(platform, brandId, batchId, ['generated', 'active'], change)
}

async function changeBatch(
  platform: Platform,
  brandId: number,
  batchId: string,
  from: string[],
  change: { state: string; activated_at?: Date; voided_at?: Date; void_reason?: string },
) {
  await platform.db.transaction(brandId, async tx => {
    const changed = await tx.run(
      sql
        .updateTable('batches')
        .set(change)
        .where('brand_id', '=', brandId)
        .where('id', '=', batchId)
        .where('state', 'in', from),
    )
    if (changed === 1) return
    const batch = await tx.first(
      sql.selectFrom('batches').select('state').where('brand_id', '=', brandId).where('id', '=', batchId),
    )
    if (!batch) throw notFound('batch')
    if (batch.state !== change.state)
      throw new Problem(409, 'batch_is_void', 'This batch was voided and stays so')
  })
}
