import {
  asText,
  type Identifiers,
  isObject,
  type Json,
  jsonBytes,
  type Operation,
  type Problem,
} from './operation.ts'

/** Reads one operation of the v2 API, a whole request or an item of a batch. */
export function readV2(value: unknown): Operation {
  const bytes = jsonBytes(value)
  if (!isObject(value)) return unreadable(value, bytes)
  const { identifiers, problems } = readIdentifiers(value.identifiers)
  if (value.type !== 'person')
    problems.unshift({ reason: 'invalid', field: 'type', message: 'type must be "person"' })
  if (value.id !== undefined && asText(value.id) === null) problems.push(badId)
  return {
    action: asText(value.action) ?? '',
    identifiers,
    name: asText(value.name),
    ulid: asText(value.id),
    timestamp: value.timestamp,
    attributes: value.attributes,
    bytes,
    payload: value,
    problems,
  }
}

/** Reads a v1 request that says all but the person in its body. */
export function readV1(action: string, person: string, body: Json, bytes: number): Operation {
  const isEvent = action === 'event'
  const { _timestamp, ...attributes } = body
  return {
    action,
    identifiers: identifiersFromPath(person),
    name: isEvent ? asText(body.name) : null,
    ulid: isEvent ? asText(body.id) : null,
    timestamp: isEvent ? body.timestamp : _timestamp,
    attributes: isEvent ? body.data : attributes,
    bytes,
    payload: body,
    problems: isEvent && body.id !== undefined && asText(body.id) === null ? [badId] : [],
  }
}

const badId: Problem = { reason: 'invalid', field: 'id', message: 'id must be a ULID' }

/** v1 tells the three kinds of identifier apart by how they look. */
function identifiersFromPath(person: string): Identifiers {
  if (person.startsWith('cio_')) return { cio_id: person.slice(4) }
  return person.includes('@') ? { email: person } : { id: person }
}

function readIdentifiers(value: unknown): { identifiers: Identifiers; problems: Problem[] } {
  if (!isObject(value))
    return {
      identifiers: {},
      problems: [{ reason: 'required', field: 'identifiers', message: 'identifiers is required' }],
    }
  const identifiers: Identifiers = {}
  for (const kind of ['id', 'email', 'cio_id'] as const) {
    const text = asText(value[kind])
    if (text !== null && text !== '') identifiers[kind] = text
  }
  if (Object.keys(value).length === 1 && Object.keys(identifiers).length === 1)
    return { identifiers, problems: [] }
  const message = 'identifiers must have exactly one of id, email and cio_id, and it must not be empty'
  return { identifiers, problems: [{ reason: 'invalid', field: 'identifiers', message }] }
}

function unreadable(value: unknown, bytes: number): Operation {
  return {
    action: '',
    identifiers: {},
    name: null,
    ulid: null,
    timestamp: undefined,
    attributes: undefined,
    bytes,
    payload: value,
    problems: [{ reason: 'invalid', field: 'batch', message: 'an operation must be an object' }],
  }
}
