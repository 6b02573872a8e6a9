import { explainInsight } from './explain-insight.ts'
import type { PlacedAchievement } from './order-achievements.ts'
import type { Personal } from './read-personal.ts'
import type { AchievementView, InsightView } from './schema.ts'

export function achievementView({
  achievement: { id, key, definition },
  rule,
  progress,
  unlocked_at,
  times,
  resets_on,
  reason,
}: PlacedAchievement): AchievementView {
  const { points, multiplier, badge = null, exclusive_access = null } = definition.rewards
  return {
    id,
    key,
    name: definition.name,
    description: definition.description,
    category: definition.metadata.category,
    rarity: definition.metadata.rarity,
    progress,
    shows_progress: definition.visibility.show_progress,
    timeframe: definition.criteria.timeframe,
    unlocked_at: unlocked_at?.toISOString() ?? null,
    times,
    repeats: rule.repeat,
    resets_on,
    until: rule.until?.toISOString() ?? null,
    points,
    rewards: {
      points,
      multiplier: multiplier ? { factor: multiplier.basis_points / 10_000, days: multiplier.days } : null,
      badge,
      exclusive_access,
    },
    reason,
  }
}

export function insightView({ insight, variant }: Pick<Personal, 'insight' | 'variant'>): InsightView {
  const { given: _, computed_at, ...fields } = insight
  return {
    ...fields,
    computed_at: computed_at.toISOString(),
    explanation: explainInsight(insight),
    variant,
  }
}
