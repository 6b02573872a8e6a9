import type { HoldRules } from '../tenancy/index.ts'
import type { LedgerReason } from './write.ts'

export type HoldReason = 'settling' | 'review'

/** An entry as it is made when the hold is released. */
export interface HeldEntry {
  amount: number
  reason: LedgerReason
  source: string
  rule: object
  countsForRank: boolean
}

/** Why the points of an action are held, and until when; `settles_at` is null where a review has to settle it. */
export interface Hold {
  reason: HoldReason
  detail: string | null
  settles_at: Date | null
}

const HOUR_MS = 3_600_000

/** Whether the points of a member's nth scan of the day are held. A review comes before settling by itself. */
export function holdFor(rules: HoldRules, scanOfDay: number, at: Date): Hold | null {
  const { settle_after_hours, review_from_scan_of_day } = rules
  if (review_from_scan_of_day !== null && scanOfDay >= review_from_scan_of_day) {
    return { reason: 'review', detail: `scan ${scanOfDay} of the day`, settles_at: null }
  }
  if (settle_after_hours === 0) return null
  const settles_at = new Date(at.getTime() + settle_after_hours * HOUR_MS)
  return { reason: 'settling', detail: null, settles_at }
}

/** The points that these entries will be. */
export const heldPoints = (entries: readonly HeldEntry[]): number =>
  entries.reduce((sum, { amount }) => sum + amount, 0)
