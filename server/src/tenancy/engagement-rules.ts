import Type, { type Static } from 'typebox'

/** Whom Customer.io is told to be dormant, and whom a power user. */
export const EngagementRules = Type.Object(
  {
    dormant_after_days: Type.Integer({
      minimum: 1,
      maximum: 730,
      description: 'Without a session for so long',
    }),
    power_user_percent: Type.Integer({
      minimum: 1,
      maximum: 50,
      description: 'The share of members with the most lifetime points',
    }),
  },
  { additionalProperties: false },
)

export const DEFAULT_ENGAGEMENT: Static<typeof EngagementRules> = {
  dormant_after_days: 30,
  power_user_percent: 10,
}
