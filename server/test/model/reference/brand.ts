import type { Campaign } from './choose-campaigns.ts'
import type { AchievementDefinition, Ladder, Product, Rank, Settings } from './configuration.ts'
import type { Dispute } from './disputes.ts'
import type { Referral } from './friends.ts'
import { type Member, qualifying } from './member.ts'
import type { Order, Reward } from './rewards.ts'

/** An achievement with all its versions; the first is version 1. */
export interface Achievement {
  key: string
  versions: AchievementDefinition[]
  current: number
}

export type BatchState = 'generated' | 'active' | 'void'

/** What holds for serials of a batch, or until when for all of them. */
export interface BatchRules {
  voidSerials: Set<number>
  activeSerials: Set<number>
  expiresAt: number | null
  isRecalled: boolean
}

export interface Code {
  batch: number
  serial: number
  /** Null where the pack has no PIN. */
  pin: { failures: number; lockedUntil: number | null } | null
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
  batchRules: BatchRules[]
  codes: Map<string, Code>
  rewards: Reward[]
  orders: Order[]
  referrals: Referral[]
  disputes: Dispute[]
  imports: number
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
