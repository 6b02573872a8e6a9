import type { Obstacle, PointsName, Reward } from '../../api/shapes.ts'
import type { Fact } from '../../parts/fact-list.tsx'
import { lastBefore } from '../../words/days.ts'
import { formatDay, formatNumber, formatPoints } from '../../words/format.ts'
import { spendingWords } from '../../words/spending.ts'

/** So few that it is worth saying. */
const few = 10

/** What a card in the catalogue says below the price: what keeps one from it, else that few are left; or nothing. */
export function shortNote(reward: Reward, name: PointsName, now: Date): string | null {
  const [obstacle] = reward.obstacles
  if (obstacle) return shortObstacle(obstacle, name, now)
  return isLow(reward) ? spendingWords.rewards.left(reward.remaining) : null
}

/** Whether only a few are left, but some. */
export function isLow(reward: Reward): reward is Reward & { remaining: number } {
  return reward.remaining !== null && reward.remaining > 0 && reward.remaining <= few
}

function shortObstacle({ reason, points_missing, needed, at }: Obstacle, name: PointsName, now: Date) {
  const { rewards } = spendingWords
  if (reason === 'not_enough_points') return rewards.toGo(formatPoints(points_missing ?? 0, name))
  if (reason === 'sold_out') return rewards.soldOut
  if (reason === 'rank_needed' || reason === 'achievement_needed') {
    return needed ? rewards.needs(needed) : rewards.needsAccess
  }
  if (reason === 'not_yet') return at ? rewards.from(formatDay(new Date(at), now)) : rewards.gone
  if (reason === 'limit_reached') return at ? rewards.again(formatDay(new Date(at), now)) : rewards.hadIt
  return reason === 'over' ? rewards.over : rewards.gone
}

/** The same as a whole sentence, where there is room for it. */
export function obstacleWords({ reason, points_missing, needed, at }: Obstacle, name: PointsName, now: Date) {
  const { why } = spendingWords.reward
  const day = at ? formatDay(new Date(at), now) : ''
  if (reason === 'not_enough_points') return why.not_enough_points(formatPoints(points_missing ?? 0, name))
  if (reason === 'rank_needed') return why.rank_needed(needed ?? '')
  if (reason === 'achievement_needed') return needed ? why.achievement_needed(needed) : why.access_needed
  if (reason === 'not_yet') return why.not_yet(day)
  if (reason === 'limit_reached') return day ? why.limit_again(day) : why.limit_reached
  return why[reason]
}

/** Whether points are all that is missing, so that working towards it makes sense. */
export const onlyPointsMissing = ({ obstacles }: Reward) =>
  obstacles.length > 0 && obstacles.every(({ reason }) => reason === 'not_enough_points')

/** What holds for a reward, as name and value: how often, until when, how many are left. */
export function rewardFacts(reward: Reward, now: Date): Fact[] {
  const { reward: said } = spendingWords
  const { limit_per_member: limit, available_until: until } = reward
  const facts: Fact[] = []
  if (limit) facts.push([said.limit, said.limitOf[limit.period](said.times(limit.times))])
  if (until && new Date(until) > now) facts.push([said.until, lastBefore(new Date(until), now)])
  if (isLow(reward)) facts.push([said.stock, formatNumber(reward.remaining)])
  return facts
}
