import Type, { type Static } from 'typebox'
import { Nullable, Uuid } from '../platform/http/schema.ts'
import { RewardLimit } from './definition.ts'
import { OBSTACLES } from './obstacles.ts'

/** A reward as members see it. */
export const RewardView = Type.Object({
  id: Uuid,
  name: Type.String(),
  description: Type.String(),
  art: Type.Object({ seed: Type.Number(), motif: Type.String() }),
  tags: Type.Array(Type.String()),
  kind: Type.Enum(['shipped', 'digital']),
  cost_points: Type.Integer(),
  featured: Type.Boolean(),
  remaining: Nullable(Type.Integer({ description: 'How many are left; null: no end' })),
  limit_per_member: Nullable(RewardLimit),
  available_from: Nullable(Type.String()),
  available_until: Nullable(Type.String()),
  can_redeem: Type.Boolean(),
  obstacles: Type.Array(
    Type.Object({
      reason: Type.Enum(OBSTACLES),
      detail: Type.String({ description: 'The same in plain words' }),
      points_missing: Nullable(Type.Integer()),
      needed: Nullable(Type.String({ description: 'The rank or achievement that is needed, by name' })),
      at: Nullable(Type.String({ description: 'From when on it is another matter' })),
    }),
    { description: 'Why not; empty where it can be redeemed' },
  ),
})
export type RewardView = Static<typeof RewardView>
