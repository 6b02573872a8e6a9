import { type Program, requestHash } from '../../earning/index.ts'
import type { Tx } from '../../platform/db/database.ts'
import { Problem } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { derivedId } from '../derived-id.ts'
import { returnPack } from '../return-pack.ts'
import { scanInTransaction } from '../scan-batch.ts'
import type { Dispute } from './stored-disputes.ts'

export interface Moved {
  points: number
  claimantPointsTaken: number
  claimantPointsOwed: number
}

/**
 * Takes a disputed claim back as that of a returned pack and has the code scanned by who disputes it, with the rules of
 * today. The caller holds both members' locks. Throws 409 `claim_changed`, or the verdict that the code has now, such
 * as `void`; what was done until then must not be committed.
 */
export async function moveCode(
  platform: Platform,
  tx: Tx,
  program: Program,
  dispute: Dispute,
  { operatorId, requestId, at }: { operatorId: string; requestId: string; at: Date },
): Promise<Moved> {
  await lockClaim(tx, dispute)
  const { id, hmac, member_id: memberId, evidence } = dispute
  const returned = await returnPack(platform, tx, program, {
    body: {
      client_op_id: derivedId('dispute-return', id),
      batch_id: evidence.batch.id,
      serial: evidence.batch.serial,
      code_becomes: 'claimable',
      reason: 'Disputed, and given to another member',
    },
    disputeId: id,
    operatorId,
    requestId,
    at,
  })
  const { decision } = await scanInTransaction(tx, {
    program,
    memberId,
    hmacs: [hmac],
    clientOpId: derivedId('dispute-scan', id),
    requestHash: requestHash({ dispute: id }),
    requestId,
    at,
    // Who has the pack in hand was asked by the operator, not by the form.
    pin: 'proved',
  })
  if (decision?.kind !== 'claimed') throw cannotMove(decision?.verdict ?? 'unknown')
  const { points_taken, points_owed } = returned.answer
  return {
    points: decision.act.earned,
    claimantPointsTaken: points_taken,
    claimantPointsOwed: points_owed,
  }
}

/** Locks the code. Throws when it is not by the disputed claim that somebody has it. */
async function lockClaim(tx: Tx, { hmac, claim_action_id }: Dispute): Promise<void> {
  const [code] = await tx.raw<{ claim_action_id: string | null }>(
    'select claim_action_id from codes where brand_id = $1 and hmac = $2 for no key update',
    [tx.brandId, `\\x${hmac}`],
  )
  if (code?.claim_action_id === claim_action_id) return
  throw new Problem(409, 'claim_changed', 'The claim that was disputed is over', {
    detail:
      'The pack was returned, or given to somebody else. Nothing was changed. Settle it with points, or refuse it.',
  })
}

const cannotMove = (verdict: string) =>
  new Problem(409, verdict, 'Nobody can claim this code any more', {
    detail: `It is ${verdict}. Nothing was changed. Settle it with points, or refuse it.`,
  })
