import type { Achievement, PointsName } from '../../api/shapes.ts'
import { dayOf, lastBefore } from '../../words/days.ts'
import { formatDay, formatMultiplier, formatNumber, formatPoints } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'

/** "2 of 3 this month". */
export function progressWords({ progress, timeframe }: Achievement): string {
  const { value, target } = progress
  const counted = memberWords.achievements.progress(
    formatNumber(Math.min(value, target)),
    formatNumber(target),
  )
  return `${counted} ${memberWords.achievements.timeframe[timeframe]}`.trim()
}

/** "Unlocked May 4, 3 times so far". */
export function unlockedWords({ unlocked_at, times }: Achievement, now: Date): string {
  const day = memberWords.achievements.unlockedOn(formatDay(new Date(unlocked_at as string), now))
  return times > 1 ? `${day}, ${memberWords.achievements.unlockedTimes(formatNumber(times))}` : day
}

/** "250 points, ×1.5 on every scan for 7 days"; empty where unlocking is its own reward. */
export function rewardWords({ rewards }: Achievement, name: PointsName): string {
  const { points, multiplier, exclusive_access: access } = rewards
  return [
    points > 0 && formatPoints(points, name),
    multiplier && memberWords.result.timed(formatMultiplier(multiplier.factor), multiplier.days),
    access && memberWords.achievements.access(access.replaceAll('_', ' ')),
  ]
    .filter(Boolean)
    .join(', ')
}

/** How often, when it begins anew, and until when; empty for one that is always the same. */
export function timeWords({ unlocked_at, repeats, resets_on, until }: Achievement, now: Date): string {
  const { achievements } = memberWords
  const day = resets_on && formatDay(dayOf(resets_on), now)
  return [
    !unlocked_at && repeats && achievements.repeats[repeats],
    day && (unlocked_at ? achievements.again(day) : achievements.resets(day)),
    until && new Date(until) > now && achievements.until(lastBefore(new Date(until), now)),
  ]
    .filter(Boolean)
    .join(' ')
}
