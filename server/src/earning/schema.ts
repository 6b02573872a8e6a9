import Type, { type Static } from 'typebox'
import { Nullable, Uuid } from '../platform/http/schema.ts'

const Reason = Type.String({
  minLength: 3,
  maxLength: 300,
  pattern: '\\S',
  description: 'Kept in the ledger and the audit',
})

export const AdjustBody = Type.Object(
  {
    client_op_id: Uuid,
    points: Type.Integer({
      minimum: -100_000_000,
      maximum: 100_000_000,
      description: 'Positive gives, negative takes; never 0',
    }),
    reason: Reason,
    counts_for_rank: Type.Optional(
      Type.Boolean({ description: 'Whether lifetime points change as well; true if left out' }),
    ),
  },
  { additionalProperties: false },
)

export const Adjusted = Type.Object({
  action_id: Uuid,
  points: Type.Integer(),
  new_balance: Type.Integer(),
  points_owed: Type.Integer(),
  lifetime_points: Type.Integer(),
  rank: Type.String(),
  rank_changed: Type.Boolean(),
  achievements_unlocked: Type.Array(Type.String()),
})
export type Adjusted = Static<typeof Adjusted>

export const ReviewBody = Type.Object(
  { client_op_id: Uuid, note: Type.Optional(Type.String({ maxLength: 300 })) },
  { additionalProperties: false },
)

export const ReviewedHold = Type.Object({
  id: Uuid,
  state: Type.Enum(['released', 'rejected']),
  points: Type.Integer(),
  new_balance: Type.Integer(),
  rank: Type.String(),
})
export type ReviewedHold = Static<typeof ReviewedHold>

export const HoldView = Type.Object({
  id: Uuid,
  member_id: Uuid,
  points: Type.Integer(),
  reason: Type.Enum(['settling', 'review']),
  detail: Nullable(Type.String()),
  settles_at: Nullable(Type.String()),
  created_at: Type.String(),
})

export const MemberListItem = Type.Object({
  id: Uuid,
  email: Nullable(Type.String()),
  first_name: Nullable(Type.String()),
  last_name: Nullable(Type.String()),
  state: Type.String(),
  rank: Type.String(),
  points_balance: Type.Integer(),
  scan_count: Type.Integer(),
  last_active_at: Nullable(Type.String()),
  created_at: Type.String(),
})

export const MemberDetail = Type.Object({
  ...MemberListItem.properties,
  points_owed: Type.Integer(),
  points_held: Type.Integer(),
  points_spent: Type.Integer(),
  lifetime_points: Type.Integer(),
  birth_month: Nullable(Type.Integer()),
  email_bounced_at: Nullable(
    Type.String({ description: 'Mail to this address came back; cleared with another address' }),
  ),
  qualifying_points: Type.Integer({ description: 'What the rank is decided by' }),
  lots: Type.Array(Type.Object({ points: Type.Integer(), expires_on: Nullable(Type.String()) })),
  holds: Type.Array(HoldView),
  achievements: Type.Array(
    Type.Object({
      key: Type.String(),
      version: Type.Integer(),
      times: Type.Integer(),
      unlocked_at: Type.String(),
    }),
  ),
})

export const EntryView = Type.Object({
  seq: Type.Integer(),
  amount: Type.Integer(),
  owed_amount: Type.Integer(),
  lifetime_amount: Type.Integer(),
  balance_after: Type.Integer(),
  reason: Type.String(),
  source: Type.String({ description: 'What caused it, such as achievement:third_leaf' }),
  reverses: Nullable(Type.Integer({ description: 'The seq of the entry that it takes back' })),
  action_id: Uuid,
  rule: Type.Unknown({ description: 'The rule with its versions, as it was applied' }),
  created_at: Type.String(),
})

export const RunView = Type.Object({
  id: Uuid,
  kind: Type.String(),
  subject: Type.String(),
  state: Type.Enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  done: Type.Integer(),
  total: Nullable(Type.Integer()),
  result: Type.Unknown(),
  failure: Nullable(Type.String()),
  created_at: Type.String(),
  updated_at: Type.String(),
})

export const RunStarted = Type.Object({ run_id: Uuid })
