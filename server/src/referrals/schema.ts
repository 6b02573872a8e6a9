import Type, { type Static } from 'typebox'
import { Nullable, Page, PageQuery, Uuid } from '../platform/http/schema.ts'

export const OwnReferrals = Type.Object({
  enabled: Type.Boolean({ description: 'Whether new friends count' }),
  code: Type.String(),
  link: Type.String(),
  message: Type.String({
    description: 'What to send along: the brand’s words, what the friend gets, the link',
  }),
  bonus: Type.Object({
    referrer_points: Type.Integer(),
    friend_points: Type.Integer(),
    text: Type.String({ description: 'What both get, and when' }),
  }),
  completed: Type.Integer({ description: 'Friends who counted' }),
  this_month: Type.Object({ completed: Type.Integer(), limit: Type.Integer() }),
  friends: Page(
    Type.Object({
      name: Type.String({ description: 'First name and initial' }),
      state: Type.Enum(['pending', 'converted', 'rejected']),
      joined_at: Type.String(),
      points: Type.Integer({ description: 'What the member got for this friend' }),
    }),
  ),
})
export type OwnReferrals = Static<typeof OwnReferrals>

const Channel = Type.Enum(['link', 'message', 'mail', 'social', 'other'])

export const ShareBody = Type.Object(
  {
    client_op_id: Uuid,
    channel: Channel,
  },
  { additionalProperties: false },
)
export type ShareBody = Static<typeof ShareBody>

export const Shared = Type.Object({ channel: Channel })
export type Shared = Static<typeof Shared>

const STATES = ['pending', 'review', 'converted', 'rejected'] as const

export const ReferralQuery = Type.Object(
  { ...PageQuery.properties, state: Type.Optional(Type.Enum([...STATES])) },
  { additionalProperties: false },
)

export const ReferralView = Type.Object({
  id: Uuid,
  referrer_id: Uuid,
  friend_id: Uuid,
  state: Type.Enum([...STATES]),
  reasons: Type.Array(Type.Object({ code: Type.String(), text: Type.String() })),
  referrer_points: Type.Integer(),
  friend_points: Type.Integer(),
  created_at: Type.String(),
  decided_at: Nullable(Type.String()),
  decided_by: Nullable(Uuid),
})
export type ReferralView = Static<typeof ReferralView>

export const ReviewBody = Type.Object(
  { client_op_id: Uuid, note: Type.Optional(Type.String({ maxLength: 300 })) },
  { additionalProperties: false },
)

export const ReviewedReferral = Type.Object({
  id: Uuid,
  state: Type.Enum(['converted', 'rejected']),
  referrer_points: Type.Integer(),
  friend_points: Type.Integer(),
})
export type ReviewedReferral = Static<typeof ReviewedReferral>
