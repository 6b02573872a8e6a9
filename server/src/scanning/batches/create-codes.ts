import { findProductBySku } from '../../catalogue/index.ts'
import { sql, type Tx } from '../../platform/db/database.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { newId } from '../../platform/id.ts'
import type { Keys } from '../../platform/keys.ts'
import type { Platform } from '../../platform/platform.ts'
import { randomCode } from '../code-format.ts'
import { codeHmac } from '../code-hmac.ts'
import { pinHmac, randomPin } from '../pin.ts'

export const CODES_MAX = 1_000_000
/** Codes that are written by one statement. */
export const CHUNK = 5_000

export interface CreateCodesInput {
  sku: string
  count: number
  lotNumber?: string
  activate?: boolean
  /** 4 to 6: each pack gets a PIN as well. */
  pinDigits?: number
  onProgress?: (made: number) => void
}

export interface CreatedBatch {
  batchId: string
  /** The plain codes, in serial order. They exist nowhere else: whoever gets them must keep them. */
  codes: string[]
  /** Their PINs, where they have any. */
  pins: string[] | null
}

/** A code in the clear, with its PIN where it has one. */
export interface PlainCode {
  code: string
  pin: string | null
}

/** So many new codes. */
export const randomCodes = (count: number, pinDigits: number | null): PlainCode[] =>
  Array.from({ length: count }, () => ({
    code: randomCode(),
    pin: pinDigits === null ? null : randomPin(pinDigits),
  }))

const INSERT_CODES = `
  insert into codes (brand_id, hmac, key_id, batch_id, serial, pin_hmac)
  select $1, r.hmac, $2, $3, r.serial, r.pin_hmac
  from jsonb_to_recordset($4::jsonb) as r(hmac bytea, serial int, pin_hmac bytea)`

/** Writes what the database knows of these codes, whose serials follow each other. */
export async function insertCodes(
  tx: Tx,
  keys: Keys,
  { batchId, fromSerial, codes }: { batchId: string; fromSerial: number; codes: PlainCode[] },
): Promise<void> {
  const rows = codes.map(({ code, pin }, i) => ({
    hmac: `\\x${codeHmac(keys, code)}`,
    serial: fromSerial + i,
    pin_hmac: pin === null ? null : `\\x${pinHmac(keys, code, pin)}`,
  }))
  await tx.raw(INSERT_CODES, [tx.brandId, keys.currentId, batchId, JSON.stringify(rows)])
}

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
  const { pinDigits = null } = input
  const made = randomCodes(input.count, pinDigits)
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
        pin_digits: pinDigits,
        created_at: at,
      }),
    )
    for (let start = 0; start < made.length; start += CHUNK) {
      const codes = made.slice(start, start + CHUNK)
      await insertCodes(tx, platform.keys, { batchId, fromSerial: start + 1, codes })
      input.onProgress?.(start + codes.length)
    }
  })
  return {
    batchId,
    codes: made.map(({ code }) => code),
    pins: pinDigits === null ? null : made.map(({ pin }) => pin as string),
  }
}
