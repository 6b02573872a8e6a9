import Type, { type Static } from 'typebox'
import { ProductFilters } from '../achievements/index.ts'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** A clock on the wall in the brand's zone. */
const LocalTime = Type.String({
  pattern: '^2\\d{3}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$',
  description: 'YYYY-MM-DDTHH:MM in the zone of the brand',
})
const Points = (maximum: number) => Type.Integer({ minimum: 1, maximum })

/** What an operator configures; stored as an immutable version. */
export const CampaignDefinition = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 80 }),
    description: Type.String({ maxLength: 300, description: 'Shown to members' }),
    from: LocalTime,
    /** Exclusive. */
    until: LocalTime,
    /** One of the two. */
    effect: Type.Object(
      {
        multiplier_basis_points: Type.Optional(Type.Integer({ minimum: 10_001, maximum: 100_000 })),
        bonus_points: Type.Optional(Points(1_000_000)),
      },
      { additionalProperties: false, minProperties: 1, maxProperties: 1 },
    ),
    /** A scan has to meet all that is given. */
    when: Type.Object(
      {
        product_filters: Type.Optional(ProductFilters),
        ranks: Type.Optional(
          Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
            minItems: 1,
            maxItems: 20,
            uniqueItems: true,
          }),
        ),
        weekdays: Type.Optional(
          Type.Array(Type.Enum([...WEEKDAYS]), { minItems: 1, maxItems: 7, uniqueItems: true }),
        ),
        birthday_month: Type.Optional(Type.Literal(true)),
      },
      { additionalProperties: false },
    ),
    stacks: Type.Boolean({ description: 'Combines with the others that stack; otherwise it stands alone' }),
    priority: Type.Integer({ minimum: 0, maximum: 100 }),
    first_n: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: 'Awards in all' }),
    ),
    budget_points: Type.Optional(Points(1_000_000_000_000)),
    points_per_member: Type.Optional(Points(1_000_000_000)),
  },
  { additionalProperties: false },
)
export type CampaignDefinition = Static<typeof CampaignDefinition>
