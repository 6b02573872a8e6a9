export interface Rank {
  key: string
  name: string
  /** Qualifying points from which a member holds it. */
  threshold: number
  multiplier_basis_points: number
  /** What holding it means, in words for members. */
  benefits?: string[]
  /** What reaching it for the first time gives. */
  rewards?: { points?: number }
}

/** When inactivity costs a rank: one step for each `after_months`, `grace_days` late. */
export interface Fall {
  after_months: number
  grace_days: number
  notice_days: number
}

/** Ranks in ascending order, the first with threshold 0; and whether they are lost again. */
export interface Ladder {
  ranks: [Rank, ...Rank[]]
  fall: Fall | null
}

export const DEFAULT_LADDER: Ladder = {
  ranks: [
    { key: 'bronze', name: 'Bronze', threshold: 0, multiplier_basis_points: 10_000 },
    { key: 'silver', name: 'Silver', threshold: 5_000, multiplier_basis_points: 12_500 },
    { key: 'gold', name: 'Gold', threshold: 15_000, multiplier_basis_points: 15_000 },
    { key: 'platinum', name: 'Platinum', threshold: 40_000, multiplier_basis_points: 20_000 },
  ],
  fall: null,
}

/** The points that count towards the rank: all ever earned, but for those that a fall has used up. */
export const qualifyingPoints = (member: { lifetime_points: number; rank_offset: number }): number =>
  member.lifetime_points - member.rank_offset

/** The highest rank whose threshold these qualifying points reach. */
export function rankFor({ ranks }: Ladder, points: number): Rank {
  return ranks.findLast(rank => rank.threshold <= points) ?? ranks[0]
}

/** The rank of this key, or the one that the qualifying points reach when the ladder no longer has it. */
export function rankOf(ladder: Ladder, key: string, points: number): Rank {
  return ladder.ranks.find(rank => rank.key === key) ?? rankFor(ladder, points)
}

/**
 * The way to the next rank, or null at the top. `progress` runs from 0 to 1 between the two thresholds. A rank once
 * held is kept when the ladder becomes steeper: the way then begins at the held rank, with no progress yet.
 */
export function wayToNextRank({ ranks }: Ladder, held: Rank, points: number) {
  const next = ranks.find(rank => rank.threshold > Math.max(points, held.threshold))
  if (!next) return null
  const start = ranks[ranks.indexOf(next) - 1] as Rank
  return {
    key: next.key,
    name: next.name,
    threshold: next.threshold,
    points_needed: next.threshold - points,
    progress: Math.max(0, points - start.threshold) / (next.threshold - start.threshold),
  }
}

/** The ranks above `from` up to `to` whose rewards are not among those given already, lowest first. */
export function ranksReached({ ranks }: Ladder, from: Rank, to: Rank, rewarded: readonly string[]): Rank[] {
  return ranks.filter(
    ({ key, threshold }) =>
      threshold > from.threshold && threshold <= to.threshold && !rewarded.includes(key),
  )
}
