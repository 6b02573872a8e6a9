import type { Campaign } from './choose-campaigns.ts'
import type { AchievementDefinition, Ladder, Product, Rank, Settings } from './configuration.ts'
import { type Member, qualifying } from './member.ts'

/** An achievement with all its versions; the first is version 1. */
export interface Achievement {
  key: string
  versions: AchievementDefinition[]
  current: number
}

export type BatchState = 'generated' | 'active' | 'void'

export interface Code {
  batch: number
  product: Product
  state: 'free' | 'claimed' | 'void'
  claimedBy: string | null
  claimedIn: number | null
}

/** Everything that the model knows of a brand: plain values, changed in place. */
export interface Brand {
  zone: string
  now: number
  settings: Settings
  ladder: Ladder
  achievements: Achievement[]
  campaigns: Campaign[]
  members: Map<string, Member>
  batches: BatchState[]
  codes: Map<string, Code>
  /** How many actions there were: each gets the next number. */
  actions: number
}

export const currentOf = ({ versions, current }: Achievement): AchievementDefinition =>
  versions[current - 1] as AchievementDefinition

/** The highest rank whose threshold these points reach; the lowest also for fewer than none, after a fall and a return. */
export const rankFor = ({ ranks }: Ladder, points: number): Rank =>
  ranks.findLast(({ threshold }) => threshold <= points) ?? (ranks[0] as Rank)

/** The rank that a member holds; one that is no longer on the ladder is the one that the points reach. */
export const rankOf = ({ ladder }: Brand, member: Member): Rank =>
  ladder.ranks.find(({ key }) => key === member.rankKey) ?? rankFor(ladder, qualifying(member))
