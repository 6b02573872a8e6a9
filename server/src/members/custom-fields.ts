import type { FieldError } from '../platform/errors.ts'
import type { ProfileField } from '../tenancy/index.ts'

export type CustomValue = string | boolean
export type CustomValues = Record<string, CustomValue>

/** What a change of custom fields comes to: null takes a value away. */
export type CustomPatch = Record<string, CustomValue | null>

/**
 * The values after a change, or what is wrong with it, by the name of the field below `custom`. A change leaves no
 * required field empty; values of fields that the brand no longer has stay until they are taken away.
 */
export function changeCustom(
  fields: readonly ProfileField[],
  current: CustomValues,
  patch: CustomPatch,
): { values: CustomValues; errors: FieldError[] } {
  const values: CustomValues = { ...current }
  const errors: FieldError[] = []
  for (const [key, given] of Object.entries(patch)) {
    const field = fields.find(one => one.key === key)
    const value = typeof given === 'string' ? given.trim() : given
    // What a field that is gone has left behind may go as well.
    const isLeftover = value === null && key in current
    const wrong = isLeftover ? undefined : wrongWith(field, value)
    if (wrong) errors.push({ field: `custom.${key}`, message: wrong })
    else if (value === null || value === '') delete values[key]
    else values[key] = value
  }
  for (const { key, required } of fields) {
    const isEmpty = values[key] === undefined || values[key] === false
    if (required && isEmpty && !errors.some(({ field }) => field === `custom.${key}`)) {
      errors.push({ field: `custom.${key}`, message: 'is needed' })
    }
  }
  return { values, errors }
}

/** What is wrong with a value of a field, if anything is; null and an empty text take a value away. */
export function wrongWith(field: ProfileField | undefined, value: CustomValue | null): string | undefined {
  if (!field) return 'is not a field of this brand'
  if (value === null) return undefined
  if (field.kind === 'checkbox') return typeof value === 'boolean' ? undefined : 'must be true or false'
  if (typeof value !== 'string') return 'must be text'
  if (field.kind === 'choice') {
    const { choices = [] } = field
    return value === '' || choices.includes(value) ? undefined : `must be one of ${choices.join(', ')}`
  }
  return lengthOf(value) <= (field.max ?? 0) ? undefined : `must have at most ${field.max} characters`
}

/** Characters as a person counts them, more or less: an emoji of one code point is one. */
const lengthOf = (text: string) => [...text].length
