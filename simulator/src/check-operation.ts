import type { Knobs } from './knobs/knobs.ts'
import {
  ATTRIBUTE_LIMIT,
  ATTRIBUTE_NAME_LIMIT_BYTES,
  ATTRIBUTE_VALUE_LIMIT_BYTES,
  EVENT_NAME_LIMIT_BYTES,
  IDENTIFIER_LIMIT_BYTES,
  OPERATION_LIMIT_KB,
} from './knobs/limits.ts'
import { isObject, jsonBytes, type Operation, type Problem } from './operation.ts'

const actions = new Set(['identify', 'event', 'delete', 'suppress', 'unsuppress'])

/** Crockford base32, and within the 128 bits that a ULID has. */
const ulid = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i

// Seconds with more digits than this are surely milliseconds, the commonest mistake with this field.
const LAST_SECOND = 9_999_999_999

/** Everything that is wrong with a Track operation, in the order in which it is looked at; none means good. */
export function checkOperation(operation: Operation, knobs: Knobs): Problem[] {
  const problems = [...operation.problems]
  const limit = OPERATION_LIMIT_KB * knobs.kb_bytes
  if (operation.bytes > limit)
    problems.push(
      problem('too_large', 'size', `an operation may have ${limit} bytes, this one has ${operation.bytes}`),
    )
  if (!actions.has(operation.action))
    problems.push(problem('invalid', 'action', `action must be one of ${[...actions].join(', ')}`))
  problems.push(...checkIdentifiers(operation), ...checkTimestamp(operation))
  if (operation.attributes !== undefined && operation.attributes !== null && !isObject(operation.attributes))
    problems.push(problem('invalid', 'attributes', 'attributes must be an object'))
  if (operation.action === 'event') problems.push(...checkEvent(operation, knobs))
  if (operation.action === 'identify') problems.push(...checkAttributes(operation.attributes))
  return knobs.several_errors ? problems : problems.slice(0, 1)
}

function problem(reason: string, field: string, message: string): Problem {
  return { reason, field, message }
}

function checkIdentifiers({ identifiers }: Operation): Problem[] {
  return Object.entries(identifiers)
    .filter(([, value]) => Buffer.byteLength(value) > IDENTIFIER_LIMIT_BYTES)
    .map(([kind]) =>
      problem('too_large', `identifiers.${kind}`, `an identifier may have ${IDENTIFIER_LIMIT_BYTES} bytes`),
    )
}

function checkTimestamp({ timestamp }: Operation): Problem[] {
  if (timestamp === undefined || timestamp === null) return []
  if (Number.isInteger(timestamp) && Number(timestamp) >= 0 && Number(timestamp) <= LAST_SECOND) return []
  return [problem('invalid', 'timestamp', 'timestamp must be whole Unix seconds')]
}

function checkEvent(operation: Operation, knobs: Knobs): Problem[] {
  const problems: Problem[] = []
  if (operation.name === null || operation.name === '')
    problems.push(problem('required', 'name', 'an event needs a name'))
  else if (Buffer.byteLength(operation.name) > EVENT_NAME_LIMIT_BYTES)
    problems.push(problem('too_large', 'name', `an event's name may have ${EVENT_NAME_LIMIT_BYTES} bytes`))
  if (operation.ulid !== null && knobs.bad_ulid === 'rejected' && !ulid.test(operation.ulid))
    problems.push(problem('invalid', 'id', 'id must be a ULID'))
  return problems
}

function checkAttributes(attributes: unknown): Problem[] {
  if (!isObject(attributes)) return []
  const entries = Object.entries(attributes)
  const problems: Problem[] = []
  if (entries.length > ATTRIBUTE_LIMIT)
    problems.push(problem('too_large', 'attributes', `a person may have ${ATTRIBUTE_LIMIT} attributes`))
  for (const [name, value] of entries) {
    if (Buffer.byteLength(name) > ATTRIBUTE_NAME_LIMIT_BYTES)
      problems.push(
        problem(
          'too_large',
          'attributes',
          `an attribute's name may have ${ATTRIBUTE_NAME_LIMIT_BYTES} bytes`,
        ),
      )
    const bytes = typeof value === 'string' ? Buffer.byteLength(value) : jsonBytes(value)
    if (bytes > ATTRIBUTE_VALUE_LIMIT_BYTES)
      problems.push(
        problem(
          'too_large',
          `attributes.${name.slice(0, 50)}`,
          `an attribute's value may have ${ATTRIBUTE_VALUE_LIMIT_BYTES} bytes, this one has ${bytes}`,
        ),
      )
  }
  return problems
}
