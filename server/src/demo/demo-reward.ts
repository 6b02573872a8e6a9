import type { RewardDefinition } from '../rewards/index.ts'

/** A reward of a demo brand, and how many of it there are; of a digital one, so many voucher codes. */
export interface DemoReward {
  definition: RewardDefinition
  stock: number | null
}

type RewardInput = Pick<RewardDefinition, 'name' | 'description' | 'tags'> &
  Partial<RewardDefinition> & { cost: number; stock: number | null; seed: number; motif: string }

/** A shipped reward, unless it says otherwise; one point of its price is a cent of what it costs the brand. */
export function reward({ cost, stock, seed, motif, ...input }: RewardInput): DemoReward {
  const definition = { kind: 'shipped' as const, featured: false, active: true, ...input }
  return { definition: { ...definition, cost_points: cost, art: { seed, motif } }, stock }
}
