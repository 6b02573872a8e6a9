import { hashUnit } from '../random.ts'

/** What is remembered of one event for the predictions. */
export type Activity = {
  name: string
  at_ms: number
  product_form?: string
  strain_type?: string
  /** In the unit in which prices came; the lifetime value is in the same one. */
  spend: number
}

export type Predictions = {
  churn_probability: number
  engagement_score: number
  predicted_ltv: number
  purchase_probability: number
  product_affinity_scores: Record<string, number>
  recommended_segment: Segment
  next_best_action: NextBestAction
}

export const segments = ['dormant', 'at_risk', 'casual', 'loyal', 'champion'] as const
export type Segment = (typeof segments)[number]

export const nextBestActions = [
  'come_back',
  'finish_goal',
  'redeem_reward',
  'invite_friend',
  'scan_again',
] as const
export type NextBestAction = (typeof nextBestActions)[number]

export type InsightInput = {
  seed: number
  identifier: string
  activities: readonly Activity[]
  previousSegment: Segment | undefined
  now_ms: number
}

const DAY_MS = 86_400_000
const HALF_LIFE_DAYS = 30
const CHURN_DAYS = 21
const ENGAGED_AT_WEIGHT = 6
const SEGMENT_MARGIN = 0.05
/** The health, the mean of engagement and the chance to stay, from which each segment after the first begins. */
const segmentStarts = [0.2, 0.4, 0.65, 0.85]

const weights: Record<string, number> = {
  product_scanned: 1,
  gift_claimed: 1,
  reward_redeemed: 1,
  referral_converted: 1,
  wishlist_item_added: 0.5,
  goal_set: 0.5,
  referral_initiated: 0.5,
  user_session_started: 0.3,
  card_tapped: 0.2,
  // Not the person's own doing, so they say nothing about the person.
  insights_requested: 0,
  user_session_ended: 0,
  points_expiring: 0,
  order_shipped: 0,
  consent_changed: 0,
  card_shown: 0,
  card_dismissed: 0,
}
const OTHER_WEIGHT = 0.2

/**
 * Makes plausible predictions from what a person did: the same input always gives the same answer. They show
 * that the plumbing works and make no claim to be right.
 */
export function deriveInsight(input: InsightInput): Predictions {
  const { activities, now_ms } = input
  const decayed = activities.map(activity => weightOf(activity.name) * decay(now_ms - activity.at_ms))
  const frequency = decayed.reduce((sum, weight) => sum + weight, 0)
  const lean = (hashUnit(`${input.seed}:${input.identifier}`) - 0.5) * 0.06
  const engagement = share(1 - Math.exp(-frequency / ENGAGED_AT_WEIGHT) + lean)
  const churn = share(0.75 * lapsed(activities, now_ms) + 0.3 * (1 - engagement) - lean)
  return {
    churn_probability: churn,
    engagement_score: engagement,
    predicted_ltv: lifetimeValue(activities, frequency, churn),
    purchase_probability: share((1 - churn) * (0.3 + 0.6 * engagement)),
    product_affinity_scores: affinities(activities, decayed),
    recommended_segment: chooseSegment((engagement + 1 - churn) / 2, input.previousSegment),
    next_best_action: chooseAction(activities, churn, engagement, now_ms),
  }
}

/** The segment for a health of 0-1; the previous one is kept until its border is passed by a margin. */
export function chooseSegment(health: number, previous: Segment | undefined): Segment {
  const fresh = segmentStarts.filter(start => health >= start).length
  if (previous === undefined) return segments[fresh] as Segment
  const held = segments.indexOf(previous)
  const floor = held === 0 ? -Infinity : (segmentStarts[held - 1] as number) - SEGMENT_MARGIN
  const ceiling = (segmentStarts[held] ?? Infinity) + SEGMENT_MARGIN
  return health >= floor && health < ceiling ? previous : (segments[fresh] as Segment)
}

function weightOf(name: string): number {
  return weights[name] ?? OTHER_WEIGHT
}

function decay(age_ms: number): number {
  return 0.5 ** (Math.max(0, age_ms) / DAY_MS / HALF_LIFE_DAYS)
}

/** 0 for someone active this moment, towards 1 the longer they stay away. */
function lapsed(activities: readonly Activity[], now_ms: number): number {
  const own = activities.filter(activity => weightOf(activity.name) > 0)
  if (own.length === 0) return 1
  const last = own.reduce((latest, activity) => Math.max(latest, activity.at_ms), 0)
  return 1 - Math.exp(-Math.max(0, now_ms - last) / DAY_MS / CHURN_DAYS)
}

/** What was spent, and a year more of the usual amounts, as likely as the person is to stay. */
function lifetimeValue(activities: readonly Activity[], frequency: number, churn: number): number {
  const paid = activities.filter(activity => activity.spend > 0)
  const spent = paid.reduce((sum, activity) => sum + activity.spend, 0)
  const average = paid.length === 0 ? 0 : spent / paid.length
  return Math.round((spent + average * frequency * 4 * (1 - churn)) * 100) / 100
}

function affinities(activities: readonly Activity[], decayed: readonly number[]): Record<string, number> {
  const sums = new Map<string, number>()
  for (const [index, activity] of activities.entries())
    for (const label of [activity.product_form, activity.strain_type])
      if (label !== undefined) sums.set(label, (sums.get(label) ?? 0) + (decayed[index] ?? 0))
  const scores = [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, sum]) => [label, share(sum / (sum + 1))])
  return Object.fromEntries(scores)
}

function chooseAction(
  activities: readonly Activity[],
  churn: number,
  engagement: number,
  now_ms: number,
): NextBestAction {
  const lastOf = (...names: string[]) =>
    activities.reduce((last, { name, at_ms }) => (names.includes(name) ? Math.max(last, at_ms) : last), 0)
  if (churn > 0.6) return 'come_back'
  if (lastOf('goal_set', 'goal_progressed') > lastOf('goal_completed')) return 'finish_goal'
  if (lastOf('wishlist_item_added') > lastOf('reward_redeemed')) return 'redeem_reward'
  const invitedRecently = now_ms - lastOf('referral_initiated', 'referral_converted') < 30 * DAY_MS
  return engagement > 0.5 && !invitedRecently ? 'invite_friend' : 'scan_again'
}

function share(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000
}
