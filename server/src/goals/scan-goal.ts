import type { Account } from '../earning/index.ts'
import type { WriteFragment } from '../platform/db/write-fragment.ts'
import type { GoalProgress } from './schema.ts'
import { quarterPassed, wayTo } from './way.ts'

/** A member's goal as a scan reads it: by key, with the reward's name and cost of now. */
export interface StandingGoal {
  reward_id: string
  name: string
  cost: number
  completed_at: string | null
}

const STANDING_GOAL = `
  json_build_object('reward_id', g.reward_id, 'name', v.definition->>'name',
    'cost', (v.definition->>'cost_points')::bigint, 'completed_at', g.completed_at)`

/** Joins, by key, what members of `r` work towards; not what can no longer be had. */
const JOIN_GOALS = `
  cross join lateral (
    select * from goals g where g.brand_id = r.brand_id and g.member_id = r.member_id offset 0
  ) g
  cross join lateral (
    select * from rewards w where w.brand_id = g.brand_id and w.id = g.reward_id and w.archived_at is null offset 0
  ) w
  cross join lateral (
    select * from reward_versions v
    where v.brand_id = w.brand_id and v.reward_id = w.id and v.version = w.current_version offset 0
  ) v`

/** The goals of locked members, as one branch of what a batch of scans reads. */
export const goalBranch = (members: string) => `
  select 'goal' as kind, r.brand_id, r.member_id::text as key, ${STANDING_GOAL} as data
  from jsonb_to_recordset(${members}::jsonb) as r(brand_id int, member_id uuid)
  ${JOIN_GOALS}`

/** The goal of one member, in the same form. */
export const GOAL_OF_MEMBER = `
  select ${STANDING_GOAL} as goal from (select $1::int as brand_id, $2::uuid as member_id) r ${JOIN_GOALS}`

/**
 * Within an act: tells of a goal that the act has completed, or brought past a quarter of the way. Answers the goal as
 * it is then.
 */
export function moveGoal(account: Account, goal: StandingGoal, balanceBefore: number): StandingGoal {
  if (goal.completed_at !== null) return goal
  const { points_balance } = account.member
  const refs = { reward_id: goal.reward_id, reward_name: goal.name }
  if (points_balance >= goal.cost) {
    account.tell('goal_completed', refs)
    return { ...goal, completed_at: account.at.toISOString() }
  }
  const quarter = quarterPassed(goal.cost, balanceBefore, points_balance)
  if (quarter !== null) {
    const { points_needed } = wayTo(goal.cost, points_balance)
    account.tell('goal_progressed', refs, { points_needed, percent: quarter * 25 })
  }
  return goal
}

/** A goal with the way to it. */
export function goalProgress(
  { reward_id, name, cost, completed_at }: StandingGoal,
  balance: number,
): GoalProgress {
  const way = wayTo(cost, balance)
  return { reward_id, name, cost, balance, ...way, reached: way.reached || completed_at !== null }
}

export interface CompletedGoalRow {
  brand_id: number
  member_id: string
  completed_at: string
}

/** Whoever writes them has locked the members and read that they were not completed. */
export const completeGoals: WriteFragment<CompletedGoalRow> = {
  name: 'goals',
  sql: rows => `
    update goals g set completed_at = r.completed_at
    from jsonb_to_recordset(${rows}) as r(brand_id int, member_id uuid, completed_at timestamptz)
    where g.brand_id = r.brand_id and g.member_id = r.member_id and g.completed_at is null
    returning 1`,
}
