import Type, { type Static } from 'typebox'
import { Nullable, Uuid } from '../../platform/http/schema.ts'
import { LotNumber } from '../batches/schema.ts'

const MADE_GOOD = ['keep_points', 'hold', 'bonus'] as const

export const RecallBody = Type.Object(
  {
    client_op_id: Uuid,
    batch_ids: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 100 })),
    lot_number: Type.Optional(LotNumber),
    reason: Type.String({
      minLength: 3,
      maxLength: 300,
      pattern: '\\S',
      description: 'As those who scanned a pack read it',
    }),
    made_good: Type.Enum(MADE_GOOD, {
      description: 'What becomes of the points: kept, held for a review, or kept with a bonus',
    }),
    bonus_points: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  },
  { additionalProperties: false },
)
export type RecallBody = Static<typeof RecallBody>

export const RecallStarted = Type.Object({
  recall_id: Uuid,
  run_id: Uuid,
  batch_ids: Type.Array(Uuid),
})

export const RecallView = Type.Object({
  id: Uuid,
  lot_number: Nullable(Type.String()),
  batch_ids: Type.Array(Uuid),
  reason: Type.String(),
  made_good: Type.Enum(MADE_GOOD),
  bonus_points: Nullable(Type.Integer()),
  run_id: Uuid,
  state: Type.String({ description: 'Of the run that notifies' }),
  packs: Type.Integer({ description: 'Claimed packs that are done' }),
  created_at: Type.String(),
  created_by: Uuid,
})
export type RecallView = Static<typeof RecallView>
