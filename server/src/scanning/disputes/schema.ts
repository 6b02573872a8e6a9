import Type, { type Static } from 'typebox'
import { Nullable, PageQuery, Uuid } from '../../platform/http/schema.ts'
import { CodeText } from '../schema.ts'

export const DISPUTE_STATES = ['open', 'moved', 'goodwill', 'refused', 'withdrawn'] as const
const State = Type.Enum(DISPUTE_STATES, {
  description:
    'Open; the code was moved to the member; points instead of it; refused; or the member left while it was open',
})
export type DisputeState = Static<typeof State>

export const DisputeBody = Type.Object(
  {
    client_op_id: Uuid,
    code: CodeText,
    message: Type.String({
      minLength: 1,
      maxLength: 500,
      pattern: '\\S',
      description: 'How one came by the pack, for who decides',
    }),
  },
  { additionalProperties: false },
)
export type DisputeBody = Static<typeof DisputeBody>

export const Disputed = Type.Object({ id: Uuid, state: Type.Literal('open'), serial: Type.Integer() })
export type Disputed = Static<typeof Disputed>

export const OwnDispute = Type.Object({
  id: Uuid,
  serial: Type.Integer(),
  message: Nullable(Type.String()),
  state: State,
  points: Nullable(Type.Integer({ description: 'What it gave: the pack’s points, or some instead of it' })),
  created_at: Type.String(),
  settled_at: Nullable(Type.String()),
})
export type OwnDispute = Static<typeof OwnDispute>

const Attempt = Type.Object({ at: Type.String(), verdict: Type.String(), member_id: Uuid })

/** What was known when the dispute was opened: ids, times and what two members have in common. Nothing personal. */
export const Evidence = Type.Object({
  claim: Type.Object({ member_id: Uuid, at: Type.String() }),
  seconds_from_claim_to_first_attempt: Type.Integer({
    description: 'Negative where who disputes it tried the code before it was claimed',
  }),
  attempts: Type.Array(Attempt, {
    description: 'Scans of this code that were refused, and returns; the first 100',
  }),
  batch: Type.Object({
    id: Uuid,
    serial: Type.Integer(),
    state: Type.Enum(['generated', 'active', 'void']),
    lot_number: Nullable(Type.String()),
    is_recalled: Type.Boolean(),
  }),
  product: Type.Object({ id: Uuid, sku: Type.String(), name: Type.String() }),
  claimant_packs_of_batch: Type.Integer({
    description: 'Packs of this batch that the claimant has, by the last 1,000 things that they did',
  }),
  shared: Type.Array(Type.Enum(['address', 'device', 'mailbox']), {
    description: 'What both have in common: they may be one person or household',
  }),
})
export type Evidence = Static<typeof Evidence>

export const DisputeQuery = Type.Object(
  { ...PageQuery.properties, state: Type.Optional(State) },
  { additionalProperties: false },
)

export const DisputeView = Type.Object({
  id: Uuid,
  state: State,
  member_id: Uuid,
  claimed_by: Uuid,
  batch_id: Uuid,
  serial: Type.Integer(),
  points: Nullable(Type.Integer()),
  created_at: Type.String(),
  settled_at: Nullable(Type.String()),
  settled_by: Nullable(Uuid),
})
export type DisputeView = Static<typeof DisputeView>

export const DisputeDetail = Type.Object({
  ...DisputeView.properties,
  message: Nullable(Type.String({ description: 'Gone when the member was erased' })),
  note: Nullable(Type.String()),
  evidence: Evidence,
  code_now: Type.Object({ state: Type.String(), claimed_by: Nullable(Uuid) }),
})
export type DisputeDetail = Static<typeof DisputeDetail>

export const SettleBody = Type.Object(
  {
    client_op_id: Uuid,
    award: Type.Enum(['move', 'goodwill', 'refuse'], {
      description: 'The code goes to who disputes it; points instead of it; or nothing',
    }),
    points: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100_000, description: 'With goodwill, and only there' }),
    ),
    note: Type.String({
      minLength: 3,
      maxLength: 500,
      pattern: '\\S',
      description: 'Why, for colleagues; the member finds it in the export of their data',
    }),
  },
  { additionalProperties: false },
)
export type SettleBody = Static<typeof SettleBody>

export const Settled = Type.Object({
  id: Uuid,
  state: Type.Enum(['moved', 'goodwill', 'refused']),
  points: Nullable(Type.Integer({ description: 'What the member got' })),
  claimant_points_taken: Nullable(Type.Integer({ description: 'Of a code that was moved' })),
  claimant_points_owed: Nullable(Type.Integer({ description: 'What the claimant’s balance lacked' })),
})
export type Settled = Static<typeof Settled>
