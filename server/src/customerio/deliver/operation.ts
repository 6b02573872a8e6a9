interface AboutPerson {
  type: 'person'
  identifiers: { id: string }
  name?: string
  id?: string
  /** Unix seconds. */
  timestamp: number
}

/** Says something about a person. */
export interface Telling extends AboutPerson {
  action: 'identify' | 'event'
  attributes: Record<string, unknown>
}

/** Has a person forgotten. */
export interface Removal extends AboutPerson {
  action: 'delete' | 'suppress'
  attributes?: never
}

/** One operation of the Track API, version 2, about a person. */
export type Operation = Telling | Removal

export const OPERATION_BYTES_MAX = 32_000
export const BATCH_BYTES_MAX = 480_000
export const BATCH_OPERATIONS_MAX = 100

/** Keys that mean something else to Customer.io (mail headers, internals) and must never leave. */
const isForbidden = (key: string) =>
  key === 'recipient' || key === 'from_address' || key === 'reply_to' || key.startsWith('_')

/** The value without forbidden keys, at any depth. */
export function withoutForbiddenKeys<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutForbiddenKeys) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isForbidden(key))
      .map(([key, inner]) => [key, withoutForbiddenKeys(inner)]),
  ) as T
}
