import { type Achievement, nextPeriodOn, periodOf, type Rule, type Standing } from '../achievements/index.ts'
import { type Day, firstDayOfMonth, isoDate, monthOf } from '../platform/calendar.ts'
import { matchingAffinity } from './achievement-distance.ts'
import type { Insight } from './insight.ts'

/** How often a member has unlocked an achievement, and when last. */
export interface Unlocks extends Standing {
  unlocked_at: Date
}

export interface Now {
  at: Date
  day: Day
}

/** Whether an achievement can be unlocked now. */
function isRunning({ definition }: Achievement, { from, until }: Rule, { at }: Now): boolean {
  return definition.visibility.active && (!from || at >= from) && (!until || at < until)
}

/** Whether an achievement is something to work towards for this member, who may not even know of it otherwise. */
export function isOffered(
  achievement: Achievement,
  rule: Rule,
  { now, insight, unlocks }: { now: Now; insight: Insight; unlocks: Unlocks | undefined },
): boolean {
  if (!isRunning(achievement, rule, now)) return false
  if (unlocks) return true
  const { visibility, personalization } = achievement.definition
  const { affinity_min = 0, engagement_min = 0 } = personalization
  const affinity = matchingAffinity(rule.criteria, insight.product_affinity_scores)?.score ?? 0
  return !visibility.hidden && affinity >= affinity_min && insight.engagement_score >= engagement_min
}

/** Whether an achievement is done: for good, in this period, or because there will be no other. */
export function isDone(
  achievement: Achievement,
  rule: Rule,
  { now, unlocks }: { now: Now; unlocks: Unlocks },
): boolean {
  const isThisPeriod = unlocks.period === periodOf(rule.repeat, now.day)
  return rule.repeat === null || isThisPeriod || !isRunning(achievement, rule, now)
}

/** The day on which it begins anew: the progress of this month or, once done, the next chance. */
export function resetsOn(achievement: Achievement, rule: Rule, isOver: boolean, now: Now): string | null {
  if (!isRunning(achievement, rule, now)) return null
  if (isOver) return rule.repeat && isoDate(nextPeriodOn(rule.repeat, now.day))
  return rule.window === 'month' ? isoDate(firstDayOfMonth(monthOf(now.day) + 1)) : null
}
