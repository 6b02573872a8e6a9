import {
  type Address,
  type CustomValues,
  checkedAddress,
  type ImportedMember,
  normaliseEmail,
  wrongWith,
} from '../members/index.ts'
import { type FieldError, Problem } from '../platform/errors.ts'
import type { Column, CustomColumn, Header } from './columns.ts'

/** A member as a line of the file describes it. Dates are days, such as 2024-05-31. */
export interface ImportRow extends ImportedMember {
  line: number
  points: number
  lifetimePoints: number
}

export type ReadRow = { row: ImportRow } | { errors: FieldError[] }

const POINTS_MAX = 1_000_000_000
const EMAIL = /^[^\s@"<>(),;:\\]+@[^\s@"<>(),;:\\]+\.[^\s@"<>(),;:\\]{2,}$/
const YES = ['yes', 'true', '1', 'y']
const NO = ['no', 'false', '0', 'n', '']

/** Reads one line; pure. `today` is the brand's day: nobody joined or consented after it. */
export function readRow(header: Header, fields: string[], line: number, today: string): ReadRow {
  const errors: FieldError[] = []
  const wrong: Wrong = (field, message) => void errors.push({ field, message })
  const text = (column: Column, max: number) => textAt(column, header.positions[column], max)
  const textAt = (field: string, position: number | undefined, max: number): string | null => {
    const value = position === undefined ? '' : (fields[position] ?? '').trim()
    if (/\p{Cc}/u.test(value)) wrong(field, 'holds characters that are no text')
    else if ([...value].length > max) wrong(field, `must have at most ${max} characters`)
    else return value === '' ? null : value
    return null
  }
  const whole = (column: Column, max: number): number | null => {
    const value = text(column, 20)
    if (value === null) return null
    if (/^\d{1,12}$/.test(value) && Number(value) <= max) return Number(value)
    wrong(column, `must be a whole number from 0 to ${max}`)
    return null
  }
  const day = (column: Column): string | null => {
    const value = text(column, 10)
    if (value === null || (isDay(value) && value >= '1970-01-01' && value <= today)) return value
    wrong(column, 'must be a day that is over, such as 2024-05-31')
    return null
  }

  const email = text('email', 254)
  if (email === null) {
    if (errors.length === 0) wrong('email', 'is missing')
  } else if (!EMAIL.test(email)) wrong('email', 'is not an e-mail address')
  const points = whole('points', POINTS_MAX) ?? 0
  const lifetimePoints = whole('lifetime_points', POINTS_MAX) ?? points
  if (lifetimePoints < points) wrong('lifetime_points', 'must not be less than points')
  const consent = consentOf(text('marketing_consent', 10), day('consented_on'), wrong)
  const birthMonth = whole('birth_month', 12)
  if (birthMonth === 0) wrong('birth_month', 'must be from 1 to 12')
  const row: ImportRow = {
    line,
    email: normaliseEmail(email ?? ''),
    firstName: text('first_name', 80),
    lastName: text('last_name', 80),
    externalId: text('external_id', 100),
    joinedOn: day('joined_on'),
    ...consent,
    birthMonth,
    ageConfirmedOn: day('age_confirmed_on'),
    custom: customOf(header.custom, textAt, wrong),
    address: addressOf(text, wrong),
    points,
    lifetimePoints,
  }
  return errors.length > 0 ? { errors } : { row }
}

type Wrong = (field: string, message: string) => void

/** What a word says; undefined when it says neither. */
function yesOrNo(given: string): boolean | undefined {
  const word = given.toLowerCase()
  return YES.includes(word) || (NO.includes(word) ? false : undefined)
}

/** Consent without a day is none: it could not be shown when it is asked for. */
function consentOf(given: string | null, consentedOn: string | null, wrong: Wrong) {
  const answer = yesOrNo(given ?? '')
  if (answer === undefined) wrong('marketing_consent', 'must be yes or no')
  const consents = answer === true
  if (consents && consentedOn === null) wrong('consented_on', 'is needed where marketing_consent is yes')
  return { marketingConsent: consents, consentedOn: consents ? consentedOn : null }
}

function addressOf(text: (column: Column, max: number) => string | null, wrong: Wrong): Address | null {
  const line2 = text('line2', 120)
  const parts = {
    line1: text('line1', 120),
    city: text('city', 80),
    state: text('state', 40),
    postal_code: text('postal_code', 12),
  }
  const country = text('country', 2)?.toUpperCase() ?? null
  const given = Object.values(parts).filter(part => part !== null)
  if (given.length === 0) return null
  for (const [column, part] of Object.entries(parts)) {
    if (part === null) wrong(column as Column, 'is needed for an address')
  }
  if (given.length < Object.keys(parts).length) return null
  const address = {
    ...(parts as Omit<Address, 'country'>),
    country: country ?? 'US',
    ...(line2 ? { line2 } : {}),
  }
  try {
    return checkedAddress(address)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    for (const { field, message } of error.errors ?? []) wrong(field, message)
    return null
  }
}

const CUSTOM_CHARACTERS_MAX = 500

/** Values of the brand's own fields; what it requires may be missing, and the member is asked for it. */
function customOf(
  columns: CustomColumn[],
  textAt: (field: string, position: number, max: number) => string | null,
  wrong: Wrong,
): CustomValues {
  const values: CustomValues = {}
  for (const { field, position } of columns) {
    const name = `custom.${field.key}`
    const given = textAt(name, position, CUSTOM_CHARACTERS_MAX)
    if (given === null) continue
    const value = field.kind === 'checkbox' ? yesOrNo(given) : given
    const message = value === undefined ? 'must be yes or no' : wrongWith(field, value)
    if (message) wrong(name, message)
    else if (value !== undefined) values[field.key] = value
  }
  return values
}

/** A day that the calendar has. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
