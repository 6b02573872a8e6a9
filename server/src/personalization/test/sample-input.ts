import { type AchievementDefinition, compileRule } from '../../achievements/index.ts'
import type { ProductView } from '../../catalogue/index.ts'
import { DEFAULT_LADDER } from '../../ranks/index.ts'
import { DEFAULT_SETTINGS } from '../../tenancy/index.ts'
import type { Insight } from '../insight.ts'
import type { PlacedAchievement } from '../order-achievements.ts'
import { standingOf } from '../standing.ts'
import type { SuggestionInput } from '../suggestion.ts'

export const SETTINGS = { ...DEFAULT_SETTINGS, points_name: { one: 'Leaf', many: 'Leaves' } }

/** 2 March 2026. */
export const TODAY = 20_514

export const LOCAL: Insight = {
  source: 'local',
  computed_at: new Date('2026-03-02T12:00:00Z'),
  stale: false,
  given: new Set(),
  churn_probability: 0,
  engagement_score: 0.5,
  predicted_ltv: 100,
  purchase_probability: 0.5,
  product_affinity_scores: {},
  segment: 'casual',
  next_best_action: '',
}

export const fromCustomerIo = (predictions: Partial<Insight>): Insight => ({
  ...LOCAL,
  ...predictions,
  source: 'customer.io',
  given: new Set(Object.keys(predictions) as never[]),
})

export const GUMMIES = { id: 'gummies', name: 'Plum gummies', points: 220 } as ProductView

/** An achievement with one scan of ten missing. */
export function nearAchievement(key = 'regular', value = 9): PlacedAchievement {
  const definition: AchievementDefinition = {
    name: 'Regular',
    description: 'Scan ten packs.',
    criteria: { metric: 'scans', operator: 'at_least', value: [10], timeframe: 'all_time' },
    rewards: { points: 500 },
    visibility: { active: true, show_progress: true, hidden: false },
    personalization: { priority: 50 },
    metadata: { category: 'loyalty', rarity: 'rare' },
  }
  const missing = 10 - value
  return {
    achievement: { id: key, key, version: 1, definition },
    rule: compileRule(definition, 'UTC'),
    progress: { value, target: 10 },
    unlocked_at: null,
    times: 0,
    resets_on: null,
    distance: `${missing} ${missing === 1 ? 'scan' : 'scans'}`,
    score: 0,
    reason: '',
  }
}

/** A member of Bronze with so many scans, a hundred points each, the last one yesterday; invitations are switched off. */
export function sampleInput(scans: number, changes: Partial<SuggestionInput> = {}): SuggestionInput {
  const member = {
    points_balance: scans * 100,
    lifetime_points: scans * 100,
    rank_offset: 0,
    scan_count: scans,
    rank_key: 'bronze',
  }
  const referrals = { ...SETTINGS.referrals, enabled: false }
  return {
    brand: { name: 'Fernwood', settings: { ...SETTINGS, referrals } },
    standing: standingOf(member, DEFAULT_LADDER),
    today: TODAY,
    daysSinceScan: scans > 0 ? 1 : null,
    achievements: [],
    insight: LOCAL,
    product: null,
    ending: null,
    rankFall: null,
    offers: [],
    goal: null,
    affordable: [],
    ...changes,
  }
}
