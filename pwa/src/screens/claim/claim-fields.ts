import type { Address, ClaimBody } from '../../api/shapes.ts'
import { words } from '../../words/index.ts'

export type AddressFields = { line1: string; line2: string; city: string; state: string; postal_code: string }

export type ClaimFields = AddressFields & {
  first_name: string
  last_name: string
  email: string
  referral_code: string
  age_confirmed: boolean
  terms_accepted: boolean
  marketing_consent: boolean
}

export type FieldErrors = Partial<Record<keyof ClaimFields, string>>

export const emptyClaim: ClaimFields = {
  first_name: '',
  last_name: '',
  email: '',
  referral_code: '',
  line1: '',
  line2: '',
  city: '',
  state: '',
  postal_code: '',
  age_confirmed: false,
  terms_accepted: false,
  marketing_consent: false,
}

/** What is wrong with one field, in words for the person filling it in; undefined when nothing is. */
export function fieldError(name: keyof ClaimFields, value: string | boolean): string | undefined {
  const { forms } = words
  if (name === 'line2' || name === 'referral_code' || name === 'marketing_consent') return undefined
  if (typeof value === 'boolean') return value ? undefined : forms.tick
  if (name === 'state') return value ? undefined : forms.state
  if (value.trim() === '') return forms.fill
  if (name === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(value.trim())) return forms.email
  if (name === 'postal_code' && !/^\d{5}(-\d{4})?$/.test(value.trim())) return forms.zip
  return undefined
}

/** Everything that is wrong with these fields, and nothing else. */
export function fieldErrors(fields: Partial<ClaimFields>): FieldErrors {
  const errors: FieldErrors = {}
  for (const [name, value] of Object.entries(fields) as [keyof ClaimFields, string | boolean][]) {
    const error = fieldError(name, value)
    if (error) errors[name] = error
  }
  return errors
}

/** The server names fields by their place in the body (`address.line1`); the form by their last word. */
export function errorsOfServer(errors: Record<string, string>): FieldErrors {
  return Object.fromEntries(
    Object.entries(errors).map(([field, message]) => [field.split(/[./]/).at(-1) ?? field, message]),
  )
}

/** The address as it is sent; US only, like the programme. */
export function addressOf(fields: AddressFields): Address {
  const line2 = fields.line2.trim()
  return {
    line1: fields.line1.trim(),
    ...(line2 ? { line2 } : {}),
    city: fields.city.trim(),
    state: fields.state,
    postal_code: fields.postal_code.trim(),
    country: 'US',
  }
}

/** The claim as it is sent; throws when the two confirmations are not there, which `fieldErrors` would have said. */
export function claimOf(code: string, clientOpId: string, fields: ClaimFields): ClaimBody {
  const { age_confirmed, terms_accepted } = fields
  const friend = fields.referral_code.trim()
  if (!age_confirmed || !terms_accepted) throw new Error('a claim needs both confirmations')
  return {
    client_op_id: clientOpId,
    code,
    first_name: fields.first_name.trim(),
    last_name: fields.last_name.trim(),
    email: fields.email.trim(),
    address: addressOf(fields),
    age_confirmed,
    terms_accepted,
    marketing_consent: fields.marketing_consent,
    ...(friend ? { referral_code: friend } : {}),
  }
}
