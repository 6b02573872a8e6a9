import { type Ladder, rankOf, wayToNextRank } from '../ranks/index.ts'

/** Where a member stands: what the home screen shows before anything personal. */
export interface Standing {
  balance: number
  lifetime_points: number
  scan_count: number
  rank: { key: string; name: string; multiplier: number }
  next_rank: { key: string; name: string; threshold: number; points_needed: number; progress: number } | null
}

interface MemberNumbers {
  points_balance: number
  lifetime_points: number
  scan_count: number
  rank_key: string
}

/**
 * A member's balance, rank and way to the next. A rank once held is kept: when the ladder has become steeper since,
 * the way begins at the held rank, with no progress yet.
 */
export function standingOf(member: MemberNumbers, ladder: Ladder): Standing {
  const held = rankOf(ladder, member.rank_key)
  const next = wayToNextRank(ladder, Math.max(member.lifetime_points, held.threshold))
  return {
    balance: member.points_balance,
    lifetime_points: member.lifetime_points,
    scan_count: member.scan_count,
    rank: { key: held.key, name: held.name, multiplier: held.multiplier_basis_points / 10_000 },
    next_rank: next && { ...next, points_needed: next.threshold - member.lifetime_points },
  }
}
