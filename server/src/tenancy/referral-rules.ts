import Type, { type Static } from 'typebox'

/** What a friend's first scan is worth to both, and from where on a referral is doubtful. */
export const ReferralRules = Type.Object(
  {
    enabled: Type.Boolean({ description: 'Off: no new referrals; those that wait are honoured' }),
    referrer_points: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    friend_points: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    monthly_cap: Type.Integer({ minimum: 1, maximum: 1_000, description: 'How many count for a member' }),
    members_per_address: Type.Integer({ minimum: 1, maximum: 100, description: 'More are doubtful' }),
    members_per_device: Type.Integer({ minimum: 1, maximum: 100, description: 'More are doubtful' }),
    doubtful: Type.Enum(['review', 'reject']),
    message: Type.String({
      minLength: 1,
      maxLength: 200,
      pattern: '^([^{}]|\\{brand\\})*$',
      description: 'What a member sends along with the link, in the brand’s voice; {brand} is its name',
    }),
  },
  { additionalProperties: false },
)
export type ReferralRules = Static<typeof ReferralRules>

export const DEFAULT_REFERRALS: ReferralRules = {
  enabled: true,
  referrer_points: 500,
  friend_points: 250,
  monthly_cap: 10,
  members_per_address: 4,
  members_per_device: 2,
  doubtful: 'review',
  message: 'Come and join me at {brand}.',
}
