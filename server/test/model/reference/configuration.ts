/** What a brand configures, as it is sent over the wire. Written down again here: the model shares nothing with the server. */
export interface Product {
  sku: string
  cents: number
  fixedPoints: number | null
  form: string
  strainType: string | null
  line: string | null
  tags: string[]
}

export type Expiry =
  | { policy: 'none' }
  | { policy: 'after_earning' | 'inactivity'; months: number; notice_days: number }

export interface Cap {
  per: 'member' | 'product'
  period: 'day' | 'week' | 'month' | 'all_time'
  points: number
}

export interface Settings {
  points_per_dollar: number
  multiplier_cap_basis_points: number
  second_scan_basis_points: number
  expiry: Expiry
  caps: Cap[]
  holds: { settle_after_hours: number; review_from_scan_of_day: number | null }
  referrals?: ReferralRules
  markets?: {
    default: MarketRules
    list: (MarketRules & { code: string; legal_age: number })[]
  }
  profile_fields?: { key: string; label: string; kind: 'choice'; required: boolean; choices: string[] }[]
}

interface MarketRules {
  gifts_allowed: boolean
  ships_to: boolean
}

export interface ReferralRules {
  enabled: boolean
  referrer_points: number
  friend_points: number
  monthly_cap: number
  members_per_address: number
  members_per_device: number
  doubtful: 'review' | 'reject'
  message: string
}

export interface RewardDefinition {
  name: string
  description: string
  tags: string[]
  kind: 'shipped' | 'digital'
  cost_points: number
  limit_per_member?: { times: number; period: 'day' | 'week' | 'month' | 'year' | 'all_time' }
  rank_key?: string
  achievement_key?: string
  available_from?: string
  available_until?: string
  featured: boolean
  active: boolean
}

export interface Rank {
  key: string
  name: string
  threshold: number
  multiplier_basis_points: number
  rewards?: { points: number }
}

export interface Ladder {
  ranks: Rank[]
  fall: { after_months: number; grace_days: number; notice_days: number } | null
}

export interface Filters {
  product_form?: string[]
  strain_type?: string[]
  product_line?: string[]
  tags?: string[]
  sku?: string[]
}

export type Metric =
  | 'scans'
  | 'points_earned'
  | 'distinct_products'
  | 'streak_weeks'
  | 'achievements_unlocked'
  | 'redemptions'
  | 'wishlist_items'
  | 'referrals_completed'

export interface Criteria {
  metric: Metric
  operator: 'at_least' | 'equals' | 'between' | 'in'
  value: number[]
  timeframe: 'all_time' | '7d' | '30d' | '90d' | 'month'
  product_filters?: Filters
}

export interface AchievementDefinition {
  name: string
  description: string
  criteria: Criteria
  repeat?: { every: 'day' | 'week' | 'month' | 'year' }
  rewards: { points: number; multiplier?: { basis_points: number; days: number } }
  visibility: { active: boolean; show_progress: boolean; hidden: boolean; from?: string; until?: string }
  personalization: { priority: number }
  metadata: { category: string; rarity: string }
}

export interface CampaignDefinition {
  name: string
  description: string
  from: string
  until: string
  effect: { multiplier_basis_points?: number; bonus_points?: number }
  when: { product_filters?: Filters; ranks?: string[]; weekdays?: string[]; birthday_month?: true }
  stacks: boolean
  priority: number
  first_n?: number
  budget_points?: number
  points_per_member?: number
}

/** Whether a product passes: a filter of several fields wants all of them, a field any of its values. */
export function passes(filters: Filters | undefined, product: Product): boolean {
  const wants: [string[] | undefined, (string | null)[]][] = [
    [filters?.product_form, [product.form]],
    [filters?.strain_type, [product.strainType]],
    [filters?.product_line, [product.line]],
    [filters?.sku, [product.sku]],
    [filters?.tags, product.tags],
  ]
  return wants.every(
    ([wanted, has]) => !wanted || has.some(value => value !== null && wanted.includes(value)),
  )
}
