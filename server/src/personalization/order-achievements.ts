import { type Achievement, type CompiledAchievements, progressOf, type Rule } from '../achievements/index.ts'
import type { Brand } from '../tenancy/index.ts'
import { distanceWords, matchingAffinity, nextTarget } from './achievement-distance.ts'
import { isDone, isOffered, type Now, resetsOn, type Unlocks } from './achievement-state.ts'
import { affinityReason } from './explain-insight.ts'
import type { Variant } from './hold-out.ts'
import type { Insight } from './insight.ts'
import { ACHIEVEMENT_ORDER, weightsOf } from './weights.ts'

/** How far a member has come: counters as they are kept, and what is unlocked, by achievement. */
export interface AchievementStanding {
  counters: Readonly<Record<string, unknown>>
  unlocked: ReadonlyMap<string, Unlocks>
}

export interface PlacedAchievement {
  achievement: Achievement
  rule: Rule
  progress: { value: number; target: number }
  /** When it was last unlocked; null while it is open, also where it is open again. */
  unlocked_at: Date | null
  times: number
  /** The day on which its progress begins anew or, once unlocked, the next chance comes. */
  resets_on: string | null
  /** What is missing, in words; null where the brand hides progress or nothing is missing any more. */
  distance: string | null
  score: number
  reason: string
}

export interface OrderInput {
  brand: Pick<Brand, 'name' | 'settings'>
  achievements: CompiledAchievements
  standing: AchievementStanding
  insight: Insight
  /** To those held out it is ordered by priority, then by key. */
  variant: Variant
  now: Now
}

/**
 * The achievements that a member may see, in that member's own order, each with the reason for its place: open ones
 * by score, then unlocked ones, latest first. Hidden ones wait until they are unlocked; those that are switched off,
 * not for this member, or can no longer be reached are left out. The same input always gives the same order.
 */
export function orderAchievements(input: OrderInput): PlacedAchievement[] {
  const placed = input.achievements.all.map(achievement => {
    const rule = input.achievements.ruleOf(achievement.id) as Rule
    const unlocks = input.standing.unlocked.get(achievement.id)
    const { now } = input
    if (unlocks && isDone(achievement, rule, { now, unlocks }))
      return placeDone(achievement, rule, unlocks, now)
    if (!isOffered(achievement, rule, { now, unlocks, insight: input.insight })) return undefined
    return placeOpen(achievement, rule, unlocks, input)
  })
  return placed.filter(item => item !== undefined).sort(compare)
}

function compare(a: PlacedAchievement, b: PlacedAchievement): number {
  if (!a.unlocked_at !== !b.unlocked_at) return a.unlocked_at ? 1 : -1
  const latest = (b.unlocked_at?.getTime() ?? 0) - (a.unlocked_at?.getTime() ?? 0)
  return latest || b.score - a.score || (a.achievement.key < b.achievement.key ? -1 : 1)
}

function placeDone(achievement: Achievement, rule: Rule, unlocks: Unlocks, now: Now): PlacedAchievement {
  const target = Math.max(...rule.criteria.value)
  return {
    achievement,
    rule,
    progress: { value: target, target },
    unlocked_at: unlocks.unlocked_at,
    times: unlocks.times,
    resets_on: resetsOn(achievement, rule, true, now),
    distance: null,
    score: 0,
    reason: 'You have unlocked this one',
  }
}

function placeOpen(
  achievement: Achievement,
  rule: Rule,
  unlocks: Unlocks | undefined,
  input: OrderInput,
): PlacedAchievement | undefined {
  const { criteria } = rule
  const { show_progress } = achievement.definition.visibility
  const value = progressOf(rule, input.standing.counters, input.now.day)
  const target = nextTarget(criteria, value)
  if (target === null) return undefined
  const shown = show_progress ? Math.min(value, target) : 0
  const distance = show_progress
    ? distanceWords(criteria, Math.max(1, target - value), input.brand.settings.points_name)
    : null
  const contributions =
    input.variant === 'hold_out' ? [] : contributionsOf(achievement, shown / target, distance, input)
  const strongest = contributions.reduce((best, next) => (next.weight > best.weight ? next : best), PLAIN)
  return {
    achievement,
    rule,
    progress: { value: shown, target },
    unlocked_at: null,
    times: unlocks?.times ?? 0,
    resets_on: resetsOn(achievement, rule, false, input.now),
    distance,
    score: contributions.reduce((sum, { weight }) => sum + weight, priorityOf(achievement, input)),
    reason:
      strongest.weight >= ACHIEVEMENT_ORDER.reason_from ? strongest.reason : `Picked by ${input.brand.name}`,
  }
}

/** Nothing but its priority speaks for it. */
const PLAIN = { weight: 0, reason: '' }

/** Signals are whole thousandths, so that sums are exact and equal scores stay equal. */
const thousandths = (share: number) => Math.round(share * 1_000)

const weightsFor = ({ brand }: OrderInput) => weightsOf(brand.settings.personalization).achievements

/** Where no weight is given to priorities, those held out still see their order. */
function priorityOf({ definition }: Achievement, input: OrderInput): number {
  const weight = input.variant === 'hold_out' ? 1 : weightsFor(input).priority
  return weight * definition.personalization.priority * 10
}

/** What moves an achievement from where its priority puts it, with the words for it. */
function contributionsOf(
  achievement: Achievement,
  nearness: number,
  distance: string | null,
  input: OrderInput,
) {
  const { criteria, personalization, metadata } = achievement.definition
  const { insight } = input
  const { difficulty } = ACHIEVEMENT_ORDER
  const weights = weightsFor(input)
  const liked = matchingAffinity(criteria, insight.product_affinity_scores)
  return [
    { weight: weights.nearness * thousandths(nearness), reason: `You are ${distance} away` },
    {
      weight:
        (weights.churn * thousandths(insight.churn_probability) * (personalization.churn_boost ?? 0)) / 100,
      reason: 'To welcome you back',
    },
    {
      weight: weights.affinity * thousandths(liked?.score ?? 0),
      reason: liked ? affinityReason(insight, liked.key) : '',
    },
    {
      weight: weights.engagement * thousandths(insight.engagement_score * difficulty[metadata.rarity]),
      reason: 'Because you are here often',
    },
  ]
}
