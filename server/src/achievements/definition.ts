import Type, { type Static, type TObject, type TProperties } from 'typebox'
import { ProductFilters } from './product-filters.ts'

const closed = <T extends TProperties>(properties: T): TObject<T> =>
  Type.Object(properties, { additionalProperties: false })

/** Names of achievements, and of what they give access to. */
export const KEY_PATTERN = '^[a-z0-9_]{1,60}$'

const Share = Type.Number({ minimum: 0, maximum: 1 })
const LocalTime = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$',
  description: 'Wall clock in the brand’s time zone, such as 2026-12-01T00:00',
})

export const Metric = Type.Enum([
  'scans',
  'points_earned',
  'referrals_completed',
  'wishlist_items',
  'redemptions',
  'distinct_products',
  'streak_weeks',
  'achievements_unlocked',
])
export type Metric = Static<typeof Metric>

const Criteria = closed({
  metric: Metric,
  operator: Type.Enum(['at_least', 'equals', 'between', 'in'], {
    description: 'All but at_least compare the value just after each change',
  }),
  value: Type.Array(Type.Integer({ minimum: 1, maximum: 1_000_000_000 }), {
    minItems: 1,
    maxItems: 50,
    description: 'One number for at_least and equals, two for between, any for in',
  }),
  timeframe: Type.Enum(['all_time', '7d', '30d', '90d', 'month'], {
    description: 'Days with today, or the calendar month, in the brand’s time zone',
  }),
  product_filters: Type.Optional(ProductFilters),
})

const Rewards = closed({
  points: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  multiplier: Type.Optional(
    closed({
      basis_points: Type.Integer({ minimum: 10_001, maximum: 100_000 }),
      days: Type.Integer({ minimum: 1, maximum: 365 }),
    }),
  ),
  badge: Type.Optional(Type.String({ maxLength: 60 })),
  exclusive_access: Type.Optional(Type.String({ pattern: KEY_PATTERN })),
  custom: Type.Optional(
    Type.Record(Type.String({ pattern: KEY_PATTERN }), Type.String({ maxLength: 200 }), {
      maxProperties: 20,
      additionalProperties: false,
      description: 'Passed through as it is',
    }),
  ),
})

const Visibility = closed({
  active: Type.Boolean(),
  show_progress: Type.Boolean(),
  hidden: Type.Boolean({ description: 'Not shown until it is unlocked; it counts all the same' }),
  from: Type.Optional(LocalTime),
  until: Type.Optional(LocalTime),
})

const Personalization = closed({
  priority: Type.Integer({ minimum: 0, maximum: 100 }),
  churn_boost: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
  affinity_min: Type.Optional(Share),
  engagement_min: Type.Optional(Share),
})

const Metadata = closed({
  category: Type.String({ minLength: 1, maxLength: 40 }),
  rarity: Type.Enum(['common', 'uncommon', 'rare', 'epic', 'legendary']),
  tags: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20, uniqueItems: true }),
  ),
})

/** What an operator configures; stored as an immutable version. */
export const AchievementDefinition = closed({
  name: Type.String({ minLength: 1, maxLength: 80 }),
  description: Type.String({ maxLength: 300 }),
  criteria: Criteria,
  repeat: Type.Optional(closed({ every: Type.Enum(['day', 'week', 'month', 'year']) })),
  rewards: Rewards,
  visibility: Visibility,
  personalization: Personalization,
  metadata: Metadata,
})
export type AchievementDefinition = Static<typeof AchievementDefinition>
export type Criteria = AchievementDefinition['criteria']
export type Repeat = NonNullable<AchievementDefinition['repeat']>['every']

/** An achievement in its current version. */
export interface Achievement {
  id: string
  key: string
  version: number
  definition: AchievementDefinition
}
