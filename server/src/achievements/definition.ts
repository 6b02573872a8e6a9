import Type, { type Static } from 'typebox'

const Filter = Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { minItems: 1, maxItems: 50 })

/** What an operator configures; stored as an immutable version. */
export const AchievementDefinition = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 80 }),
    description: Type.String({ maxLength: 300 }),
    criteria: Type.Object(
      {
        metric: Type.Enum(['scans', 'points_earned']),
        operator: Type.Enum(['at_least', 'equals', 'between', 'in']),
        /** One number for at_least and equals, two for between, any for in. */
        value: Type.Array(Type.Integer({ minimum: 1, maximum: 1_000_000_000 }), {
          minItems: 1,
          maxItems: 50,
        }),
        timeframe: Type.Enum(['all_time']),
        product_filters: Type.Optional(
          Type.Object(
            {
              product_form: Type.Optional(Filter),
              strain_type: Type.Optional(Filter),
              product_line: Type.Optional(Filter),
              tags: Type.Optional(Filter),
              sku: Type.Optional(Filter),
            },
            { additionalProperties: false },
          ),
        ),
      },
      { additionalProperties: false },
    ),
    rewards: Type.Object(
      {
        points: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
        badge: Type.Optional(Type.String({ maxLength: 60 })),
      },
      { additionalProperties: false },
    ),
    visibility: Type.Object(
      { active: Type.Boolean(), show_progress: Type.Boolean(), hidden: Type.Boolean() },
      { additionalProperties: false },
    ),
    personalization: Type.Object(
      {
        priority: Type.Integer({ minimum: 0, maximum: 100 }),
        churn_boost: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
      },
      { additionalProperties: false },
    ),
    metadata: Type.Object(
      {
        category: Type.String({ minLength: 1, maxLength: 40 }),
        rarity: Type.Enum(['common', 'uncommon', 'rare', 'epic', 'legendary']),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)
export type AchievementDefinition = Static<typeof AchievementDefinition>
export type Criteria = AchievementDefinition['criteria']

/** An achievement in its current version. */
export interface Achievement {
  id: string
  key: string
  version: number
  definition: AchievementDefinition
}
