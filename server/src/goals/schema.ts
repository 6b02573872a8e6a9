import Type, { type Static } from 'typebox'
import { Nullable, Page, Uuid } from '../platform/http/schema.ts'

/** The goal where it is one thing among others: in the answer to a scan, on the home screen. */
export const GoalProgress = Type.Object({
  reward_id: Uuid,
  name: Type.String(),
  cost: Type.Integer(),
  balance: Type.Integer(),
  points_needed: Type.Integer(),
  progress: Type.Number({ description: 'From 0 to 1' }),
  reached: Type.Boolean({ description: 'Once reached it stays so, whatever is spent' }),
})
export type GoalProgress = Static<typeof GoalProgress>

const RewardName = Type.Object({
  id: Uuid,
  name: Type.String(),
  cost_points: Type.Integer(),
  available: Type.Boolean({ description: 'False: no longer available' }),
})

const WAY = {
  points_needed: Type.Integer(),
  progress: Type.Number({ description: 'From 0 to 1' }),
  reached: Type.Boolean(),
  friends_needed: Nullable(Type.Integer({ description: 'Null where friends bring no points' })),
  days_at_pace: Nullable(Type.Integer({ description: 'At the pace of the last 90 days; null without one' })),
}

export const Wish = Type.Object({ reward: RewardName, added_at: Type.String(), ...WAY })
export const Wishes = Page(Wish)
export type Wishes = Static<typeof Wishes>

export const WishBody = Type.Object({ client_op_id: Uuid, reward_id: Uuid }, { additionalProperties: false })
export type WishBody = Static<typeof WishBody>

export const Wished = Type.Object({
  reward_id: Uuid,
  added: Type.Boolean({ description: 'False where it was wished for already' }),
})
export type Wished = Static<typeof Wished>

export const Removed = Type.Object({ removed: Type.Boolean({ description: 'False where there was none' }) })
export type Removed = Static<typeof Removed>

export const OtherWay = Type.Object({
  kind: Type.Enum(['scans', 'friends', 'achievement']),
  count: Type.Integer({ description: 'How many scans or friends; 1 for an achievement' }),
  text: Type.String(),
  ref: Nullable(Type.String({ description: 'The product’s id, the achievement’s key' })),
})
export type OtherWay = Static<typeof OtherWay>

export const GoalView = Type.Object({
  reward: RewardName,
  balance: Type.Integer(),
  ...WAY,
  set_at: Type.String(),
  completed_at: Nullable(Type.String()),
  ways: Type.Array(OtherWay, { description: 'What brings the points; empty once there' }),
  celebration: Nullable(Type.String({ description: 'What to say when it is reached' })),
  next_suggestion: Nullable(RewardName),
})
export type GoalView = Static<typeof GoalView>

export const GoalAnswer = Type.Object({ goal: Nullable(GoalView) })

export const GoalBody = Type.Object({ reward_id: Uuid }, { additionalProperties: false })
