import type { Account } from '../earning/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { GOAL_OF_MEMBER, goalProgress, moveGoal, type StandingGoal } from './scan-goal.ts'
import type { GoalProgress } from './schema.ts'

/** What a member works towards and can still have; undefined for nothing. */
async function readStandingGoal(tx: Tx, memberId: string): Promise<StandingGoal | undefined> {
  const [row] = await tx.raw<{ goal: StandingGoal }>(GOAL_OF_MEMBER, [tx.brandId, memberId])
  return row?.goal
}

/** The goal as one thing among others, such as on the home screen; one statement, by key. */
export async function showGoalProgress(
  tx: Tx,
  memberId: string,
  balance: number,
): Promise<GoalProgress | null> {
  const goal = await readStandingGoal(tx, memberId)
  return goal ? goalProgress(goal, balance) : null
}

/** After acts that brought points outside of a scan: completes the goal that the open account's balance reaches. */
export async function followGoal(tx: Tx, account: Account, requestId: string | null): Promise<void> {
  const { id, points_balance } = account.member
  const goal = await readStandingGoal(tx, id)
  if (!goal || goal.completed_at !== null || points_balance < goal.cost) return
  account.act({ name: 'goal_completed', requestId, facts: { reward_id: goal.reward_id } }, () =>
    moveGoal(account, goal, points_balance),
  )
  await tx.raw('update goals set completed_at = $3 where brand_id = $1 and member_id = $2', [
    tx.brandId,
    id,
    account.at,
  ])
}
