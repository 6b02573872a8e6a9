import Type from 'typebox'
import { Uuid } from '../platform/http/schema.ts'

export const EraseBody = Type.Object(
  {
    client_op_id: Uuid,
    confirm: Type.Literal(true),
    code: Type.Optional(Type.String({ pattern: '^[0-9]{6}$', description: 'Of a sign-in mail' })),
  },
  { additionalProperties: false },
)

export const EraseForBody = Type.Object(
  {
    client_op_id: Uuid,
    confirm: Type.Literal(true),
    reason: Type.String({
      minLength: 3,
      maxLength: 300,
      pattern: '\\S',
      description: 'Kept in the audit for ever: nothing personal in it',
    }),
  },
  { additionalProperties: false },
)

export const Erased = Type.Object({ status: Type.Literal('erased') })
