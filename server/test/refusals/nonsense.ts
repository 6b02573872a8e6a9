import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import type { JsonSchema, Operation } from '../operations.ts'

const EVIL_TEXT = fc.constantFrom(
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff',
  '\u202e',
  '%00',
  '%',
  '%%%',
  '../../etc/passwd',
  "' or 1=1 --",
  '__proto__',
  'constructor',
  '$1',
  '{}',
  'null',
  'NaN',
  'İ',
  '𝒳'.repeat(40),
  'A'.repeat(5_000),
  '=1+1',
  '<script>',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '------------------------------------',
)
const EVIL_NUMBER = fc.constantFrom(-1, 0, 0.5, 1e21, 2 ** 53, -(2 ** 63), 2 ** 31, 1e308)
const anything = fc.oneof(
  EVIL_TEXT,
  EVIL_NUMBER,
  fc.constantFrom(null, true, false, [], {}, [[]]),
  fc.jsonValue({ maxDepth: 3 }),
)

/** A value that the schema would take, more or less: the deeper code is reached by requests that are nearly right. */
export function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  const variants = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined
  if (variants) return fc.oneof(...variants.map(fitting))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...(schema.enum as unknown[]))
  if (schema.type === 'object') return fittingObject(schema)
  if (schema.type === 'array') return fc.array(fitting((schema.items ?? {}) as JsonSchema), { maxLength: 3 })
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'integer' || schema.type === 'number')
    return fc.integer({ min: (schema.minimum as number) ?? 0, max: (schema.maximum as number) ?? 1_000 })
  if (schema.type === 'string') return fittingText(schema)
  return anything
}

function fittingText(schema: JsonSchema): fc.Arbitrary<string> {
  if (schema.pattern === '\\S')
    return fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }).map(text => `x${text}`)
  if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern as string))
  if (schema.format === 'email')
    return fc.emailAddress().map(email => email.slice(-(schema.maxLength as number)))
  if (schema.format === 'date-time')
    return fc.date({ noInvalidDate: true }).map(date => date.toISOString().replace(/^[+-]\d\d/, ''))
  return fc.string({
    unit: 'binary',
    minLength: (schema.minLength as number) ?? 0,
    maxLength: Math.min((schema.maxLength as number) ?? 30, 30),
  })
}

function fittingObject(schema: JsonSchema): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)
  const model = Object.fromEntries(properties.map(([name, inner]) => [name, fitting(inner)]))
  return fc.record(model, { requiredKeys: (schema.required as string[] | undefined) ?? [] })
}

/** The same with one thing wrong: a field replaced, taken away or added. */
function spoilt(schema: JsonSchema): fc.Arbitrary<unknown> {
  const names = Object.keys((schema.properties ?? {}) as object)
  const field = fc.oneof(
    fc.constantFrom(...names, '__proto__', 'constructor', 'toString'),
    fc.string({ unit: 'binary' }),
  )
  return fc.tuple(fitting(schema), field, anything, fc.boolean()).map(([value, name, other, remove]) => {
    if (typeof value !== 'object' || value === null) return other
    const entries = Object.entries(value).filter(([key]) => key !== name)
    return Object.fromEntries(remove ? entries : [...entries, [name, other]])
  })
}

const bodySchemaOf = ({ schema }: Operation) => schema.requestBody?.content['application/json']?.schema

const encodeQuery = (query: Record<string, unknown>) =>
  Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&')

/** Percent-encodes what can be, and lets through what cannot. */
function encode(value: unknown): string {
  try {
    return encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))
  } catch {
    return '%ED%A0%80'
  }
}

/** Requests of an operation from nearly right to senseless. */
export function nonsense(operation: Operation): fc.Arbitrary<InjectOptions> {
  const parameters = operation.schema.parameters ?? []
  const some = (schema: JsonSchema) =>
    fc.oneof({ arbitrary: fitting(schema), weight: 3 }, { arbitrary: anything, weight: 1 })
  const inPath = fc.record(
    Object.fromEntries(parameters.filter(p => p.in === 'path').map(p => [p.name, some(p.schema)])),
  )
  const inQuery = fc.record(
    Object.fromEntries([
      ...parameters.filter(p => p.in === 'query').map(p => [p.name, some(p.schema)]),
      ['extra', fc.option(EVIL_TEXT, { freq: 4, nil: undefined })],
    ]),
    { requiredKeys: [] },
  )
  const schema = bodySchemaOf(operation)
  const text = (arbitrary: fc.Arbitrary<unknown>) => arbitrary.map(value => JSON.stringify(value) ?? 'null')
  const body = schema
    ? fc.oneof(
        { arbitrary: text(fitting(schema)), weight: 3 },
        { arbitrary: text(spoilt(schema)), weight: 4 },
        { arbitrary: text(anything), weight: 1 },
        { arbitrary: fc.string({ unit: 'binary' }), weight: 1 },
      )
    : fc.oneof(fc.constant(undefined), text(anything))
  return fc.tuple(inPath, inQuery, body).map(([path, query, payload]) => ({
    method: operation.method,
    url: `${operation.path.replace(/\{(\w+)\}/g, (_, name) => encode((path as Record<string, unknown>)[name]) || '%20')}?${encodeQuery(query)}`,
    ...(payload === undefined || operation.method === 'GET'
      ? {}
      : { payload, headers: { 'content-type': 'application/json' } }),
  }))
}
