import type { AchievementDefinition } from '../achievements/index.ts'
import type { CampaignDefinition } from '../campaigns/index.ts'
import type { Ladder } from '../ranks/index.ts'
import type { CreateBrandInput, Settings } from '../tenancy/index.ts'
import type { DemoReward } from './demo-reward.ts'

/** The midnight that begins the day so many days after the brand is made, as a clock on its wall shows it. */
export type InDays = (days: number) => string

/** All that is invented about a demo brand; its products are in the JSON beside it. */
export interface DemoBrand extends Omit<CreateBrandInput, 'settings'> {
  settings: Partial<Settings> & Pick<Settings, 'theme'>
  ladder: Ladder
  achievements(inDays: InDays): Record<string, AchievementDefinition>
  campaigns(inDays: InDays): CampaignDefinition[]
  rewards: DemoReward[]
}

type AchievementInput = Pick<AchievementDefinition, 'name' | 'description' | 'rewards'> & {
  criteria: Pick<AchievementDefinition['criteria'], 'metric' | 'product_filters'>
  atLeast: number
  /** On the wall clock: from then on nothing unlocks it. */
  until?: string
  hidden?: boolean
  priority: number
  category: string
  rarity: AchievementDefinition['metadata']['rarity']
}

/** An achievement of no template, to be reached once by what is counted from the start. */
export function achievement(input: AchievementInput): AchievementDefinition {
  const { name, description, criteria, rewards, until, hidden = false } = input
  return {
    name,
    description,
    criteria: { ...criteria, operator: 'at_least', value: [input.atLeast], timeframe: 'all_time' },
    rewards,
    visibility: { active: true, show_progress: true, hidden, ...(until ? { until } : {}) },
    personalization: { priority: input.priority },
    metadata: { category: input.category, rarity: input.rarity },
  }
}
