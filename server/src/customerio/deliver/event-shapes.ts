import Type, { type Static, type TObject, type TProperties } from 'typebox'
import { Nullable, Uuid } from '../../platform/http/schema.ts'

/** The version of the shapes below. What changes in them is a new one; rows that wait leave in the newest. */
export const SCHEMA_VERSION = 2

const closed = <T extends TProperties>(properties: T): TObject<T> =>
  Type.Object(properties, { additionalProperties: false })

const Text = Type.String()
const Moment = Type.String({ description: 'ISO 8601, UTC' })
const Count = Type.Integer({ minimum: 0 })
const Flag = Type.Boolean()

/** The member: numbers as they were when it happened, the rest as it is when the event is sent. */
export const UserSnapshot = closed({
  identity: closed({
    user_id: Uuid,
    email: Text,
    first_name: Nullable(Type.String({ description: 'null: a member who moved here without a name' })),
    is_guest: Type.Boolean({ description: 'The e-mail is not confirmed yet' }),
    created_at: Moment,
  }),
  economy: closed({
    points_balance: Count,
    lifetime_points: Count,
    points_spent_total: Count,
    currency_name: Type.String({ description: 'What the brand calls its points' }),
  }),
  status: closed({ rank_key: Text, rank_name: Text, rank_multiplier: Type.Number() }),
  engagement: closed({
    total_scans: Count,
    total_redemptions: Count,
    total_achievements_unlocked: Count,
    days_since_signup: Count,
    days_since_last_session: Nullable(Type.Integer({ minimum: 0, description: 'null: no session yet' })),
    days_since_last_scan: Nullable(Type.Integer({ minimum: 0, description: 'null: no scan yet' })),
    days_since_last_redemption: Nullable(
      Type.Integer({ minimum: 0, description: 'null: no redemption yet' }),
    ),
    is_dormant: Type.Boolean({
      description: 'Neither a session nor a scan, nor the sign-up, for the days that the brand has set (30)',
    }),
    is_power_user: Nullable(
      Type.Boolean({
        description:
          'Among the share of members with the most lifetime points that the brand has set (10 %); null: not measured yet, on a brand’s first day',
      }),
    ),
  }),
  profile_data: Type.Object(
    { phone_number: Type.Null({ description: 'Nobody is asked for it' }) },
    {
      patternProperties: { '^custom_[a-z0-9_]{1,40}$': Nullable(Type.Union([Text, Flag])) },
      additionalProperties: false,
      description:
        'Each field of the brand’s own as custom_ and its key, cut to 1,000 bytes; null: not filled in',
    },
  ),
  compliance_and_contact: closed({
    is_age_verified: Flag,
    age_verified_at: Nullable(Type.String({ description: 'null: not verified' })),
    has_marketing_consent: Flag,
    marketing_consent_updated_at: Nullable(
      Type.String({ description: 'null: moved here with a consent of unknown date' }),
    ),
  }),
  referral_data: closed({
    referral_code: Text,
    referred_by_user_id: Nullable(Type.String({ description: 'null: came alone' })),
    total_referrals_completed: Count,
  }),
})
export type UserSnapshot = Static<typeof UserSnapshot>

/** The product of a pack. What a menu does not tell is null. */
export const ProductSnapshot = closed({
  identity: closed({ product_id: Uuid, sku: Text, product_name: Text }),
  economy: closed({
    points_award: Nullable(Type.Integer({ description: 'null: the event gives none' })),
    points_cost: Type.Null({ description: 'Products are not bought with points; rewards are' }),
    msrp: Type.Number({ description: 'In whole units of the currency' }),
  }),
  taxonomy: closed({
    product_line: Nullable(Text),
    product_form: Text,
    strain_name: Nullable(Text),
    strain_type: Nullable(Text),
    tags: Type.Array(Text, { maxItems: 20 }),
  }),
  attributes: closed({
    potency_thc_percent: Nullable(Type.Number()),
    potency_cbd_percent: Nullable(Type.Number()),
    dominant_terpene: Nullable(Text),
  }),
  merchandising: closed({ is_featured: Flag, is_new: Flag, is_limited: Flag, is_digital: Flag }),
})
export type ProductSnapshot = Static<typeof ProductSnapshot>

/** What points buy; in words of its own, since a reward has neither a strain nor a price in dollars. */
export const RewardSnapshot = closed({
  identity: closed({ reward_id: Uuid, reward_name: Text }),
  economy: closed({ points_cost: Count }),
  taxonomy: closed({
    reward_kind: Type.Enum(['shipped', 'digital']),
    tags: Type.Array(Text, { maxItems: 20 }),
  }),
  merchandising: closed({
    is_featured: Flag,
    is_limited: Type.Boolean({ description: 'It has an end, or a limit per member' }),
    is_digital: Flag,
  }),
})
export type RewardSnapshot = Static<typeof RewardSnapshot>

/** When it happened, and on which device where it was the member’s own doing in the app. */
export const EventContext = closed({
  time: closed({
    timestamp_utc: Moment,
    timestamp_local: Type.String({ description: 'By the brand’s clock' }),
    day_of_week_local: Text,
    hour_of_day_local: Type.Integer({ minimum: 0, maximum: 23 }),
    is_weekend: Flag,
  }),
  device: Type.Object(
    {
      device_type: Nullable(Type.Enum(['phone', 'tablet', 'desktop'])),
      os: Nullable(Text),
      browser: Nullable(Text),
      user_agent: Nullable(Type.String({ maxLength: 400 })),
    },
    {
      additionalProperties: false,
      description: 'null: not the member’s own doing, or before the first session, as a newcomer’s claim is',
    },
  ),
  location: closed({
    ip_address: Nullable(
      Type.String({ description: 'Its network: /24 of IPv4, /48 of IPv6; null as above' }),
    ),
    geo_city: Type.Null({ description: 'No database of places is asked' }),
    geo_region: Type.Null(),
    geo_country: Type.Null(),
  }),
})
export type EventContext = Static<typeof EventContext>
