import type { Program } from '../earning/index.ts'
import { readMember } from '../members/index.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import { qualifyingPoints, rankOf } from '../ranks/index.ts'
import { isOffered, type Reward, readReward, type StoredReward } from '../rewards/index.ts'
import { readPace, readUsualProduct } from './habits.ts'
import { otherWays } from './other-ways.ts'
import type { GoalView, Wishes } from './schema.ts'
import { readGoal, type StoredGoal } from './stored-goals.ts'
import { readWishes } from './stored-wishes.ts'
import { suggestNext } from './suggest-next.ts'
import { daysAtPace, friendsFor, type Pace, wayTo } from './way.ts'

interface Visit {
  program: Program
  memberId: string
  /** What the brand offers, in any order. */
  offered: readonly Reward[]
  at: Date
}

/** What a member works towards, how far it is, and what leads there; null for nothing. Each statement is by key. */
export async function showGoal(tx: Tx, visit: Visit): Promise<GoalView | null> {
  const { program, memberId, at } = visit
  const member = await readMember(tx, memberId)
  const goal = await readGoal(tx, memberId)
  const reward = goal && (await readReward(tx, goal.reward_id))
  if (!goal || !reward) return null
  const balance = member.points_balance
  const way = wayOf(reward, balance, await readPace(tx, member, at), program)
  const reached = way.reached || goal.completed_at !== null
  const situation = {
    pointsNeeded: way.points_needed,
    rank: rankOf(program.ladder, member.rank_key, qualifyingPoints(member)),
    usualProduct: reached ? undefined : await readUsualProduct(tx, memberId),
    ...(await readStanding(tx, memberId)),
    at,
  }
  return {
    reward: rewardName(reward),
    balance,
    ...way,
    reached,
    set_at: goal.set_at.toISOString(),
    completed_at: goal.completed_at?.toISOString() ?? null,
    ways: reached || !isOffered(reward) ? [] : otherWays(program, situation),
    celebration: reached ? celebrationWords(reward, way.reached) : null,
    next_suggestion: reached || !isOffered(reward) ? await nextOf(tx, visit, goal, balance) : null,
  }
}

/** How far a reward is, in points, friends and days. */
export function wayOf({ definition }: StoredReward, balance: number, pace: Pace, { brand }: Program) {
  const way = wayTo(definition.cost_points, balance)
  return {
    ...way,
    friends_needed: friendsFor(way.points_needed, brand.settings.referrals),
    days_at_pace: daysAtPace(way.points_needed, pace),
  }
}

export const rewardName = (reward: StoredReward): Wishes['items'][number]['reward'] => ({
  id: reward.id,
  name: reward.definition.name,
  cost_points: reward.definition.cost_points,
  available: isOffered(reward),
})

function celebrationWords(reward: StoredReward, isThere: boolean): string {
  const { name } = reward.definition
  if (!isOffered(reward)) return `You got there: ${name}. It is no longer available.`
  return isThere ? `You got there: ${name} is yours to redeem.` : `You got there: ${name}.`
}

async function nextOf(
  tx: Tx,
  { memberId, offered, at }: Visit,
  goal: StoredGoal,
  balance: number,
): Promise<GoalView['next_suggestion']> {
  const wished = new Set((await readWishes(tx, memberId)).map(({ reward_id }) => reward_id))
  const next = suggestNext(offered, { goalId: goal.reward_id, balance, wished, at })
  if (!next) return null
  return {
    id: next.id,
    name: next.definition.name,
    cost_points: next.definition.cost_points,
    available: true,
  }
}

/** What a member has unlocked, and how far it is to the rest. */
async function readStanding(tx: Tx, memberId: string) {
  const counters = await tx.first(
    sql
      .selectFrom('member_counters')
      .select('counters')
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId),
  )
  const unlocked = await tx.many(
    sql
      .selectFrom('member_achievements')
      .select('achievement_id')
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId),
  )
  return {
    counters: (counters?.counters ?? {}) as Record<string, unknown>,
    unlocked: new Set(unlocked.map(({ achievement_id }) => achievement_id)),
  }
}
