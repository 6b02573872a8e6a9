import { newId } from '../../platform/id.ts'
import type { RewardDefinition } from '../definition.ts'
import { compileReward, type Reward } from '../reward.ts'

/** A reward as the catalogue has it. */
export const sampleReward = (
  definition: Partial<RewardDefinition> = {},
  more: Partial<Reward> = {},
): Reward => ({
  ...compileReward(
    {
      id: newId(new Date()),
      version: 1,
      archived_at: null,
      definition: {
        name: 'Grinder',
        description: '',
        tags: [],
        kind: 'shipped',
        cost_points: 400,
        featured: false,
        active: true,
        ...definition,
      },
    },
    'America/New_York',
  ),
  ...more,
})
