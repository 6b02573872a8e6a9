import { type Achievement, counterOf } from '../achievements/index.ts'
import type { Brand } from '../tenancy/index.ts'
import { distanceWords, matchingAffinity, nextTarget } from './achievement-distance.ts'
import { affinityReason } from './explain-insight.ts'
import type { Insight } from './insight.ts'
import { ACHIEVEMENT_ORDER } from './weights.ts'

/** How far a member has come: values by counter, and when each achievement was unlocked. */
export interface AchievementStanding {
  counters: ReadonlyMap<string, number>
  unlocked: ReadonlyMap<string, Date>
}

export interface PlacedAchievement {
  achievement: Achievement
  progress: { value: number; target: number }
  unlocked_at: Date | null
  /** What is missing, in words; null where the brand hides progress or nothing is missing any more. */
  distance: string | null
  score: number
  reason: string
}

export interface OrderInput {
  brand: Pick<Brand, 'name' | 'settings'>
  achievements: Achievement[]
  standing: AchievementStanding
  insight: Insight
}

/**
 * The achievements that a member may see, in that member's own order, each with the reason for its place: open ones
 * by score, then unlocked ones, latest first. Hidden ones wait until they are unlocked; those that are switched off
 * or can no longer be reached are left out. The same input always gives the same order.
 */
export function orderAchievements(input: OrderInput): PlacedAchievement[] {
  const placed = input.achievements.map(achievement => {
    const unlockedAt = input.standing.unlocked.get(achievement.id)
    return unlockedAt ? placeUnlocked(achievement, unlockedAt) : placeOpen(achievement, input)
  })
  return placed.filter(item => item !== undefined).sort(compare)
}

function compare(a: PlacedAchievement, b: PlacedAchievement): number {
  if (!a.unlocked_at !== !b.unlocked_at) return a.unlocked_at ? 1 : -1
  const latest = (b.unlocked_at?.getTime() ?? 0) - (a.unlocked_at?.getTime() ?? 0)
  return latest || b.score - a.score || (a.achievement.key < b.achievement.key ? -1 : 1)
}

function placeUnlocked(achievement: Achievement, unlockedAt: Date): PlacedAchievement {
  const target = Math.max(...achievement.definition.criteria.value)
  return {
    achievement,
    progress: { value: target, target },
    unlocked_at: unlockedAt,
    distance: null,
    score: 0,
    reason: 'You have unlocked this one',
  }
}

function placeOpen(achievement: Achievement, input: OrderInput): PlacedAchievement | undefined {
  const { criteria, visibility } = achievement.definition
  const value = input.standing.counters.get(counterOf(criteria)) ?? 0
  const target = nextTarget(criteria, value)
  if (!visibility.active || visibility.hidden || target === null) return undefined
  const shown = visibility.show_progress ? Math.min(value, target) : 0
  const distance = visibility.show_progress
    ? distanceWords(criteria, Math.max(1, target - value), input.brand.settings.points_name)
    : null
  const contributions = contributionsOf(achievement, shown / target, distance, input)
  const strongest = contributions.reduce((best, next) => (next.weight > best.weight ? next : best))
  return {
    achievement,
    progress: { value: shown, target },
    unlocked_at: null,
    distance,
    score: contributions.reduce((sum, { weight }) => sum + weight, priorityOf(achievement)),
    reason:
      strongest.weight >= ACHIEVEMENT_ORDER.reason_from ? strongest.reason : `Picked by ${input.brand.name}`,
  }
}

/** Signals are whole thousandths, so that sums are exact and equal scores stay equal. */
const thousandths = (share: number) => Math.round(share * 1_000)

function priorityOf({ definition }: Achievement): number {
  return ACHIEVEMENT_ORDER.weights.priority * definition.personalization.priority * 10
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
  const { weights, difficulty } = ACHIEVEMENT_ORDER
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
