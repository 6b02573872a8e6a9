import Type, { type Static } from 'typebox'
import type { FieldError } from '../platform/errors.ts'

/** What a brand asks of its members besides what every brand does. */
export const ProfileField = Type.Object(
  {
    key: Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }),
    label: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }),
    kind: Type.Enum(['text', 'choice', 'checkbox']),
    /** A required text or choice is never empty again, a required checkbox is ticked. */
    required: Type.Boolean(),
    /** Of a text: the most characters that it may have. */
    max: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    choices: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }), { minItems: 1, maxItems: 50 }),
    ),
  },
  { additionalProperties: false },
)
export type ProfileField = Static<typeof ProfileField>

/** Words that Customer.io takes for headers of a mail; a leading underscore, as internals have, no key may have. */
const RESERVED = new Set(['recipient', 'from_address', 'reply_to'])

/** What is wrong with fields that are each well formed: two of one key, what a kind needs or must not have. */
export function profileFieldErrors(fields: readonly ProfileField[]): FieldError[] {
  return fields.flatMap((field, i) => {
    const first = fields.findIndex(({ key }) => key === field.key)
    const reserved = RESERVED.has(field.key)
      ? [{ field: 'key', message: 'means something else to Customer.io' }]
      : []
    const twice = first === i ? [] : [{ field: 'key', message: `is that of profile_fields.${first}` }]
    return [
      ...reserved,
      ...twice,
      ...needed(field, 'max', 'text'),
      ...needed(field, 'choices', 'choice'),
      ...repeated(field),
    ].map(error => ({ ...error, field: `settings.profile_fields.${i}.${error.field}` }))
  })
}

function needed(field: ProfileField, name: 'max' | 'choices', kind: ProfileField['kind']): FieldError[] {
  if ((field[name] !== undefined) === (field.kind === kind)) return []
  return [{ field: name, message: field.kind === kind ? 'is missing' : `is for a field of the kind ${kind}` }]
}

function repeated({ choices = [] }: ProfileField): FieldError[] {
  return new Set(choices).size === choices.length ? [] : [{ field: 'choices', message: 'has a choice twice' }]
}
