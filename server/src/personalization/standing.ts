import { type Ladder, qualifyingPoints, rankOf, wayToNextRank } from '../ranks/index.ts'

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
  rank_offset: number
  scan_count: number
  rank_key: string
}

/** A member's balance, rank and way to the next. */
export function standingOf(member: MemberNumbers, ladder: Ladder): Standing {
  const points = qualifyingPoints(member)
  const held = rankOf(ladder, member.rank_key, points)
  return {
    balance: member.points_balance,
    lifetime_points: member.lifetime_points,
    scan_count: member.scan_count,
    rank: { key: held.key, name: held.name, multiplier: held.multiplier_basis_points / 10_000 },
    next_rank: wayToNextRank(ladder, held, points),
  }
}
