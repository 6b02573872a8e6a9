import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A fresh ULID of that moment. */
export function newUlid(now_ms: number): string {
  const random = BigInt(`0x${randomBytes(10).toString('hex')}`)
  let value = (BigInt(now_ms) << 80n) | random
  let text = ''
  for (let i = 0; i < 26; i++) {
    text = ALPHABET[Number(value & 31n)] + text
    value >>= 5n
  }
  return text
}
