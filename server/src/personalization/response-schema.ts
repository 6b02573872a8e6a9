import Type, { type Static } from 'typebox'
import { Uuid } from '../platform/http/schema.ts'
import { SURFACES } from './log-responses.ts'
import { RESPONSES } from './standing-responses.ts'

export const SuggestionId = Type.String({
  minLength: 1,
  maxLength: 120,
  description: 'The id of a card or next best action',
})

export const RespondBody = Type.Object(
  { client_op_id: Uuid, response: Type.Enum([...RESPONSES]) },
  { additionalProperties: false },
)
export type RespondBody = Static<typeof RespondBody>

export const Responded = Type.Object({
  id: Type.String(),
  response: Type.Enum([...RESPONSES]),
  is_new: Type.Boolean({ description: 'False where the same was said today already' }),
})
export type Responded = Static<typeof Responded>

const CardObservation = Type.Object(
  {
    name: Type.Enum(['card_shown', 'card_tapped', 'card_dismissed']),
    id: SuggestionId,
    surface: Type.Optional(Type.Enum([...SURFACES], { description: 'Where; card unless told' })),
  },
  { additionalProperties: false },
)
const SessionStarted = Type.Object(
  { name: Type.Literal('user_session_started') },
  { additionalProperties: false },
)
const SessionEnded = Type.Object(
  {
    name: Type.Literal('user_session_ended'),
    duration_seconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 })),
  },
  { additionalProperties: false },
)

const Observation = Type.Union([CardObservation, SessionStarted, SessionEnded])
export type Observation = Static<typeof Observation>

export const ObservationsBody = Type.Object(
  { client_op_id: Uuid, events: Type.Array(Observation, { minItems: 1, maxItems: 50 }) },
  { additionalProperties: false },
)
export type ObservationsBody = Static<typeof ObservationsBody>

export const Observed = Type.Object({
  results: Type.Array(
    Type.Object({
      result: Type.Enum(['logged', 'repeated', 'unknown'], {
        description: 'repeated: logged today already; unknown: no suggestion of this member',
      }),
    }),
    { description: 'One for each event, in order' },
  ),
})
export type Observed = Static<typeof Observed>
