import Type, { type Static } from 'typebox'
import { Nullable, Uuid } from '../platform/http/schema.ts'
import { ExpectedVersion, Version } from '../platform/http/versions.ts'
import { Settings } from '../tenancy/index.ts'

const Points = Type.Integer({ minimum: 0 })
const LastDay = Type.String({
  description: 'The last day on which they can be used, in the brand’s calendar',
})

/** A member's points: what can be used and until when, what is on its way, what is owed. */
export const PointsStatement = Type.Object({
  balance: Points,
  owed: Type.Integer({ minimum: 0, description: 'Repaid first from what is earned next' }),
  held: Type.Array(
    Type.Object({
      points: Points,
      reason: Type.Enum(['settling', 'review']),
      settles_at: Nullable(Type.String()),
      since: Type.String(),
    }),
    { description: 'Points that are not in the balance yet, the oldest first' },
  ),
  lots: Type.Array(Type.Object({ points: Points, expires_on: Nullable(LastDay) }), {
    description: 'The balance by the day on which it expires, the soonest first',
  }),
  next_expiry: Nullable(Type.Object({ points: Points, expires_on: LastDay })),
  multiplier: Nullable(
    Type.Object(
      { factor: Type.Number(), until: Type.String() },
      { description: 'Won, and running for a time' },
    ),
  ),
})
export type PointsStatement = Static<typeof PointsStatement>

export const CurrentSettings = Type.Object({ version: Version, settings: Settings })

export const SettingsVersionView = Type.Object({
  version: Version,
  created_at: Type.String(),
  created_by: Nullable(Uuid),
  settings: Settings,
})

export const SettingsBody = Type.Object(
  {
    settings: Type.Partial(Settings, { additionalProperties: false }),
    expected_version: Type.Optional(ExpectedVersion),
  },
  { additionalProperties: false },
)
