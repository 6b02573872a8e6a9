import Type, { type Static, type TObject, type TProperties } from 'typebox'

const closed = <T extends TProperties>(properties: T): TObject<T> =>
  Type.Object(properties, { additionalProperties: false })

const LocalTime = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$',
  description: 'Wall clock in the brand’s time zone, such as 2026-12-01T00:00',
})
const KEY = '^[a-z0-9_]{1,60}$'

export const PERIODS = ['day', 'week', 'month', 'year', 'all_time'] as const

/** How often one member may have it, in periods of the brand's calendar. */
export const RewardLimit = closed({
  times: Type.Integer({ minimum: 1, maximum: 1_000 }),
  period: Type.Enum(PERIODS),
})
export type RewardLimit = Static<typeof RewardLimit>

/** What an operator configures; stored as an immutable version, which an order names. */
export const RewardDefinition = closed({
  name: Type.String({ minLength: 1, maxLength: 80 }),
  description: Type.String({ maxLength: 600 }),
  art: Type.Optional(
    closed({
      seed: Type.Integer({ minimum: 0, maximum: 4_294_967_295 }),
      motif: Type.String({ maxLength: 20 }),
    }),
  ),
  tags: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20, uniqueItems: true }),
  kind: Type.Enum(['shipped', 'digital'], {
    description: 'A parcel, or a voucher code of its pool; never changes',
  }),
  cost_points: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
  limit_per_member: Type.Optional(RewardLimit),
  rank_key: Type.Optional(
    Type.String({ minLength: 1, maxLength: 40, description: 'This rank, or a higher one' }),
  ),
  achievement_key: Type.Optional(Type.String({ pattern: KEY })),
  access_key: Type.Optional(
    Type.String({ pattern: KEY, description: 'What an achievement gives as exclusive_access' }),
  ),
  available_from: Type.Optional(LocalTime),
  /** Exclusive. */
  available_until: Type.Optional(LocalTime),
  featured: Type.Boolean(),
  fulfilment_notes: Type.Optional(Type.String({ maxLength: 1_000, description: 'Operators alone see them' })),
  active: Type.Boolean({ description: 'Shown, and can be redeemed' }),
})
export type RewardDefinition = Static<typeof RewardDefinition>
