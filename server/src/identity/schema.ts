import Type from 'typebox'
import { Me } from '../members/index.ts'

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
