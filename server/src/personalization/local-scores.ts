import { type Predictions, sortAffinities } from './insight.ts'
import { LOCAL_SCORES } from './weights.ts'

/** What our own scores are made of: counters that scans keep, never history. */
export interface MemberCounters {
  created_at: Date
  last_scan_at: Date | null
  last_session_at: Date | null
  scan_count: number
  lifetime_points: number
  /** By counter, such as `scans;product_form=edible`; those that only add up are numbers. */
  counters: Readonly<Record<string, unknown>>
}

const DAY_MS = 86_400_000
const MONTH_DAYS = 30

/**
 * A member's predictions from recency, frequency and spend, for while Customer.io is silent. With
 *   recency   = 0.5 ^ (days since last seen / 21)
 *   frequency = 1 - e ^ -(scans a month / 3)      spend = 1 - e ^ -(amount spent / 200)
 * they are
 *   churn      = (1 - recency) x (1 - 0.4 x frequency)
 *   engagement = recency x (0.4 + 0.4 x frequency + 0.2 x spend)
 *   purchase   = (1 - churn) x (0.3 + 0.6 x engagement)
 *   ltv        = spent + a year of the usual month x (1 - churn)
 * The amount spent is lifetime points at the brand's points per dollar, so bonuses make it a little generous.
 */
export function localScores(member: MemberCounters, pointsPerDollar: number, at: Date): Predictions {
  const { engagement: part, purchase } = LOCAL_SCORES
  const recency = 0.5 ** (daysSinceSeen(member, at) / LOCAL_SCORES.recency_half_life_days)
  const months = Math.max(1, daysBetween(member.created_at, at) / MONTH_DAYS)
  const frequency = 1 - Math.exp(-member.scan_count / months / LOCAL_SCORES.engaged_scans_per_month)
  const spent = pointsPerDollar > 0 ? member.lifetime_points / pointsPerDollar : 0
  const spend = 1 - Math.exp(-spent / LOCAL_SCORES.engaged_spend)

  const churn = share((1 - recency) * (1 - LOCAL_SCORES.churn_spared_by_frequency * frequency))
  const engagement = share(recency * (part.presence + part.frequency * frequency + part.spend * spend))
  return {
    churn_probability: churn,
    engagement_score: engagement,
    predicted_ltv: Math.round((spent + (spent / months) * 12 * (1 - churn)) * 100) / 100,
    purchase_probability: share((1 - churn) * (purchase.base + purchase.engagement * engagement)),
    product_affinity_scores: affinitiesOf(member),
    segment: segmentOf((engagement + 1 - churn) / 2),
    next_best_action: churn >= LOCAL_SCORES.come_back_from_churn ? 'come_back' : 'scan_again',
  }
}

function daysBetween(from: Date, to: Date): number {
  return Math.max(0, to.getTime() - from.getTime()) / DAY_MS
}

function daysSinceSeen({ created_at, last_scan_at, last_session_at }: MemberCounters, at: Date): number {
  const seen = [created_at, last_scan_at, last_session_at].filter(moment => moment !== null)
  return Math.min(...seen.map(moment => daysBetween(moment, at)))
}

const AFFINITY_COUNTER = /^scans;(?:product_form|strain_type)=([^|;]+)$/

/** The share of a member's scans that each form and strain type has, where an achievement happens to count them. */
function affinitiesOf({ counters, scan_count }: MemberCounters): Record<string, number> {
  const scores: Record<string, number> = {}
  for (const [counter, value] of Object.entries(counters)) {
    const name = AFFINITY_COUNTER.exec(counter)?.[1]
    if (name && typeof value === 'number') scores[name] = share(value / (scan_count + 1))
  }
  return sortAffinities(scores)
}

function segmentOf(health: number): string {
  const [name] = LOCAL_SCORES.segments.findLast(([, from]) => health >= from) ?? LOCAL_SCORES.segments[0]
  return name
}

function share(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1_000) / 1_000
}
