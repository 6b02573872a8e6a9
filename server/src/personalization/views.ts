import { explainInsight } from './explain-insight.ts'
import type { Insight } from './insight.ts'
import type { PlacedAchievement } from './order-achievements.ts'
import type { AchievementView, InsightView } from './schema.ts'

export function achievementView({
  achievement: { id, key, definition },
  progress,
  unlocked_at,
  reason,
}: PlacedAchievement): AchievementView {
  return {
    id,
    key,
    name: definition.name,
    description: definition.description,
    category: definition.metadata.category,
    rarity: definition.metadata.rarity,
    progress,
    unlocked_at: unlocked_at?.toISOString() ?? null,
    points: definition.rewards.points,
    reason,
  }
}

export function insightView(insight: Insight): InsightView {
  const { given: _, computed_at, ...fields } = insight
  return { ...fields, computed_at: computed_at.toISOString(), explanation: explainInsight(insight) }
}
