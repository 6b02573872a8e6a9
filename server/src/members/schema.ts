import Type, { type Static } from 'typebox'
import { Nullable, Uuid } from '../platform/http/schema.ts'
import { ONE_LINE, ONE_LINE_NOT_BLANK } from '../platform/text-patterns.ts'

export const Address = Type.Object(
  {
    line1: Type.String({ minLength: 1, maxLength: 120, pattern: ONE_LINE_NOT_BLANK }),
    line2: Type.Optional(Type.String({ maxLength: 120, pattern: ONE_LINE })),
    city: Type.String({ minLength: 1, maxLength: 80, pattern: ONE_LINE_NOT_BLANK }),
    state: Type.String({ minLength: 2, maxLength: 40, pattern: ONE_LINE }),
    postal_code: Type.String({ minLength: 3, maxLength: 12, pattern: ONE_LINE }),
    country: Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' }),
  },
  { additionalProperties: false },
)
export type Address = Static<typeof Address>

export const BookedAddress = Type.Object({
  id: Uuid,
  ...Address.properties,
  is_default: Type.Boolean({ description: 'Where parcels go unless told otherwise' }),
})
export type BookedAddress = Static<typeof BookedAddress>

export const AddressPatch = Type.Object(
  {
    ...Type.Partial(Address).properties,
    is_default: Type.Optional(
      Type.Literal(true, { description: 'It stops being the default when another one becomes it' }),
    ),
  },
  { additionalProperties: false, minProperties: 1 },
)
export type AddressPatch = Static<typeof AddressPatch>

export const PersonName = Type.String({ minLength: 1, maxLength: 80, pattern: ONE_LINE_NOT_BLANK })

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
  custom: Type.Record(Type.String(), Type.Union([Type.String(), Type.Boolean()]), {
    description: 'The brand’s own fields, by key; /api/config says which there are',
  }),
  redemption_held_until: Nullable(
    Type.String({ description: 'Nothing can be redeemed before: the e-mail was changed' }),
  ),
  address: Nullable(Address),
})
export type Me = Static<typeof Me>

export const MePatch = Type.Object(
  {
    first_name: Type.Optional(PersonName),
    last_name: Type.Optional(PersonName),
    marketing_consent: Type.Optional(Type.Boolean()),
    birth_month: Type.Optional(Type.Integer({ minimum: 1, maximum: 12, description: 'Can be set once' })),
    custom: Type.Optional(
      Type.Record(Type.String({ maxLength: 40 }), Type.Union([Type.String(), Type.Boolean(), Type.Null()]), {
        maxProperties: 40,
        description: 'Values of the brand’s own fields; null takes one away, those left out stay',
      }),
    ),
  },
  { additionalProperties: false, minProperties: 1 },
)
export type MePatch = Static<typeof MePatch>

export const ConsentView = Type.Object({
  id: Uuid,
  kind: Type.Enum(['age', 'terms', 'marketing']),
  granted: Type.Boolean(),
  source: Type.String({ description: 'claim, member, import or customer.io' }),
  text_version: Nullable(Type.String({ description: 'Of the text that was shown, where there is one' })),
  at: Type.String(),
})
