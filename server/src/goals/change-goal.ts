import { type Account, openAccount, type Program, saveAccounts } from '../earning/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { notFound } from '../platform/errors.ts'
import { isOffered, readReward } from '../rewards/index.ts'
import { followGoal } from './follow-goal.ts'
import type { Removed } from './schema.ts'
import { deleteGoal, readGoal, storeGoal } from './stored-goals.ts'

interface By {
  memberId: string
  requestId: string
  at: Date
}

/**
 * Makes a reward the one that a member works towards, in place of any other; setting it again changes nothing. One that
 * the balance reaches already is completed at once. Throws 404 for a reward that is not offered.
 */
export async function setGoal(
  tx: Tx,
  program: Program,
  { memberId, requestId, at, rewardId }: By & { rewardId: string },
): Promise<void> {
  const open = await openAccount(tx, program, memberId, at)
  const reward = await readReward(tx, rewardId)
  if (!reward || !isOffered(reward)) throw notFound('reward')
  if ((await readGoal(tx, memberId))?.reward_id === rewardId) return
  await storeGoal(tx, memberId, rewardId, at)
  const { name, cost_points } = reward.definition
  const { account } = open
  account.act({ name: 'goal_set', requestId, facts: { reward: { id: rewardId, name } } }, () => {
    const refs = { reward_id: rewardId, reward_name: name }
    account.tell('goal_set', refs, { points_needed: missing(account, cost_points) })
  })
  await followGoal(tx, account, requestId)
  await saveAccounts(tx, [open])
}

const missing = ({ member }: Account, cost: number) => Math.max(0, cost - member.points_balance)

/** Forgets what a member works towards. */
export async function clearGoal(tx: Tx, program: Program, { memberId, requestId, at }: By): Promise<Removed> {
  const open = await openAccount(tx, program, memberId, at)
  if (!(await deleteGoal(tx, memberId))) return { removed: false }
  open.account.act({ name: 'goal_removed', requestId, facts: {} }, () => {})
  await saveAccounts(tx, [open])
  return { removed: true }
}
