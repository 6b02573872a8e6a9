import { type Day, NEVER } from '../platform/calendar.ts'
import type { LotMoves } from './ledger.ts'

/** Points of a member that end with the same day. */
export interface Lot {
  expires_day: Day
  remaining: number
}

export interface LotChange {
  expires_day: Day
  points: number
}

/** What to take of which lot, the soonest to end first. Throws a RangeError when the lots hold less. */
export function takeFromLots(lots: readonly Lot[], amount: number): LotChange[] {
  const taken: LotChange[] = []
  let left = amount
  for (const { expires_day, remaining } of soonestFirst(lots)) {
    const points = Math.min(left, remaining)
    if (points > 0) taken.push({ expires_day, points })
    left -= points
  }
  if (left > 0) throw new RangeError(`${amount} points, of ${pointsIn(lots)} in lots`)
  return taken
}

/**
 * What becomes of the lots by all that an account did, netted: a day is among the credits or the debits, never in both,
 * so that one statement can write them. The lots need not be read where nothing is debited.
 */
export function settleLots(
  lots: readonly Lot[],
  moves: LotMoves,
): { credits: LotChange[]; debits: LotChange[] } {
  const net = new Map(moves.credits)
  if (moves.debit > 0) {
    const there = new Map(moves.credits)
    for (const { expires_day, remaining } of lots) {
      there.set(expires_day, (there.get(expires_day) ?? 0) + remaining)
    }
    const filled = [...there].map(([expires_day, remaining]) => ({ expires_day, remaining }))
    for (const { expires_day, points } of takeFromLots(filled, moves.debit)) {
      net.set(expires_day, (net.get(expires_day) ?? 0) - points)
    }
  }
  const changes = [...net].map(([expires_day, points]) => ({ expires_day, points }))
  return {
    credits: changes.filter(({ points }) => points > 0),
    debits: changes.filter(({ points }) => points < 0).map(change => ({ ...change, points: -change.points })),
  }
}

/** The lots whose last usable day is over. */
export const expiredLots = <L extends Lot>(lots: readonly L[], today: Day): L[] =>
  lots.filter(({ expires_day, remaining }) => expires_day < today && remaining > 0)

/** What ends next, and when; null when nothing does. */
export function nextExpiry(lots: readonly Lot[]): LotChange | null {
  const next = soonestFirst(lots).find(({ expires_day, remaining }) => expires_day !== NEVER && remaining > 0)
  return next ? { expires_day: next.expires_day, points: next.remaining } : null
}

/** All points in these lots: the balance. */
export const pointsIn = (lots: readonly Lot[]): number =>
  lots.reduce((sum, { remaining }) => sum + remaining, 0)

const soonestFirst = <L extends Lot>(lots: readonly L[]): L[] =>
  lots.toSorted((a, b) => a.expires_day - b.expires_day)
