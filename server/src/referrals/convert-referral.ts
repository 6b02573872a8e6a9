import { type OpenAccount, openAccounts, readProgram, saveAccounts, tellBalance } from '../earning/index.ts'
import { followGoal } from '../goals/index.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Task } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { readEvidence } from './evidence.ts'
import { judge } from './judge.ts'
import { payBoth } from './pay-both.ts'
import { findByFriend, lockReferral, storeDecision } from './stored-referrals.ts'
import { noteTraits } from './traits.ts'

/**
 * Looks at a friend's referral once the friend has scanned and the e-mail is confirmed: pays both, refuses it, or
 * leaves it to an operator. Run again, or too early, it changes nothing. Answers the accounts that were paid.
 */
export async function decideReferral(platform: Platform, tx: Tx, friendId: string): Promise<OpenAccount[]> {
  const found = await findByFriend(tx, friendId)
  if (found?.state !== 'pending') return []
  const at = platform.clock()
  const program = await readProgram(tx, at)
  const open = await openAccounts(tx, program, [found.referrer_id, friendId], at)
  const referral = await lockReferral(tx, found.id)
  if (referral?.state !== 'pending') return []
  const [referrer, friend] = [open.get(referral.referrer_id), open.get(friendId)]
  if (!referrer || !friend) {
    await storeDecision(tx, referral.id, { state: 'rejected', reasons: ['member_gone'], decided_at: at })
    return []
  }
  const { state, scan_count } = friend.account.member
  if (state !== 'confirmed' || scan_count === 0) return []
  for (const memberId of open.keys())
    await noteTraits(tx, platform.keys, { memberId, browser: undefined, at })
  const { settings, timeZone } = program.brand
  const judgement = judge(await readEvidence(tx, referral, { timeZone, at }), settings.referrals)
  if (judgement.state !== 'converted') {
    await storeDecision(tx, referral.id, { ...judgement, decided_at: at })
    return []
  }
  const { actionId: _, ...paid } = payBoth(
    referral,
    { referrer: referrer.account, friend: friend.account },
    null,
  )
  for (const { account } of [referrer, friend]) await followGoal(tx, account, null)
  await saveAccounts(tx, [referrer, friend])
  await storeDecision(tx, referral.id, { ...judgement, ...paid, decided_at: at })
  return [referrer, friend]
}

/** The job. */
export const convertReferral: Task<{ friend_id: string }> = async (platform, payload, { brandId }) => {
  const paid = await platform.db.transaction(brandId, tx => decideReferral(platform, tx, payload.friend_id))
  for (const { account } of paid) tellBalance(platform.fanout, account.member)
}
