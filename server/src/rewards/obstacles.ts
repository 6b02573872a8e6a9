import type { CompiledAchievements } from '../achievements/index.ts'
import { Problem } from '../platform/errors.ts'
import type { Ladder } from '../ranks/index.ts'
import type { Settings } from '../tenancy/index.ts'
import { periodAround } from './period.ts'
import { isOffered, type Reward } from './reward.ts'

export const OBSTACLES = [
  'not_available',
  'not_yet',
  'over',
  'sold_out',
  'not_signed_in',
  'limit_reached',
  'rank_needed',
  'achievement_needed',
  'not_enough_points',
] as const

/** What keeps a member from redeeming a reward now. */
export interface Obstacle {
  /** Also the code of the refusal. */
  reason: (typeof OBSTACLES)[number]
  /** The same in plain words. */
  detail: string
  /** Points that are missing. */
  points_missing: number | null
  /** What is needed: a rank or an achievement, by name. */
  needed: string | null
  /** From when on it is another matter. */
  at: Date | null
}

/** What somebody has who would redeem. */
export interface Standing {
  balance: number
  rankKey: string
  /** Ids of achievements. */
  unlocked: { has(achievementId: string): boolean }
}

/** What a brand has configured, as far as obstacles are about it. */
export interface Surroundings {
  ladder: Ladder
  achievements: Pick<CompiledAchievements, 'all'>
  timeZone: string
  pointsName: Settings['points_name']
  at: Date
}

/** How many are left of a reward (null: no end), and how often the member had it in the period of its limit. */
export interface Supply {
  remaining: number | null
  bought: number
}

/** All that keeps somebody (undefined: a visitor) from a reward, what the member cannot change first. */
export function obstaclesTo(
  reward: Reward,
  supply: Supply,
  standing: Standing | undefined,
  around: Surroundings,
): Obstacle[] {
  const general = [...offerObstacles(reward, around), ...soldOut(supply)]
  if (!standing) return [...general, obstacle('not_signed_in', 'Sign in to redeem it.')]
  return [
    ...general,
    ...limitObstacles(reward, supply, around),
    ...rankObstacles(reward, standing, around),
    ...achievementObstacles(reward, standing, around),
    ...pointObstacles(reward, standing, around),
  ]
}

const TITLES: Record<Obstacle['reason'], string> = {
  not_available: 'This reward is no longer available',
  not_yet: 'This reward is not available yet',
  over: 'This reward is over',
  sold_out: 'This reward is sold out',
  not_signed_in: 'You are not signed in',
  limit_reached: 'You have had this reward as often as one may',
  rank_needed: 'This reward needs a higher rank',
  achievement_needed: 'This reward needs an achievement',
  not_enough_points: 'That is more than you have',
}

/** The refusal that an obstacle is: 409 with its reason as code. */
export const refusalOf = ({ reason, detail }: Pick<Obstacle, 'reason' | 'detail'>): Problem =>
  new Problem(409, reason, TITLES[reason], { detail: `${detail} Nothing was changed.` })

const obstacle = (reason: Obstacle['reason'], detail: string, more: Partial<Obstacle> = {}): Obstacle => ({
  reason,
  detail,
  points_missing: null,
  needed: null,
  at: null,
  ...more,
})

/** Nobody can have it: it was withdrawn. */
export const NOT_AVAILABLE = obstacle('not_available', 'It was withdrawn.')
/** Nobody can have it: all are taken. */
export const SOLD_OUT = obstacle('sold_out', 'All of them are taken.')

function offerObstacles(reward: Reward, { at }: Surroundings): Obstacle[] {
  if (!isOffered(reward)) return [NOT_AVAILABLE]
  if (reward.from && at < reward.from) {
    return [
      obstacle('not_yet', `It can be redeemed from ${reward.from.toISOString()} on.`, { at: reward.from }),
    ]
  }
  if (reward.until && at >= reward.until) {
    return [obstacle('over', `It could be redeemed until ${reward.until.toISOString()}.`)]
  }
  return []
}

const soldOut = ({ remaining }: Supply): Obstacle[] => (remaining === 0 ? [SOLD_OUT] : [])

function limitObstacles({ definition }: Reward, { bought }: Supply, { at, timeZone }: Surroundings) {
  const limit = definition.limit_per_member
  if (!limit || bought < limit.times) return []
  const { next } = periodAround(limit.period, at, timeZone)
  const times = limit.times === 1 ? 'once' : `${limit.times} times`
  const period = limit.period === 'all_time' ? '' : ` a ${limit.period}`
  return [obstacle('limit_reached', `One may have it ${times}${period}.`, { at: next })]
}

/** A rank that the ladder no longer has is nobody's: what it guarded stays guarded until an operator decides. */
function rankObstacles({ definition }: Reward, { rankKey }: Standing, { ladder }: Surroundings): Obstacle[] {
  const { rank_key } = definition
  if (rank_key === undefined) return []
  const place = (key: string) => ladder.ranks.findIndex(rank => rank.key === key)
  const needed = place(rank_key)
  if (needed >= 0 && place(rankKey) >= needed) return []
  const name = ladder.ranks[needed]?.name ?? rank_key
  return [obstacle('rank_needed', `It is for ${name} and above.`, { needed: name })]
}

function achievementObstacles(
  { definition: { achievement_key, access_key } }: Reward,
  { unlocked }: Standing,
  { achievements }: Surroundings,
): Obstacle[] {
  const has = (opens: (achievement: CompiledAchievements['all'][number]) => boolean) =>
    achievements.all.some(achievement => opens(achievement) && unlocked.has(achievement.id))
  const closed: Obstacle[] = []
  if (achievement_key !== undefined && !has(({ key }) => key === achievement_key)) {
    const known = achievements.all.find(({ key }) => key === achievement_key)
    // A hidden achievement is not given away.
    const needed = known && !known.definition.visibility.hidden ? known.definition.name : null
    closed.push(obstacle('achievement_needed', `It needs ${needed ?? 'an achievement'}.`, { needed }))
  }
  if (
    access_key !== undefined &&
    !has(({ definition }) => definition.rewards.exclusive_access === access_key)
  ) {
    closed.push(obstacle('achievement_needed', 'It is for members with special access.'))
  }
  return closed
}

function pointObstacles(
  { definition }: Reward,
  { balance }: Standing,
  { pointsName }: Surroundings,
): Obstacle[] {
  const missing = definition.cost_points - balance
  if (missing <= 0) return []
  const points = missing === 1 ? `${pointsName.one} is` : `${pointsName.many} are`
  return [obstacle('not_enough_points', `${missing} more ${points} needed.`, { points_missing: missing })]
}
