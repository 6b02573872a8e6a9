import {
  AccountWrites,
  findDeed,
  type OpenAccount,
  type Operated,
  openAccounts,
  operationRow,
  type Program,
  requestHash,
  saveAccounts,
} from '../earning/index.ts'
import { followGoal } from '../goals/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { notFound, Problem } from '../platform/errors.ts'
import type { Reason } from './judge.ts'
import { payBoth } from './pay-both.ts'
import type { ReviewedReferral } from './schema.ts'
import { findReferral, lockReferral, type Referral, storeDecision } from './stored-referrals.ts'

export interface ReviewInput {
  referralId: string
  verdict: 'allow' | 'block'
  clientOpId: string
  note: string
  operatorId: string
  requestId: string
  at: Date
}

/**
 * An operator lets a doubtful referral count, whatever speaks against it, or blocks it, as one operation. Throws 404,
 * or 409 `not_in_review` or `member_gone`. Answers the accounts that were paid as well.
 */
export async function reviewReferral(
  tx: Tx,
  program: Program,
  input: ReviewInput,
): Promise<Operated<ReviewedReferral> & { paid: OpenAccount[] }> {
  const { referralId, verdict, clientOpId, note, at } = input
  const hash = requestHash({ referral: referralId, verdict, note })
  const stored = await findDeed(tx, clientOpId, hash)
  if (stored) return { isNew: false, answer: JSON.parse(stored), paid: [] }
  const found = await findReferral(tx, referralId)
  if (!found) throw notFound('referral')
  const open = await openAccounts(tx, program, [found.referrer_id, found.friend_id], at)
  const referral = await lockReferral(tx, referralId)
  if (referral?.state !== 'review') throw notInReview()
  const outcome = verdict === 'allow' ? allow(referral, open, input.requestId) : BLOCKED
  const { paid, actionId, ...answered } = outcome
  const reasons = referral.reasons as Reason[]
  await storeDecision(tx, referralId, {
    ...answered,
    reasons: verdict === 'allow' ? reasons : [...reasons, 'blocked'],
    decided_at: at,
    decided_by: input.operatorId,
  })
  const answer: ReviewedReferral = { id: referralId, ...answered }
  const writes = new AccountWrites()
  const operation = { memberId: referral.referrer_id, clientOpId, hash, actionId }
  writes.addOperation(operationRow({ brandId: tx.brandId, ...operation, answer: JSON.stringify(answer) }))
  for (const { account } of paid) await followGoal(tx, account, input.requestId)
  await saveAccounts(tx, paid, writes)
  return { isNew: true, answer, paid }
}

interface Outcome {
  state: 'converted' | 'rejected'
  referrer_points: number
  friend_points: number
  paid: OpenAccount[]
  actionId: string | null
}

const BLOCKED: Outcome = {
  state: 'rejected',
  referrer_points: 0,
  friend_points: 0,
  paid: [],
  actionId: null,
}

function allow(referral: Referral, open: ReadonlyMap<string, OpenAccount>, requestId: string): Outcome {
  const [referrer, friend] = [open.get(referral.referrer_id), open.get(referral.friend_id)]
  if (!referrer || !friend) throw memberGone()
  const accounts = { referrer: referrer.account, friend: friend.account }
  return { state: 'converted', ...payBoth(referral, accounts, requestId), paid: [referrer, friend] }
}

const notInReview = () =>
  new Problem(409, 'not_in_review', 'This referral does not wait for a review', {
    detail: 'It was decided before. Nothing was changed.',
  })

const memberGone = () =>
  new Problem(409, 'member_gone', 'One of the two has left', {
    detail: 'There is nobody to give the points to. Nothing was changed.',
  })
