import { addMonths, type Day } from '../platform/calendar.ts'
import type { Ladder, Rank } from './ladder.ts'

/** The rank one step down, or null from the lowest. */
export function fallenRank({ ranks }: Ladder, held: Rank): Rank | null {
  return ranks.findLast(rank => rank.threshold < held.threshold) ?? null
}

/**
 * The last day on which a rank is kept without another scan or redemption: the first such day later than `after`, the
 * day of the last fall, because every further `after_months` of inactivity cost another step. Null where ranks do not
 * fall, and for the lowest.
 */
export function fallsAt(ladder: Ladder, held: Rank, lastActiveDay: Day, after = lastActiveDay): Day | null {
  if (!ladder.fall || !fallenRank(ladder, held)) return null
  const { after_months, grace_days } = ladder.fall
  // Counted from the last activity each time: month ends would make a day of its own of every step.
  for (let step = 1; ; step++) {
    const day = addMonths(lastActiveDay, step * after_months) + grace_days
    if (day > after) return day
  }
}
