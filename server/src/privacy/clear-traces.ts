import { eraseInsights } from '../customerio/index.ts'
import { eraseIdentity } from '../identity/index.ts'
import { eraseMail } from '../mail/index.ts'
import { eraseAddresses } from '../members/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { forgetTraits } from '../referrals/index.ts'
import { addressesUnderWay } from '../rewards/index.ts'
import { eraseDisputes } from '../scanning/index.ts'

/** A parcel that never arrives keeps its address no longer than this. */
const ADDRESS_KEPT_MS = 90 * 24 * 3_600_000

/**
 * Takes away everything personal that is kept about a member outside of the member's own row; again, it does no harm.
 * Answers the sessions that ended, and whether an address stays because a parcel is on its way to it.
 */
export async function clearTraces(
  tx: Tx,
  member: { id: string; email: string | null; erasedAt: Date },
  at: Date,
): Promise<{ ended: string[]; isParcelUnderWay: boolean }> {
  const isKept = at.getTime() - member.erasedAt.getTime() < ADDRESS_KEPT_MS
  const keep = isKept ? await addressesUnderWay(tx, member.id) : []
  const isParcelUnderWay = await eraseAddresses(tx, member.id, keep)
  const ended = await eraseIdentity(tx, member.id, at)
  await eraseMail(tx, member.id, at)
  await eraseInsights(tx, member.id, member.email)
  await forgetTraits(tx, member.id)
  await eraseDisputes(tx, member.id)
  return { ended, isParcelUnderWay }
}
