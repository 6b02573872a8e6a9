import type { Tx } from '../platform/db/database.ts'
import { findCode } from './find-code.ts'
import { judgePin } from './pin.ts'
import type { Verdict } from './state.ts'

/**
 * Tries a PIN where no scan does: answers why it is refused, or null. A wrong one is counted; `tx` has to be committed
 * also when it was.
 */
export async function tryPin(
  tx: Tx,
  { hmacs, pin, at }: { hmacs: string[]; pin: string[] | undefined; at: Date },
): Promise<Verdict | null> {
  const keys = hmacs.map(hmac => `\\x${hmac}`)
  // Locked first, and read by a statement of its own: tries at the same moment are counted one after the other.
  await tx.raw('select 1 from codes where brand_id = $1 and hmac = any($2::bytea[]) for no key update', [
    tx.brandId,
    keys,
  ])
  const code = await findCode(tx, hmacs)
  const judged = judgePin(code, pin === undefined ? { at } : { pin, at })
  if (!judged) return null
  const { verdict, code: after } = judged
  if (after !== code) {
    await tx.raw(
      'update codes set pin_failures = $3, pin_locked_until = $4 where brand_id = $1 and hmac = $2',
      [tx.brandId, `\\x${after.hmac}`, after.pin_failures, after.pin_locked_until],
    )
  }
  return verdict
}
