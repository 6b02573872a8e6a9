import Type, { type Static } from 'typebox'
import { Nullable } from '../platform/http/schema.ts'
import { SUGGESTION_KINDS } from '../tenancy/index.ts'

const Day = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'YYYY-MM-DD, of the brand’s calendar',
})

export const UpliftQuery = Type.Object(
  { from: Type.Optional(Day), until: Type.Optional(Day) },
  { additionalProperties: false },
)
export type UpliftQuery = Static<typeof UpliftQuery>

const Group = Type.Object({
  members: Type.Integer({ description: 'Who were shown any suggestion in the period' }),
  shown: Type.Integer({ description: 'Of them, who were shown this' }),
  done: Type.Integer({ description: 'Of these, who did it within the follow-up' }),
})

const COMPARISON = {
  personal: Group,
  hold_out: Group,
  uplift: Nullable(
    Type.Object(
      { difference: Type.Number(), low: Type.Number(), high: Type.Number() },
      {
        description:
          'done / shown, personal less hold-out, with its 95 % interval (Newcombe 1998, method 10); null where a group has nobody',
      },
    ),
  ),
}

export const UpliftView = Type.Object({
  from: Type.String(),
  until: Type.String({ description: 'Inclusive' }),
  follow_up_days: Type.Integer(),
  hold_out_percent: Type.Integer({ description: 'As it is set now' }),
  overall: Type.Object(COMPARISON, {
    description:
      'All who were shown anything, by whether they scanned: who is held out is drawn, so this is the effect',
  }),
  kinds: Type.Array(Type.Object({ kind: Type.Enum([...SUGGESTION_KINDS]), ...COMPARISON }), {
    description:
      'How well each kind was placed: personalisation chooses to whom it is shown, so this proves no effect',
  }),
})
export type UpliftView = Static<typeof UpliftView>
