import Type, { type Static } from 'typebox'
import { Nullable, Uuid } from '../platform/http/schema.ts'

export const Address = Type.Object(
  {
    line1: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
    line2: Type.Optional(Type.String({ maxLength: 120 })),
    city: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }),
    state: Type.String({ minLength: 2, maxLength: 40 }),
    postal_code: Type.String({ minLength: 3, maxLength: 12 }),
    country: Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' }),
  },
  { additionalProperties: false },
)
export type Address = Static<typeof Address>

export const PersonName = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' })

export const Me = Type.Object({
  id: Uuid,
  email: Nullable(Type.String()),
  first_name: Nullable(Type.String()),
  last_name: Nullable(Type.String()),
  created_at: Type.String(),
  confirmed: Type.Boolean(),
  marketing_consent: Type.Boolean(),
  marketing_consent_updated_at: Nullable(Type.String()),
  age_verified_at: Nullable(Type.String()),
  referral_code: Type.String(),
  birth_month: Nullable(Type.Integer({ description: '1 to 12; for what a brand gives in it' })),
  address: Nullable(Address),
})
export type Me = Static<typeof Me>

export const MePatch = Type.Object(
  {
    first_name: Type.Optional(PersonName),
    last_name: Type.Optional(PersonName),
    marketing_consent: Type.Optional(Type.Boolean()),
    birth_month: Type.Optional(Type.Integer({ minimum: 1, maximum: 12, description: 'Can be set once' })),
  },
  { additionalProperties: false, minProperties: 1 },
)
export type MePatch = Static<typeof MePatch>
