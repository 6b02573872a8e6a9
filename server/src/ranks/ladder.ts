export interface Rank {
  key: string
  name: string
  /** Lifetime points from which a member holds it. */
  threshold: number
  multiplier_basis_points: number
}

/** Ranks in ascending order; the first has threshold 0. */
export type Ladder = [Rank, ...Rank[]]

export const DEFAULT_LADDER: Ladder = [
  { key: 'bronze', name: 'Bronze', threshold: 0, multiplier_basis_points: 10_000 },
  { key: 'silver', name: 'Silver', threshold: 5_000, multiplier_basis_points: 12_500 },
  { key: 'gold', name: 'Gold', threshold: 15_000, multiplier_basis_points: 15_000 },
  { key: 'platinum', name: 'Platinum', threshold: 40_000, multiplier_basis_points: 20_000 },
]

/** The highest rank whose threshold these lifetime points reach. */
export function rankFor(ladder: Ladder, lifetimePoints: number): Rank {
  return ladder.findLast(rank => rank.threshold <= lifetimePoints) ?? ladder[0]
}

/** The rank of this key, or the lowest when the ladder no longer has it. */
export function rankOf(ladder: Ladder, key: string): Rank {
  return ladder.find(rank => rank.key === key) ?? ladder[0]
}

/** The way to the next rank, or null at the top. `progress` runs from 0 to 1 between the two thresholds. */
export function wayToNextRank(ladder: Ladder, lifetimePoints: number) {
  const held = rankFor(ladder, lifetimePoints)
  const next = ladder[ladder.indexOf(held) + 1]
  if (!next) return null
  return {
    key: next.key,
    name: next.name,
    threshold: next.threshold,
    points_needed: next.threshold - lifetimePoints,
    progress: (lifetimePoints - held.threshold) / (next.threshold - held.threshold),
  }
}
