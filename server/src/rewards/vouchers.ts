import type { Tx } from '../platform/db/database.ts'
import { newId } from '../platform/id.ts'
import type { Keys } from '../platform/keys.ts'

const context = (brandId: number, id: string) => `reward_vouchers/${brandId}/${id}`

const hashOf = (keys: Keys, code: string, keyId?: string) => keys.hmac('voucher', code, keyId)
const bytea = (bytes: Buffer) => `\\x${bytes.toString('hex')}`

const KNOWN = `
  select encode(code_hash, 'hex') as hash from reward_vouchers
  where brand_id = $1 and reward_id = $2 and code_hash = any($3::bytea[])`

const INSERT = `
  insert into reward_vouchers (brand_id, id, reward_id, key_id, code_hash, sealed, created_at)
  select $1, r.id, $2, r.key_id, r.code_hash, r.sealed, $4
  from jsonb_to_recordset($3::jsonb) as r(id uuid, key_id text, code_hash bytea, sealed bytea)`

/**
 * Puts codes into a reward's pool, sealed; those that are or were in it already are left out. The reward's stock is
 * locked, so that two imports cannot add the same one. Answers how many are new.
 */
export async function addVouchers(
  tx: Tx,
  keys: Keys,
  { rewardId, codes, at }: { rewardId: string; codes: readonly string[]; at: Date },
): Promise<number> {
  // Under every key of the ring: a code that was added before the key changed is known as well.
  const hashes = codes.flatMap(code => keys.ids.map(keyId => bytea(hashOf(keys, code, keyId))))
  const rows = await tx.raw<{ hash: string }>(KNOWN, [tx.brandId, rewardId, hashes])
  const known = new Set(rows.map(({ hash }) => hash))
  const isNew = (code: string) =>
    !keys.ids.some(keyId => known.has(hashOf(keys, code, keyId).toString('hex')))
  const vouchers = codes.filter(isNew).map(code => {
    const id = newId(at)
    const { keyId, sealed } = keys.seal(code, context(tx.brandId, id))
    return { id, key_id: keyId, code_hash: bytea(hashOf(keys, code)), sealed: bytea(sealed) }
  })
  if (vouchers.length > 0) await tx.raw(INSERT, [tx.brandId, rewardId, JSON.stringify(vouchers), at])
  return vouchers.length
}

// One was taken from the stock before, so there is one; who bought at the same moment has taken another.
const HAND_OUT = `
  update reward_vouchers set order_id = $3
  where brand_id = $1 and order_id is null and id = (
    select id from reward_vouchers where brand_id = $1 and reward_id = $2 and order_id is null
    order by id limit 1 for update)
  returning id`

/** Hands the next voucher of the pool to an order, for good. */
export async function handOutVoucher(tx: Tx, rewardId: string, orderId: string): Promise<void> {
  const handedOut = await tx.raw(HAND_OUT, [tx.brandId, rewardId, orderId])
  if (handedOut.length !== 1) throw new Error(`The stock of reward ${rewardId} is not that of its vouchers`)
}

/** The code that an order has; null for one without. */
export async function openVoucher(tx: Tx, keys: Keys, orderId: string): Promise<string | null> {
  const [row] = await tx.raw<SealedVoucher>(
    'select brand_id, id, key_id, sealed from reward_vouchers where brand_id = $1 and order_id = $2',
    [tx.brandId, orderId],
  )
  return row ? unsealVoucher(keys, row) : null
}

export interface SealedVoucher {
  brand_id: number
  id: string
  key_id: string
  sealed: Buffer
}

/** The code of a voucher, for whom it was handed out to. */
export const unsealVoucher = (keys: Keys, { brand_id, id, key_id: keyId, sealed }: SealedVoucher): string =>
  keys.open({ keyId, sealed }, context(brand_id, id))
