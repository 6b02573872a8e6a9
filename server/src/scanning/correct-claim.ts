import { inEqualTime } from '../identity/index.ts'
import { findMemberByEmail, normaliseEmail, setFirstAddress, setUnconfirmedEmail } from '../members/index.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Platform } from '../platform/platform.ts'
import { type ClaimContext, findClaim, mailForClaim } from './claim.ts'
import type { ClaimCorrectionBody } from './schema.ts'

const CORRECTABLE_MS = 24 * 3_600_000

/**
 * Corrects e-mail and address of a claim for 24 h, while its member is unconfirmed, and mails again. Who knows the
 * claim's client_op_id may do it. The answer never tells whether anything was there to correct.
 */
export async function correctClaim(
  platform: Platform,
  clientOpId: string,
  body: ClaimCorrectionBody,
  context: Omit<ClaimContext, 'program'> & { brandId: number },
): Promise<void> {
  await platform.limits.take('sign_in_mail_address', context.address)
  if (body.email) {
    await platform.limits.take('sign_in_mail_person', `${context.brandId}:${normaliseEmail(body.email)}`)
  }
  await inEqualTime(() =>
    platform.db.transaction(context.brandId, tx => correct(platform, tx, clientOpId, body, context)),
  )
}

async function correct(
  platform: Platform,
  tx: Tx,
  clientOpId: string,
  body: ClaimCorrectionBody,
  context: { origin: string; browser: string },
) {
  const at = platform.clock()
  const claim = await findClaim(tx, clientOpId)
  if (claim?.outcome !== 'scanned' || at.getTime() - claim.created_at.getTime() > CORRECTABLE_MS) return
  const owner = body.email === undefined ? undefined : await findMemberByEmail(tx, body.email)
  if (owner && owner.id !== claim.member_id) return
  if (!(await setUnconfirmedEmail(tx, claim.member_id, body.email))) return
  if (body.address) await setFirstAddress(tx, claim.member_id, body.address, at)
  await mailForClaim(platform, tx, clientOpId, claim.member_id, context)
}
