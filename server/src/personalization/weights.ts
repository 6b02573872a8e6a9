import type { Settings, SuggestionKind } from '../tenancy/index.ts'

// Everything that decides what a member sees first, as data. Shares run from 0 to 1.

/** The numbers in the formula of our own scores, which `local-scores.ts` spells out. */
export const LOCAL_SCORES = {
  recency_half_life_days: 21,
  engaged_scans_per_month: 3,
  engaged_spend: 200,
  engagement: { presence: 0.4, frequency: 0.4, spend: 0.2 },
  /** How much of the risk a frequent member is spared. */
  churn_spared_by_frequency: 0.4,
  purchase: { base: 0.3, engagement: 0.6 },
  come_back_from_churn: 0.6,
  /** The health, the mean of engagement and the chance to stay, from which each segment begins. */
  segments: [
    ['dormant', 0],
    ['at_risk', 0.2],
    ['casual', 0.4],
    ['loyal', 0.65],
    ['champion', 0.85],
  ],
} as const

/** What a full signal adds to an achievement's place; `priority` is the operator's own word. */
export const ACHIEVEMENT_ORDER = {
  weights: { priority: 4, nearness: 4, churn: 4, affinity: 3, engagement: 2 },
  /** How rare an achievement is, as the share of engagement that it suits. */
  difficulty: { common: 0, uncommon: 0.25, rare: 0.5, epic: 0.75, legendary: 1 },
  /** A signal that adds less than this (in thousandths, weighted) is not worth giving as the reason. */
  reason_from: 800,
} as const

export const SUGGESTIONS = {
  most_cards: 5,
  /** What a suggestion is worth by rule; predictions move it between a half and one and a half times that. */
  values: {
    first_scan: 100,
    second_scan: 90,
    points_expiring: 85,
    come_back: 80,
    rank_will_fall: 75,
    finish_goal: 72,
    affinity_product: 70,
    almost_unlocked: 70,
    birthday: 65,
    almost_promoted: 60,
    redeem_reward: 55,
    campaign_running: 50,
    scan_again: 40,
    invite_friends: 35,
  },
  next_best_action_percent: 150,
  /** What each day on which it was shown for nothing takes off its value, and what is left at the least. */
  tired_percent_a_day: 12,
  tired_least_percent: 40,
  /** How many days back a suggestion tires. */
  tired_days: 7,
  come_back_from_churn: 0.5,
  come_back_after_days: 45,
  affinity_from: 0.3,
  almost_unlocked_from: 0.5,
  almost_promoted_from: 0.5,
  /** An end further away than this is no reason to act today. */
  points_expiring_within_days: 30,
  rank_will_fall_within_days: 30,
} as const satisfies { values: Record<SuggestionKind, number>; [weight: string]: unknown }

/** The weights of a brand: its own where it has decided, else those above. */
export function weightsOf({ values, achievement_weights }: Settings['personalization']) {
  return {
    values: { ...SUGGESTIONS.values, ...values } satisfies Record<SuggestionKind, number>,
    achievements: { ...ACHIEVEMENT_ORDER.weights, ...achievement_weights },
  }
}
