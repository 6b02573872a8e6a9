import Type from 'typebox'
import { Me } from '../members/index.ts'
import { Uuid } from '../platform/http/schema.ts'

export const AgeGateBody = Type.Object({ confirmed: Type.Literal(true) }, { additionalProperties: false })

export const LinkBody = Type.Object(
  { email: Type.String({ format: 'email', maxLength: 254 }) },
  { additionalProperties: false },
)

export const ConsumeBody = Type.Union([
  Type.Object({ token: Type.String({ minLength: 10, maxLength: 64 }) }, { additionalProperties: false }),
  Type.Object(
    { email: Type.String({ format: 'email', maxLength: 254 }), code: Type.String({ pattern: '^[0-9]{6}$' }) },
    { additionalProperties: false },
  ),
])

export const SignedIn = Type.Object({
  access_token: Type.String(),
  expires_in: Type.Integer({ description: 'Seconds' }),
  member: Me,
})

export const SessionView = Type.Object({
  id: Uuid,
  device: Type.String({ description: 'Such as Safari on iPhone' }),
  created_at: Type.String(),
  last_used_at: Type.String({ description: 'To about an hour: when its access was last renewed' }),
  current: Type.Boolean({ description: 'The one that asks' }),
})

export const EmailChangeBody = Type.Object(
  {
    client_op_id: Uuid,
    email: Type.String({ format: 'email', maxLength: 254 }),
    code: Type.Optional(Type.String({ pattern: '^[0-9]{6}$', description: 'Of a sign-in mail' })),
  },
  { additionalProperties: false },
)

export const LinkTokenBody = Type.Object(
  { token: Type.String({ minLength: 10, maxLength: 64 }) },
  { additionalProperties: false },
)
