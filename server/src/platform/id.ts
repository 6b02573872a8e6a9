import { randomBytes } from 'node:crypto'

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const UUID_PATTERN = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$'

let lastMs = 0
let counter = 0
let pool = Buffer.alloc(0)
let offset = 0

function randomTail(): string {
  if (offset + 8 > pool.length) {
    pool = randomBytes(8 * 512)
    offset = 0
  }
  const tail = pool.toString('hex', offset, offset + 8)
  offset += 8
  return tail
}

/**
 * A UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, a 12-bit counter (method 1), 62 random bits.
 * Ids made by one process ascend, even within a millisecond.
 */
export function newId(at: Date): string {
  const ms = at.getTime()
  if (ms > lastMs) {
    lastMs = ms
    counter = 0
  } else if (++counter > 0xfff) {
    lastMs++
    counter = 0
  }
  const time = lastMs.toString(16).padStart(12, '0')
  const tail = randomTail()
  const variant = ((Number.parseInt(tail[0] as string, 16) & 0x3) | 0x8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${tail.slice(1, 4)}-${tail.slice(4)}`
}

/** The moment in a UUIDv7, in whole milliseconds. */
export function idTime(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16))
}

/** The same 128 bits as a ULID: what Customer.io knows an event by. */
export function toUlid(id: string): string {
  let bits = BigInt(`0x${id.replaceAll('-', '')}`)
  let text = ''
  for (let i = 0; i < 26; i++) {
    text = CROCKFORD[Number(bits & 31n)] + text
    bits >>= 5n
  }
  return text
}
