import type { Tx } from '../platform/db/database.ts'
import { enqueue, type JobRow } from '../platform/jobs.ts'
import { findByFriend } from './stored-referrals.ts'

const TASK = 'convert_referral'

/** The job that looks at a friend's referral, for a batch of scans to enqueue with what it writes. */
export const conversionJob = (brandId: number, friendId: string): JobRow => ({
  brand_id: brandId,
  task: TASK,
  payload: { friend_id: friendId },
  job_key: `${TASK}:${brandId}:${friendId}`,
})

/** In the transaction that confirms a friend's e-mail: has the referral looked at, where there is one that waits. */
export async function requestConversion(tx: Tx, friendId: string): Promise<void> {
  const referral = await findByFriend(tx, friendId)
  if (referral?.state !== 'pending') return
  const { task, payload, job_key: jobKey } = conversionJob(tx.brandId, friendId)
  await enqueue(tx, task, payload, { jobKey })
}
