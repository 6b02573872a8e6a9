import Type, { type Static } from 'typebox'
import { HistoryItem } from '../activity/index.ts'
import { GoalProgress } from '../goals/index.ts'
import { Nullable, Page, Uuid } from '../platform/http/schema.ts'
import { VARIANTS } from './hold-out.ts'

const Source = Type.Enum(['customer.io', 'local'], { description: 'Who the prediction behind it comes from' })
const Share = Type.Number({ minimum: 0, maximum: 1 })

const Variant = Type.Enum([...VARIANTS], {
  description: 'hold_out: sees nothing personal, for ever, so that its effect can be measured',
})

export const CardView = Type.Object({
  id: Type.String({ description: 'The same for a member, a kind and its subject, whenever it is shown' }),
  kind: Type.String(),
  title: Type.String(),
  body: Type.String(),
  reason: Type.String({ description: 'Why it is shown, in plain words' }),
  action: Nullable(Type.Object({ label: Type.String(), href: Type.String() })),
  source: Source,
})
export type CardView = Static<typeof CardView>

export const CardPage = Type.Object({ ...Page(CardView).properties, variant: Variant })

export const NextBestActionView = Type.Object({
  id: Type.String({
    description: 'The same for a member, a kind and its subject, and that of the card for it',
  }),
  kind: Type.String(),
  subject: Type.String({
    description: 'What it is about, such as an achievement’s key; empty where the kind says it all',
  }),
  title: Type.String(),
  reason: Type.String({ description: 'Why it is suggested, in plain words' }),
  action: Type.Object({ label: Type.String(), href: Type.String() }),
  predicted_value: Type.Number({ description: 'Comparable with the others only' }),
  source: Source,
})
export type NextBestActionView = Static<typeof NextBestActionView>

export const NextBestActionPage = Type.Object({
  ...Page(NextBestActionView).properties,
  variant: Variant,
})

export const AchievementView = Type.Object({
  id: Uuid,
  key: Type.String(),
  name: Type.String(),
  description: Type.String(),
  category: Type.String(),
  rarity: Type.Enum(['common', 'uncommon', 'rare', 'epic', 'legendary']),
  progress: Type.Object(
    { value: Type.Integer(), target: Type.Integer() },
    { description: 'Stays at 0 until it is unlocked where the brand hides progress' },
  ),
  shows_progress: Type.Boolean(),
  timeframe: Type.Enum(['all_time', '7d', '30d', '90d', 'month'], {
    description: 'What progress counts: days with today, or the calendar month',
  }),
  unlocked_at: Nullable(Type.String()),
  times: Type.Integer({ description: 'How often it has been unlocked' }),
  repeats: Nullable(
    Type.Enum(['day', 'week', 'month', 'year'], { description: 'Can be unlocked once in each' }),
  ),
  resets_on: Nullable(
    Type.String({
      description: 'The day on which progress begins anew or, once unlocked, the next chance comes',
    }),
  ),
  until: Nullable(Type.String({ description: 'From then on it can no longer be unlocked' })),
  points: Type.Integer({ description: 'Points that unlocking gives' }),
  rewards: Type.Object(
    {
      points: Type.Integer(),
      multiplier: Nullable(Type.Object({ factor: Type.Number(), days: Type.Integer() })),
      badge: Nullable(Type.String()),
      exclusive_access: Nullable(Type.String()),
    },
    { description: 'All that unlocking gives' },
  ),
  reason: Type.String({ description: 'Why it has this place, in plain words' }),
})
export type AchievementView = Static<typeof AchievementView>

export const InsightView = Type.Object({
  source: Source,
  computed_at: Type.String(),
  stale: Type.Boolean({ description: 'Customer.io has spoken, but too long ago: these are our own' }),
  churn_probability: Share,
  engagement_score: Share,
  predicted_ltv: Type.Number({ description: 'In the currency of the brand, not in cents' }),
  purchase_probability: Share,
  product_affinity_scores: Type.Record(Type.String(), Share),
  segment: Type.String(),
  next_best_action: Type.String(),
  explanation: Type.String({ description: 'One plain sentence' }),
  variant: Variant,
})
export type InsightView = Static<typeof InsightView>

const RankView = Type.Object({ key: Type.String(), name: Type.String(), multiplier: Type.Number() })

export const DashboardView = Type.Object({
  first_name: Nullable(Type.String()),
  balance: Type.Integer(),
  lifetime_points: Type.Integer(),
  scan_count: Type.Integer(),
  rank: RankView,
  next_rank: Nullable(
    Type.Object({
      key: Type.String(),
      name: Type.String(),
      threshold: Type.Integer(),
      points_needed: Type.Integer(),
      progress: Type.Number({ minimum: 0, maximum: 1, description: 'From the held rank to the next one' }),
    }),
  ),
  goal: Nullable(GoalProgress),
  cards: Type.Array(CardView),
  variant: Variant,
  achievements: Type.Array(AchievementView),
  recent_actions: Type.Array(HistoryItem),
})
export type DashboardView = Static<typeof DashboardView>
