import Type, { type Static } from 'typebox'
import { Uuid } from '../../platform/http/schema.ts'
import { CEILING_MOST } from './pace-orders.ts'

const Time = Type.String({ format: 'date-time' })
const MaybeTime = Type.Union([Time, Type.Null()])
const MaybeText = Type.Union([Type.String(), Type.Null()])

export const OutboxView = Type.Object(
  {
    waiting: Type.Integer(),
    is_all: Type.Boolean({ description: 'Whether all that waits was counted; false where it is very much' }),
    oldest_waiting_at: MaybeTime,
    dead: Type.Integer(),
    oldest_dead_at: MaybeTime,
    requests_per_second: Type.Number(),
    ceiling: Type.Number(),
    failures: Type.Integer({ description: 'Requests in a row that came to nothing' }),
    breaker_open_until: MaybeTime,
    paused_at: MaybeTime,
    paused_because: MaybeText,
    last_trouble: MaybeText,
    last_trouble_at: MaybeTime,
    people_set_aside: Type.Integer(),
    lanes: Type.Array(
      Type.Object({
        lane: Type.Integer(),
        waiting: Type.Integer(),
        oldest_waiting_at: Time,
        failures: Type.Integer(),
        due_at: MaybeTime,
      }),
    ),
  },
  { $id: 'OutboxStatus' },
)

export const DeadLetterView = Type.Object(
  {
    id: Uuid,
    member_id: Uuid,
    name: Type.String(),
    occurred_at: Time,
    settled_at: Time,
    reason: Type.String(),
    field: Type.String(),
    message: Type.String(),
  },
  { $id: 'DeadLetter' },
)

export const DeadQuery = Type.Object({
  reason: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})

export const ReplayBody = Type.Object(
  {
    ids: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 500 })),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    all: Type.Optional(Type.Literal(true)),
    dry_run: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false, description: 'One of ids, reason and all.' },
)

export const Replay = Type.Object({
  run_id: Type.Union([Uuid, Type.Null()], { description: 'The run that does it; null of a dry run' }),
  events: Type.Integer(),
  by_reason: Type.Array(Type.Object({ reason: Type.String(), count: Type.Integer() })),
})

export const PauseBody = Type.Object(
  { because: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }) },
  { additionalProperties: false },
)

export const RateBody = Type.Object(
  { ceiling: Type.Integer({ minimum: 1, maximum: CEILING_MOST, description: 'Requests a second at most' }) },
  { additionalProperties: false },
)

export const Orders = Type.Object(
  { ceiling: Type.Number(), paused_at: MaybeTime, paused_because: MaybeText },
  { $id: 'OutboxOrders' },
)
export type Orders = Static<typeof Orders>
