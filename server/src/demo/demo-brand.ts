import type { AchievementDefinition } from '../achievements/index.ts'
import type { Ladder } from '../ranks/index.ts'
import type { CreateBrandInput, Settings } from '../tenancy/index.ts'

/** All that is invented about a demo brand; its products are in the JSON beside it. */
export interface DemoBrand extends Omit<CreateBrandInput, 'settings'> {
  settings: Partial<Settings> & Pick<Settings, 'theme'>
  ladder: Ladder
  achievements: Record<string, AchievementDefinition>
}

type AchievementInput = Pick<AchievementDefinition, 'name' | 'description'> & {
  metric: AchievementDefinition['criteria']['metric']
  atLeast: number
  forms?: string[]
  points: number
  badge: string
  priority: number
  category: string
  rarity: AchievementDefinition['metadata']['rarity']
}

/** An achievement that everybody sees and works towards from the start. */
export function achievement(input: AchievementInput): AchievementDefinition {
  return {
    name: input.name,
    description: input.description,
    criteria: {
      metric: input.metric,
      operator: 'at_least',
      value: [input.atLeast],
      timeframe: 'all_time',
      ...(input.forms ? { product_filters: { product_form: input.forms } } : {}),
    },
    rewards: { points: input.points, badge: input.badge },
    visibility: { active: true, show_progress: true, hidden: false },
    personalization: { priority: input.priority },
    metadata: { category: input.category, rarity: input.rarity },
  }
}
