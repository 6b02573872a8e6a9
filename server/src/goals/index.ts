export { setGoal } from './change-goal.ts'
export { addWish } from './change-wishlist.ts'
export { followGoal, showGoalProgress } from './follow-goal.ts'
export { goalsRoutes } from './routes.ts'
export {
  type CompletedGoalRow,
  completeGoals,
  goalBranch,
  goalProgress,
  moveGoal,
  type StandingGoal,
} from './scan-goal.ts'
export { GoalProgress } from './schema.ts'
export { friendsFor } from './way.ts'
