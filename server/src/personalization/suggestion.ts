import type { ProductView } from '../catalogue/index.ts'
import type { GoalProgress } from '../goals/index.ts'
import type { Day } from '../platform/calendar.ts'
import type { Rank } from '../ranks/index.ts'
import type { Brand, Settings } from '../tenancy/index.ts'
import type { Insight, Source } from './insight.ts'
import type { Offer } from './open-offers.ts'
import type { PlacedAchievement } from './order-achievements.ts'
import type { Standing } from './standing.ts'
import type { SuggestionName } from './suggestion-id.ts'

/** Points that end, through their last usable day. */
export interface Ending {
  points: number
  lastDay: Day
  /** Whether any activity keeps them. */
  keptByActivity: boolean
}

/** A reward that the member can have now. */
export interface Affordable {
  id: string
  name: string
  cost: number
}

/** What the rules look at. */
export interface SuggestionInput {
  brand: Pick<Brand, 'name' | 'settings'>
  standing: Standing
  today: Day
  /** The brand's days since the last scan; null before the first. */
  daysSinceScan: number | null
  /** In the order in which the member sees them. */
  achievements: readonly PlacedAchievement[]
  insight: Insight
  /** Something of what the member likes most, if the brand has it. */
  product: ProductView | null
  ending: Ending | null
  /** The last day of the rank that is held, and what comes after it, where it falls. */
  rankFall: { lastDay: Day; to: Rank } | null
  /** Campaigns from which a scan of this member gains today, the first to end first. */
  offers: readonly Offer[]
  goal: GoalProgress | null
  /** The most valuable of them first. */
  affordable: readonly Affordable[]
}

/** What a rule proposes, and what the insight says about its chance. */
export interface Candidate extends SuggestionName {
  title: string
  body: string
  /** Why the member sees it, in plain words. */
  reason: string
  action: { label: string; href: string }
  /** Who the prediction behind it comes from. */
  source: Source
  /** From 0 to 1. */
  signal: number
  /** The next best actions that it answers, in the words of Customer.io. */
  suits?: readonly string[]
}

/** Proposes what there is to propose of its kind, the best first. */
export type Rule = (input: SuggestionInput) => Candidate[]

export const SCAN = { label: 'Scan a pack', href: '/scan' }
export const REWARDS = { label: 'See the rewards', href: '/rewards' }

/** Such as "1 Leaf" or "1,200 Leaves". */
export function pointsWords(amount: number, { one, many }: Settings['points_name']): string {
  return `${amount.toLocaleString('en-US')} ${amount === 1 ? one : many}`
}
