import type { TSchema } from 'typebox'
import Value from 'typebox/value'
import type { FieldError } from './errors.ts'
import { UUID_PATTERN } from './id.ts'
import { ONE_LINE, ONE_LINE_NOT_BLANK } from './text-patterns.ts'

/** What is said of a field that the schema does not know: its name is the client's and stays out of the log. */
export const UNKNOWN_FIELD = 'is not a known field'

/** An error as Ajv and TypeBox report it. */
export interface SchemaError {
  keyword: string
  instancePath: string
  schemaPath: string
  params: object
  message?: string
}

/** What is wrong with a value, by the name of the field, such as `expiry.months`; `prefix` is put before each name. */
export function fieldErrors(schema: TSchema, value: unknown, prefix = ''): FieldError[] {
  return nameFields(Value.Errors(schema, value)).map(({ field, message }) => ({
    field: prefix && field ? `${prefix}.${field}` : prefix || field,
    message,
  }))
}

/** The same of errors that were found already, the first of them. The value itself has the name ''. */
export function nameFields(errors: readonly SchemaError[]): FieldError[] {
  let left = errors.slice(0, ERRORS_MAX)
  while (left.some(({ keyword }) => keyword === 'anyOf')) left = withoutOutermostUnion(left)
  return left.flatMap(nameField)
}

// A body may be wrong in as many places as it has bytes.
const ERRORS_MAX = 100

interface Params {
  additionalProperty?: string
  additionalProperties?: string[]
  missingProperty?: string
  requiredProperties?: string[]
  pattern?: string
  allowedValue?: unknown
  allowedValues?: unknown[]
}

/** What the patterns of many schemas mean, for people who read no patterns. */
const PATTERN_WORDS: Record<string, string> = {
  [UUID_PATTERN]: 'must be a UUID',
  '\\S': 'must not be blank',
  [ONE_LINE]: 'must be one line of text',
  [ONE_LINE_NOT_BLANK]: 'must be one line of text, and not blank',
}

function nameField(error: SchemaError): FieldError[] {
  const { keyword, instancePath, params } = error
  // TypeBox reports an unknown field twice, the second time as the schema `false`.
  if (keyword === 'boolean') return []
  const path = instancePath.slice(1).replaceAll('/', '.')
  const within = (name: string) => (path ? `${path}.${name}` : name)
  const { additionalProperty, additionalProperties, missingProperty, requiredProperties } = params as Params
  const unknown = additionalProperties ?? (additionalProperty === undefined ? [] : [additionalProperty])
  const missing = requiredProperties ?? (missingProperty === undefined ? [] : [missingProperty])
  if (unknown.length > 0) return unknown.map(name => ({ field: within(name), message: UNKNOWN_FIELD }))
  if (missing.length > 0) return missing.map(name => ({ field: within(name), message: 'is missing' }))
  return [{ field: path, message: messageOf(error) }]
}

function messageOf({ keyword, params, message = 'is not valid' }: SchemaError): string {
  const { pattern, allowedValue, allowedValues = [] } = params as Params
  switch (keyword) {
    case 'pattern':
      return PATTERN_WORDS[pattern ?? ''] ?? message
    case 'enum':
      return `must be one of ${[...new Set(allowedValues)].join(', ')}`
    case 'const':
      return `must be ${allowedValue}`
    default:
      return message
  }
}

/** A value that is none of several things is compared with the one that it is nearest to; the others say nothing. */
function withoutOutermostUnion(errors: readonly SchemaError[]): SchemaError[] {
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf')
  const union = unions.reduce((a, b) => (b.schemaPath.length < a.schemaPath.length ? b : a))
  const branchesPath = `${union.schemaPath.replace(/\/anyOf$/, '')}/anyOf/`
  const isInside = ({ schemaPath, instancePath }: SchemaError) =>
    schemaPath.startsWith(branchesPath) && isAtOrBelow(instancePath, union.instancePath)
  const branches = Map.groupBy(errors.filter(isInside), ({ schemaPath }) =>
    schemaPath.slice(branchesPath.length).replace(/\/.*/, ''),
  )
  const nearest = [...branches.values()].sort((a, b) => distance(a, union) - distance(b, union))[0] ?? []
  const rest = errors.filter(error => error !== union && !isInside(error))
  return [...rest, ...nearest.map(error => withChoices(error, errors.filter(isInside)))]
}

const isAtOrBelow = (path: string, top: string) => path === top || path.startsWith(`${top}/`)

const isChoice = ({ keyword }: SchemaError) => keyword === 'const' || keyword === 'enum'

/** A wrong kind of value, or a wrong word where a word tells the kinds apart, is far; a wrong detail is near. */
function distance(branch: SchemaError[], union: SchemaError): number {
  const isFar = (error: SchemaError) =>
    isChoice(error) || (error.keyword === 'type' && error.instancePath === union.instancePath)
  return branch.reduce((sum, error) => sum + (isFar(error) ? 100 : 1), 0)
}

/** Where no branch knows the word, the words of all are named. */
function withChoices(error: SchemaError, all: SchemaError[]): SchemaError {
  if (!isChoice(error)) return error
  const choices = all
    .filter(other => isChoice(other) && other.instancePath === error.instancePath)
    .flatMap(({ params }) => (params as Params).allowedValues ?? [(params as Params).allowedValue])
  return { ...error, keyword: 'enum', params: { allowedValues: choices } }
}
