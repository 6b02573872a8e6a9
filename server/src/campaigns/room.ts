import type { Campaign } from './campaign.ts'

/** What a campaign has given to all members, with its limits as they stand in the locked row. */
export interface CampaignUsage {
  awards: number
  points: number
  budget_points: number | null
  first_n: number | null
}

/** What a campaign may still give; null for as much as it likes. */
export interface Room {
  points: number | null
  awards: number | null
}

/** The room that is left for all members together. */
export const roomLeft = (usage: CampaignUsage): Room => ({
  points: left(usage.budget_points, usage.points),
  awards: left(usage.first_n, usage.awards),
})

/**
 * The room for one member's scan. Budget and first-N are those of the locked row, since the definition may be a cached
 * one; `usage` is undefined for a campaign without them. `memberPoints` is what it gave this member so far.
 */
export function roomOf(campaign: Campaign, usage: CampaignUsage | undefined, memberPoints: number): Room {
  const shared = usage ? roomLeft(usage) : { points: null, awards: null }
  const own = left(campaign.pointsPerMember, memberPoints)
  return { points: least(shared.points, own), awards: shared.awards }
}

/** Whether nothing more can come of it, whatever is scanned. */
export const isUsedUp = ({ points, awards }: Room): boolean => points === 0 || awards === 0

const left = (limit: number | null, used: number): number | null =>
  limit === null ? null : Math.max(0, limit - used)

const least = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b))
