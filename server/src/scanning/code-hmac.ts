import type { Keys } from '../platform/keys.ts'

const STORED_BYTES = 16

/** What the database knows a code by: the first 128 bits of HMAC-SHA-256 over its canonical form, in hex. */
export function codeHmac(keys: Keys, code: string, keyId = keys.currentId): string {
  return keys.hmac('code', code, keyId).toString('hex', 0, STORED_BYTES)
}

/** The same under every key of the ring: a pack printed before a rotation still scans. */
export function codeHmacs(keys: Keys, code: string): string[] {
  return keys.ids.map(id => codeHmac(keys, code, id))
}
