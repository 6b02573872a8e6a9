import type { Obstacle } from './obstacles.ts'
import type { Reward } from './reward.ts'
import type { RewardView } from './schema.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

/** A reward as a member sees it, with what keeps the member from it. */
export function rewardView(reward: Reward, remaining: number | null, obstacles: Obstacle[]): RewardView {
  const { id, definition, from, until } = reward
  const { name, description, tags, kind, cost_points, featured, art } = definition
  return {
    id,
    name,
    description,
    art: art ?? { seed: Number.parseInt(id.slice(-6), 16), motif: 'grain' },
    tags,
    kind,
    cost_points,
    featured,
    remaining,
    limit_per_member: definition.limit_per_member ?? null,
    available_from: iso(from),
    available_until: iso(until),
    can_redeem: obstacles.length === 0,
    obstacles: obstacles.map(obstacle => ({ ...obstacle, at: iso(obstacle.at) })),
  }
}
