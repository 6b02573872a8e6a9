import type { Keys } from '../platform/keys.ts'

/** All that an entry says, and the hash of the one before it. */
export interface AuditEntry {
  brand_id: number
  seq: number
  id: string
  operator_id: string | null
  operator_name: string
  action: string
  subject: string
  before: unknown
  after: unknown
  request_id: string | null
  at: Date
  key_id: string
  previous_hash: Buffer
}

/** What stands where the first entry would name the one before it. */
export const FIRST_PREVIOUS = Buffer.alloc(32)

/** The hash of an entry, under the key that it names: HMAC-SHA-256 over its canonical form. */
export function entryHash(keys: Keys, entry: AuditEntry): Buffer {
  const { brand_id, seq, id, operator_id, operator_name, action, subject, before, after, request_id } = entry
  const said = { brand_id, seq, id, operator_id, operator_name, action, subject, before, after, request_id }
  const sealed = { ...said, at: entry.at.toISOString(), previous_hash: entry.previous_hash.toString('hex') }
  return keys.hmac('audit', canonical(sealed), entry.key_id)
}

/** JSON with its keys in order: jsonb gives them back in another one. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
