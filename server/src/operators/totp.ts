import { createHmac, randomBytes } from 'node:crypto'
import { sameBytes } from '../platform/keys.ts'

const STEP_SECONDS = 30
const DIGITS = 6
/** How far the clocks of a phone and a server may differ, in steps. */
const STEPS_OFF_MAX = 1
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A new secret of 160 bits in base32, as authenticator apps take it. */
export const newTotpSecret = (): string => encodeBase32(randomBytes(20))

/** What an authenticator app reads from a QR code. */
export function otpauthUri(secret: string, account: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`
}

export const stepOf = (at: Date): number => Math.floor(at.getTime() / 1_000 / STEP_SECONDS)

/** The code of a time step: RFC 6238 with SHA-1, 30 s and 6 digits, the one variant that every app knows. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', decodeBase32(secret)).update(counter).digest()
  const offset = (mac.at(-1) as number) & 0xf
  const number = mac.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** The time step that a code belongs to, this one or a neighbour; undefined when it is none of theirs. */
export function stepOfCode(secret: string, code: string, at: Date): number | undefined {
  const now = stepOf(at)
  const given = Buffer.from(code)
  for (let step = now - STEPS_OFF_MAX; step <= now + STEPS_OFF_MAX; step++) {
    if (sameBytes(given, Buffer.from(totpCode(secret, step)))) return step
  }
  return undefined
}

function encodeBase32(bytes: Buffer): string {
  const bits = [...bytes].map(byte => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) as string[]).map(five => BASE32[Number.parseInt(five, 2)]).join('')
}

function decodeBase32(text: string): Buffer {
  const bits = [...text].map(letter => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) as string[]).map(byte => Number.parseInt(byte, 2)))
}
