import type { Tx } from '../platform/db/database.ts'
import { CODE_FACTS, type CodeState } from './state.ts'

const FIND_CODE = `
  select encode(c.hmac, 'hex') as hmac, c.serial, c.batch_id, c.claimed_by, c.voided_at,
    ${CODE_FACTS.batch_state} as batch_state, ${CODE_FACTS.pin_hmac} as pin_hmac, c.pin_failures, c.pin_locked_until,
    b.expires_at, r.reason as recall_reason, to_json(p) as product
  from codes c
  join batches b on b.brand_id = c.brand_id and b.id = c.batch_id
  join products p on p.brand_id = b.brand_id and p.id = b.product_id
  left join recalls r on r.brand_id = b.brand_id and r.id = b.recall_id
  where c.brand_id = $1 and c.hmac = any($2::bytea[])`

/** A code as it is shown: with why it was recalled, which no scan needs. */
export interface FoundCode extends CodeState {
  recall_reason: string | null
}

/** A code with its batch and product, without a lock: good enough to show, never to decide. */
export async function findCode(tx: Tx, hmacs: string[]): Promise<FoundCode | undefined> {
  if (hmacs.length === 0) return undefined
  const [row] = await tx.raw<FoundCode>(FIND_CODE, [tx.brandId, hmacs.map(hmac => Buffer.from(hmac, 'hex'))])
  return row
}
