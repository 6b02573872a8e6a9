import Type, { type Static } from 'typebox'
import { Nullable, Uuid } from '../../platform/http/schema.ts'
import { CODES_MAX } from './create-codes.ts'

const Serial = Type.Integer({ minimum: 1, maximum: CODES_MAX })
const Reason = Type.String({ minLength: 3, maxLength: 300, pattern: '\\S' })
export const LotNumber = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })

export const CreateBatchBody = Type.Object(
  {
    client_op_id: Uuid,
    sku: Type.String({ minLength: 1, maxLength: 60 }),
    count: Type.Integer({ minimum: 1, maximum: CODES_MAX }),
    lot_number: Type.Optional(LotNumber),
    expires_at: Type.Optional(Type.String({ format: 'date-time' })),
    pin_digits: Type.Optional(
      Type.Integer({ minimum: 4, maximum: 6, description: 'Each pack gets a PIN for under a scratch-off' }),
    ),
  },
  { additionalProperties: false },
)
export type CreateBatchBody = Static<typeof CreateBatchBody>

export const BatchStarted = Type.Object({ batch_id: Uuid, run_id: Uuid })

const RANGE = {
  from_serial: Type.Optional(Serial),
  to_serial: Type.Optional(Serial),
}
export const ActivateBody = Type.Object(
  { ...RANGE, reason: Type.Optional(Reason) },
  { additionalProperties: false },
)
export const VoidBody = Type.Object({ ...RANGE, reason: Reason }, { additionalProperties: false })
export const ExpiryBody = Type.Object(
  { expires_at: Nullable(Type.String({ format: 'date-time' })), reason: Type.Optional(Reason) },
  { additionalProperties: false },
)

const Ranges = Type.Array(Type.Object({ from: Type.Integer(), to: Type.Integer() }))

export const BatchView = Type.Object({
  id: Uuid,
  sku: Type.String(),
  product_name: Type.String(),
  lot_number: Nullable(Type.String()),
  code_count: Type.Integer(),
  state: Type.Enum(['being_made', 'generated', 'active', 'void']),
  active_serials: Type.Array(Ranges.items, { description: 'Active although the batch is not' }),
  void_serials: Ranges,
  expires_at: Nullable(Type.String()),
  pin_digits: Nullable(Type.Integer()),
  codes: Type.Enum(['waiting', 'handed_out'], {
    description: 'Whether the plain codes can still be downloaded',
  }),
  run_id: Nullable(Uuid),
  recall_id: Nullable(Uuid),
  created_at: Type.String(),
  activated_at: Nullable(Type.String()),
  voided_at: Nullable(Type.String()),
  void_reason: Nullable(Type.String()),
  claimed: Type.Integer(),
  claim_rate: Type.Number({ description: 'Of all codes, from 0 to 1' }),
  first_claim_at: Nullable(Type.String()),
  last_claim_at: Nullable(Type.String()),
})
export type BatchView = Static<typeof BatchView>

export const BatchDetail = Type.Object({
  ...BatchView.properties,
  attempts: Type.Array(
    Type.Object({ verdict: Type.String(), attempts: Type.Integer(), people: Type.Integer() }),
    { description: 'Refused scans of its codes' },
  ),
  changes: Type.Array(
    Type.Object({
      at: Type.String(),
      change: Type.String(),
      from_serial: Nullable(Type.Integer()),
      to_serial: Nullable(Type.Integer()),
      expires_at: Nullable(Type.String()),
      reason: Nullable(Type.String()),
      changed_by: Nullable(Uuid),
    }),
    { description: 'The newest 100' },
  ),
})
export type BatchDetail = Static<typeof BatchDetail>

export const ChangedBatch = Type.Object({
  batch: BatchView,
  run_id: Type.Union([Uuid, Type.Null()], {
    description: 'Credits who tried these codes before they were active',
  }),
})

export const BatchAlert = Type.Object({
  batch_id: Uuid,
  sku: Type.String(),
  product_name: Type.String(),
  lot_number: Nullable(Type.String()),
  people: Type.Integer({ description: 'Who scanned packs of it that are not active' }),
  packs: Type.Integer(),
  first_at: Type.String(),
  last_at: Type.String(),
})
export type BatchAlert = Static<typeof BatchAlert>
