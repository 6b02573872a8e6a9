import Type, { type Static } from 'typebox'
import { type FieldError, invalid } from '../platform/errors.ts'
import { fieldErrors } from '../platform/field-errors.ts'
import { Nullable } from '../platform/http/schema.ts'
import type { Ladder } from './ladder.ts'

const RankDefinition = Type.Object(
  {
    key: Type.String({ pattern: '^[a-z0-9]([a-z0-9_]{0,38}[a-z0-9])?$' }),
    name: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
    threshold: Type.Integer({
      minimum: 0,
      maximum: 1_000_000_000,
      description: 'Qualifying points from which a member holds it; the first is 0',
    }),
    multiplier_basis_points: Type.Integer({
      minimum: 10_000,
      maximum: 100_000,
      description: 'What points of a scan are multiplied by; 10,000 is x1',
    }),
    benefits: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 120 }), {
        maxItems: 10,
        description: 'What holding it means, in words for members',
      }),
    ),
    rewards: Type.Optional(
      Type.Object(
        { points: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })) },
        { additionalProperties: false, description: 'What reaching it for the first time gives' },
      ),
    ),
  },
  { additionalProperties: false },
)

const FallPolicy = Type.Object(
  {
    after_months: Type.Integer({ minimum: 1, maximum: 60 }),
    grace_days: Type.Integer({ minimum: 0, maximum: 365 }),
    notice_days: Type.Integer({ minimum: 0, maximum: 90 }),
  },
  { additionalProperties: false, description: 'One step down for each so many months without activity' },
)

/** A ladder as operators write it: ranks in ascending order, and whether they are lost by inactivity. */
export const LadderDefinition = Type.Object(
  {
    ranks: Type.Array(RankDefinition, { minItems: 1, maxItems: 20 }),
    fall: Nullable(FallPolicy),
  },
  { additionalProperties: false },
)
export type LadderDefinition = Static<typeof LadderDefinition>

/** The ladder, if it is one. Throws a 400 Problem that names each bad field, such as `ranks.2.threshold`. */
export function checkLadder(definition: LadderDefinition): Ladder {
  const formErrors = fieldErrors(LadderDefinition, definition)
  const errors = formErrors.length > 0 ? formErrors : [...rankErrors(definition), ...noticeErrors(definition)]
  if (errors.length > 0) throw invalid(errors)
  return definition as Ladder
}

function rankErrors({ ranks }: LadderDefinition): FieldError[] {
  return ranks.flatMap(({ key, threshold }, i) => {
    const errors: FieldError[] = []
    const before = ranks[i - 1]
    if (ranks.findIndex(rank => rank.key === key) < i) {
      errors.push({ field: `ranks.${i}.key`, message: `${key} is the key of an earlier rank` })
    }
    if (!before && threshold !== 0) {
      errors.push({ field: 'ranks.0.threshold', message: 'must be 0: everybody has a rank' })
    }
    if (before && threshold <= before.threshold) {
      const message = `must be above ${before.threshold}, the threshold of ${before.name}`
      errors.push({ field: `ranks.${i}.threshold`, message })
    }
    return errors
  })
}

const DAYS_OF_SHORTEST_MONTH = 28

function noticeErrors({ fall }: LadderDefinition): FieldError[] {
  if (!fall || fall.notice_days < fall.after_months * DAYS_OF_SHORTEST_MONTH + fall.grace_days) return []
  return [{ field: 'fall.notice_days', message: 'must be fewer days than a rank is kept' }]
}
