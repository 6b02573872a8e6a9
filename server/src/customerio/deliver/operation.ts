/** One operation of the Track API, version 2, about a person. */
export interface Operation {
  type: 'person'
  action: 'identify' | 'event'
  identifiers: { id: string }
  name?: string
  id?: string
  /** Unix seconds. */
  timestamp: number
  attributes: Record<string, unknown>
}

export const OPERATION_BYTES_MAX = 32_000
export const BATCH_BYTES_MAX = 480_000
export const BATCH_OPERATIONS_MAX = 100

/** Bytes as they go over the wire. */
export const bytesOf = (operation: Operation): number => Buffer.byteLength(JSON.stringify(operation))

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
