import type { Static } from 'typebox'
import type { Program } from '../earning/index.ts'
import { type ConsumeBody, consumeCode, consumeLink } from '../identity/index.ts'
import { confirmMember, findMemberByEmail } from '../members/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { Problem } from '../platform/errors.ts'
import { noteTraits, requestConversion } from '../referrals/index.ts'
import { releaseGifts } from '../rewards/index.ts'
import { findClaim } from './claim.ts'
import type { Scanning } from './scan.ts'
import { type ScanOutcome, scanInTransaction } from './scan-batch.ts'

export interface ConsumedSignIn {
  memberId: string
  /** What the claim earned, when the mail came from a claim. */
  outcome: ScanOutcome | undefined
}

/**
 * Consumes a mailed link or code inside `tx`: confirms the member, lets a held gift go, and scans the code that the
 * link carries. Answers a Problem (not thrown, so that a counted try is committed) when it does not work.
 */
export async function consumeSignIn(
  { platform }: Pick<Scanning, 'platform'>,
  tx: Tx,
  body: Static<typeof ConsumeBody>,
  context: { program: Program; browser: string | undefined; requestId: string },
): Promise<ConsumedSignIn | Problem> {
  const at = platform.clock()
  const consumed =
    'token' in body
      ? await consumeLink(tx, platform.keys, body.token, at)
      : await consumeCode(
          tx,
          platform.keys,
          {
            memberId: (await findMemberByEmail(tx, body.email))?.id,
            code: body.code,
            browser: context.browser,
          },
          at,
        )
  if (consumed instanceof Problem) return consumed
  const { memberId, claimOpId } = consumed
  if (await confirmMember(tx, memberId)) {
    await releaseGifts(tx, { memberId, settings: context.program.brand.settings, at })
    await requestConversion(tx, memberId)
  }
  await noteTraits(tx, platform.keys, { memberId, browser: context.browser, at })
  const claim = claimOpId ? await findClaim(tx, claimOpId) : undefined
  if (!claim) return { memberId, outcome: undefined }
  const outcome = await scanInTransaction(tx, {
    program: context.program,
    memberId,
    hmacs: [claim.hmac.toString('hex')],
    clientOpId: claim.client_op_id,
    requestHash: claim.request_hash.toString('hex'),
    requestId: context.requestId,
    at,
    // The claim was not stored before its PIN was right.
    pin: 'proved',
  })
  return { memberId, outcome }
}
