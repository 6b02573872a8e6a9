import { progressOf } from '../achievements/index.ts'
import type { ProductFacts } from '../catalogue/index.ts'
import type { Program } from '../earning/index.ts'
import { dayOf } from '../platform/calendar.ts'
import { pointsForScan } from '../points/index.ts'
import type { Rank } from '../ranks/index.ts'
import type { OtherWay } from './schema.ts'
import { friendsFor } from './way.ts'

/** How many achievements are named. */
const ACHIEVEMENTS = 3

export interface Situation {
  pointsNeeded: number
  rank: Rank
  usualProduct: ProductFacts | undefined
  /** States by counter key. */
  counters: Readonly<Record<string, unknown>>
  /** Ids of achievements. */
  unlocked: ReadonlySet<string>
  at: Date
}

/** What would bring the points that are missing: packs of the usual product, friends, achievements that pay. */
export function otherWays(program: Program, situation: Situation): OtherWay[] {
  if (situation.pointsNeeded === 0) return []
  return [
    ...byScans(program, situation),
    ...byFriends(program, situation),
    ...byAchievements(program, situation),
  ]
}

function byScans({ brand }: Program, { pointsNeeded, rank, usualProduct }: Situation): OtherWay[] {
  if (!usualProduct) return []
  const points = pointsForScan({
    msrpCents: usualProduct.msrp_cents,
    fixedPoints: usualProduct.fixed_points,
    pointsPerDollar: brand.settings.points_per_dollar,
    multipliers: [{ rule: 'rank', basis_points: rank.multiplier_basis_points }],
    capBasisPoints: brand.settings.multiplier_cap_basis_points,
  })
  if (points === 0) return []
  const count = Math.ceil(pointsNeeded / points)
  const packs = count === 1 ? 'pack' : 'packs'
  return [
    { kind: 'scans', count, text: `${count} more ${packs} of ${usualProduct.name}`, ref: usualProduct.id },
  ]
}

function byFriends({ brand }: Program, { pointsNeeded }: Situation): OtherWay[] {
  const { referrals } = brand.settings
  const count = friendsFor(pointsNeeded, referrals)
  if (count === null) return []
  const who = count === 1 ? 'a friend' : `${count} friends`
  return [
    {
      kind: 'friends',
      count,
      text: `Invite ${who}: ${words(brand, referrals.referrer_points)} each`,
      ref: null,
    },
  ]
}

/** Those that anybody can see, pay points and are nearest to being unlocked. */
function byAchievements(program: Program, { counters, unlocked, at }: Situation): OtherWay[] {
  const { achievements, brand } = program
  const day = dayOf(at, brand.timeZone)
  const near = achievements.all.flatMap(({ id, key, definition }) => {
    const rule = achievements.ruleOf(id)
    const { visibility, rewards, criteria, name } = definition
    if (!rule || !visibility.active || visibility.hidden || rewards.points === 0 || unlocked.has(id))
      return []
    if ((rule.from && at < rule.from) || (rule.until && at >= rule.until)) return []
    const [target = 1] = criteria.value
    const share = progressOf(rule, counters, day) / target
    return share < 1 ? [{ key, name, points: rewards.points, share }] : []
  })
  near.sort((a, b) => b.share - a.share || b.points - a.points || (a.key < b.key ? -1 : 1))
  return near.slice(0, ACHIEVEMENTS).map(({ key, name, points }) => ({
    kind: 'achievement',
    count: 1,
    text: `Unlock “${name}”: ${words(brand, points)}`,
    ref: key,
  }))
}

function words({ settings: { points_name } }: Program['brand'], points: number): string {
  return `${points.toLocaleString('en-US')} ${points === 1 ? points_name.one : points_name.many}`
}
