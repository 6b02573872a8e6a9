/** How far it is to something that costs points. */
export interface Way {
  points_needed: number
  /** From 0 to 1. */
  progress: number
  reached: boolean
}

/** How far a balance is from a cost. */
export const wayTo = (cost: number, balance: number): Way => ({
  points_needed: Math.max(0, cost - balance),
  progress: Math.min(1, Math.max(0, balance / cost)),
  reached: balance >= cost,
})

/** What a member earned lately, and in how many days. */
export interface Pace {
  points: number
  days: number
}

/** In how many days these points are there at a pace; null for somebody who stands still. */
export function daysAtPace(pointsNeeded: number, { points, days }: Pace): number | null {
  if (pointsNeeded === 0) return 0
  return points > 0 ? Math.ceil((pointsNeeded * days) / points) : null
}

/** How many friends bring these points; null where friends bring none. */
export function friendsFor(
  pointsNeeded: number,
  { enabled, referrer_points }: { enabled: boolean; referrer_points: number },
): number | null {
  return enabled && referrer_points > 0 ? Math.ceil(pointsNeeded / referrer_points) : null
}

const QUARTERS = 4

/** The quarter of the way (1 to 3) that a move from one balance to another has newly passed; null for none. */
export function quarterPassed(cost: number, before: number, after: number): number | null {
  const quarterOf = (balance: number) => Math.min(QUARTERS - 1, Math.floor((balance * QUARTERS) / cost))
  return quarterOf(after) > quarterOf(before) ? quarterOf(after) : null
}
