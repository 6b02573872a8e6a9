import type { Code } from './brand.ts'

/** What somebody gives with a code. */
export type Pin = 'right' | 'wrong' | 'none'
export type PinVerdict = 'pin_required' | 'pin_wrong' | 'pin_locked'

const TRIES = 5
const LOCKED_MS = 3_600_000

/** Whether the PIN of a pack stands in the way. */
export function judgePin({ pin }: Code, given: Pin | 'proved', now: number): PinVerdict | null {
  if (!pin || given === 'proved') return null
  if (pin.lockedUntil !== null && now < pin.lockedUntil) return 'pin_locked'
  if (given === 'none') return 'pin_required'
  return given === 'wrong' ? 'pin_wrong' : null
}

/** A wrong PIN is counted; the fifth locks the code for an hour. */
export function countWrongPin({ pin }: Code, now: number): void {
  if (!pin) return
  const isLocked = pin.failures + 1 >= TRIES
  pin.failures = isLocked ? 0 : pin.failures + 1
  pin.lockedUntil = isLocked ? now + LOCKED_MS : null
}
