import Type, { type Static } from 'typebox'
import { Nullable, Uuid } from '../platform/http/schema.ts'
import { ExpectedVersion } from '../platform/http/versions.ts'
import { RewardDefinition } from './definition.ts'

const STOCK_MAX = 1_000_000_000
const Stock = Type.Integer({ minimum: 0, maximum: STOCK_MAX })
const Version = Type.Integer({ minimum: 1 })

/** A reward as operators see it. */
export const AdminRewardView = Type.Object({
  id: Uuid,
  version: Version,
  definition: RewardDefinition,
  remaining: Nullable(
    Type.Integer({ description: 'null: no end; of a digital one, vouchers not handed out' }),
  ),
  sold: Type.Integer({ description: 'Orders that were not cancelled' }),
  archived_at: Nullable(Type.String()),
  created_at: Type.String(),
  created_by: Nullable(Uuid),
})
export type AdminRewardView = Static<typeof AdminRewardView>

export const AdminRewardDetail = Type.Object({
  ...AdminRewardView.properties,
  versions: Type.Array(
    Type.Object({
      version: Version,
      definition: RewardDefinition,
      created_at: Type.String(),
      created_by: Nullable(Uuid),
    }),
    { description: 'The latest, newest first' },
  ),
})
export type AdminRewardDetail = Static<typeof AdminRewardDetail>

export const CreateRewardBody = Type.Object(
  {
    client_op_id: Uuid,
    definition: RewardDefinition,
    stock: Type.Optional(Nullable(Stock)),
  },
  { additionalProperties: false },
)

export const PublishRewardBody = Type.Object(
  { definition: RewardDefinition, expected_version: Type.Optional(ExpectedVersion) },
  { additionalProperties: false },
)

export const StockBody = Type.Object(
  {
    client_op_id: Uuid,
    set: Type.Optional(Nullable(Stock)),
    add: Type.Optional(Type.Integer({ minimum: -STOCK_MAX, maximum: STOCK_MAX })),
  },
  { additionalProperties: false, minProperties: 2, description: 'set (null: no end) or add' },
)

export const StockChanged = Type.Object({ remaining: Nullable(Type.Integer()) })

const VOUCHERS_MAX = 5_000

export const VouchersBody = Type.Object(
  {
    client_op_id: Uuid,
    codes: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: VOUCHERS_MAX }),
  },
  { additionalProperties: false },
)

export const VouchersImported = Type.Object({
  imported: Type.Integer(),
  already_known: Type.Integer({ description: 'Left out: they are or were in the pool' }),
  remaining: Type.Integer(),
})
