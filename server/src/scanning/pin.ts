import { randomInt } from 'node:crypto'
import type { Keys } from '../platform/keys.ts'
import { codeHmac } from './code-hmac.ts'
import type { CodeState, ScanRequest, Verdict } from './state.ts'

/** Wrong PINs before a code is locked, and for how long: four digits last for three months of guessing. */
export const PIN_TRIES = 5
export const PIN_LOCKED_MS = 3_600_000

/** A new PIN of so many digits. */
export const randomPin = (digits: number): string => String(randomInt(10 ** digits)).padStart(digits, '0')

/** What the database knows a PIN by; `code` is in its canonical form, which never holds a slash. */
export const pinHmac = (keys: Keys, code: string, pin: string, keyId = keys.currentId): string =>
  codeHmac(keys, `${code}/${pin}`, keyId)

/** The same under every key of the ring. */
export const pinHmacs = (keys: Keys, code: string, pin: string): string[] =>
  keys.ids.map(id => pinHmac(keys, code, pin, id))

/**
 * Whether a code's PIN stands in the way, and the code as it is afterwards: another object where a wrong PIN was
 * counted. While it is locked no PIN is looked at, so that nothing is learnt from trying.
 */
export function judgePin(
  code: CodeState | undefined,
  { pin, at }: Pick<ScanRequest, 'pin' | 'at'>,
): { verdict: Verdict; code: CodeState } | null {
  if (!code?.pin_hmac || pin === 'proved') return null
  if (code.pin_locked_until && at < new Date(code.pin_locked_until)) return { verdict: 'pin_locked', code }
  if (pin === undefined) return { verdict: 'pin_required', code }
  // What is compared are HMACs: how long it takes says nothing about the PIN.
  if (pin.includes(code.pin_hmac)) return null
  const failures = code.pin_failures + 1
  const isLocked = failures >= PIN_TRIES
  return {
    verdict: 'pin_wrong',
    code: {
      ...code,
      pin_failures: isLocked ? 0 : failures,
      pin_locked_until: isLocked ? new Date(at.getTime() + PIN_LOCKED_MS).toISOString() : null,
    },
  }
}
