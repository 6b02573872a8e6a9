import { type Achievement, type Brand, currentOf, rankFor, rankOf } from './brand.ts'
import { addMonths, type Day, dayOf, momentOf, mondayOf, monthOf, NEVER, yearOf } from './calendar.ts'
import { type AchievementDefinition, type Metric, type Product, passes, type Rank } from './configuration.ts'
import { count, isMet, takeLatest } from './counting.ts'
import { type Earned, enter, type Hold, type Member, qualifying, take } from './member.ts'

const DAY_MS = 86_400_000

/** One action on a member's account, and what it did. */
export interface Act {
  brand: Brand
  member: Member
  action: number
  at: number
  day: Day
  rankBefore: Rank
  /** Where what it earns is held. */
  hold: Hold | null
  earned: number
  unlocked: Achievement[]
  events: string[]
}

/** Does something to a member's account as one action, and tells Customer.io where the member consents. */
export function act(brand: Brand, member: Member, work: (act: Act) => void): Act {
  brand.actions += 1
  const act: Act = {
    brand,
    member,
    action: brand.actions,
    at: brand.now,
    day: dayOf(brand.now, brand.zone),
    rankBefore: rankOf(brand, member),
    hold: null,
    earned: 0,
    unlocked: [],
    events: [],
  }
  work(act)
  if (act.hold?.earned.length === 0) act.hold = null
  if (act.hold) member.holds.push(act.hold)
  for (const _ of act.unlocked) act.events.push('achievement_unlocked')
  if (rankOf(brand, member).key !== act.rankBefore.key) act.events.push('rank_changed')
  if (member.consent) member.events.push(...act.events.map(name => `${name} at ${member.balance}`))
  return act
}

/** The last day on which what is earned on this day can be used. */
export const lastUsableDay = ({ settings: { expiry } }: Brand, day: Day): Day =>
  expiry.policy === 'after_earning' ? addMonths(day, expiry.months) : NEVER

/** Points come in, or are held back with the action. */
export function earn(act: Act, earned: Earned, by: { action: number; at: number } = act): void {
  if (earned.amount === 0) return
  act.earned += earned.amount
  if (act.hold) act.hold.earned.push(earned)
  else {
    const { action, at } = by
    const context = { action, at, lastUsableDay: lastUsableDay(act.brand, act.day) }
    enter(act.member, earned, context)
  }
}

/** Points go out; what the balance lacks is owed. */
export const spend = (act: Act, input: Omit<Parameters<typeof take>[1], 'action' | 'at'>): void =>
  take(act.member, { ...input, action: act.action, at: act.at })

export type Moves = Partial<Record<Exclude<Metric, 'distinct_products' | 'streak_weeks'>, number>>

/** What a criterion counts, as text: criteria that count the same share a counter. */
export function counterOf({ criteria, visibility }: AchievementDefinition): string {
  const { metric, timeframe, product_filters = {} } = criteria
  const filters = Object.entries(product_filters)
    .map(([field, values]) => `${field}=${[...new Set(values as string[])].sort().join('|')}`)
    .sort()
  const from = visibility.from ? [`from=${visibility.from}`] : []
  return [metric, ...(timeframe === 'all_time' ? [] : [timeframe]), ...from, ...filters].join(';')
}

/** By how much a criterion's counter moves; 0 where it does not. */
export function moveOf(
  definition: AchievementDefinition,
  moves: Moves,
  product: Product | null,
  at: number,
  zone: string,
) {
  const { criteria, visibility } = definition
  const { metric, product_filters: filters = {} } = criteria
  if (visibility.from && at < momentOf(visibility.from, zone)) return 0
  const isFiltered = Object.keys(filters).length > 0
  if (product ? !passes(filters, product) : isFiltered) return 0
  if (metric === 'distinct_products' || metric === 'streak_weeks') return moves.scans ?? 0
  return moves[metric] ?? 0
}

/** Metrics move; what is newly met unlocks and a rank that is reached is held; what both give may unlock more. */
export function progress(act: Act, moves: Moves, product: Product | null): void {
  for (let next: Moves | null = moves; next; ) {
    const unlocked = unlockedBy(act, next, product)
    const bonus = unlocked.reduce((sum, achievement) => sum + unlock(act, achievement), 0) + promote(act)
    const news = { points_earned: bonus, achievements_unlocked: unlocked.length }
    next = bonus > 0 || unlocked.length > 0 ? news : null
  }
}

function unlockedBy({ brand, member, at, day }: Act, moves: Moves, product: Product | null): Achievement[] {
  const active = brand.achievements.filter(achievement => currentOf(achievement).visibility.active)
  const moved = new Map<string, number>()
  for (const achievement of active) {
    const definition = currentOf(achievement)
    const counter = counterOf(definition)
    const by = moveOf(definition, moves, product, at, brand.zone)
    if (by === 0 || moved.has(counter)) continue
    moved.set(counter, by)
    const counted = member.counted.get(counter) ?? []
    if (by > 0) counted.push({ day, by, item: product?.sku ?? '' })
    else takeLatest(counted, definition.criteria.timeframe, day)
    member.counted.set(counter, counted)
  }
  return active.filter(achievement => {
    const definition = currentOf(achievement)
    // Going down, as a wishlist may, is no achievement.
    if ((moved.get(counterOf(definition)) ?? 0) <= 0) return false
    const { metric, timeframe } = definition.criteria
    const value = count(metric, timeframe, member.counted.get(counterOf(definition)) ?? [], day)
    const last = member.unlocks.get(achievement.key)?.at(-1)
    return (
      isMet(definition.criteria, value) &&
      !isOver(definition, at, brand.zone) &&
      (!last || (definition.repeat !== undefined && last.period !== periodOf(definition, day)))
    )
  })
}

export const isOver = ({ visibility: { until } }: AchievementDefinition, at: number, zone: string): boolean =>
  until !== undefined && at >= momentOf(until, zone)

/** In which period a repeatable achievement is unlocked; null for one that unlocks once. */
export function periodOf({ repeat }: AchievementDefinition, day: Day): string | null {
  if (!repeat) return null
  const periods = { day, week: mondayOf(day), month: monthOf(day), year: yearOf(day) }
  return `${repeat.every} ${periods[repeat.every]}`
}

/** Unlocks an achievement with what it gives; answers the points. */
export function unlock(act: Act, achievement: Achievement): number {
  const { member, at } = act
  const definition = currentOf(achievement)
  const unlocks = member.unlocks.get(achievement.key) ?? []
  const period = periodOf(definition, act.day)
  unlocks.push({ definition, version: achievement.current, period, action: act.action, at })
  member.unlocks.set(achievement.key, unlocks)
  act.unlocked.push(achievement)
  const { points, multiplier } = definition.rewards
  const source = `achievement:${achievement.key}`
  earn(act, { amount: points, reason: 'achievement', source, countsForRank: true })
  if (multiplier) {
    member.multipliers.push({
      basisPoints: multiplier.basis_points,
      from: at,
      until: at + multiplier.days * DAY_MS,
      achievement: achievement.key,
      action: act.action,
    })
  }
  return points
}

/** The rank held; where the ladder no longer has it, the one that the points reached before this act. */
const heldIn = ({ brand, member, rankBefore }: Act): Rank =>
  brand.ladder.ranks.find(({ key }) => key === member.rankKey) ?? rankBefore

/** Holds the rank that the points reach, with what reaching it for the first time gives; answers those points. */
export function promote(act: Act): number {
  const { brand, member } = act
  const held = heldIn(act)
  const reached = rankFor(brand.ladder, qualifying(member))
  if (reached.threshold <= held.threshold) return 0
  const news = brand.ladder.ranks.filter(
    ({ key, threshold }) =>
      threshold > held.threshold && threshold <= reached.threshold && !member.ranksRewarded.has(key),
  )
  member.rankKey = reached.key
  let bonus = 0
  for (const { key, rewards } of news) {
    member.ranksRewarded.add(key)
    const amount = rewards?.points ?? 0
    earn(act, { amount, reason: 'rank', source: `rank:${key}`, countsForRank: true })
    bonus += amount
  }
  return bonus
}

/** A rank that the points reached before this action and reach no more is lost at once. */
export function demote(act: Act, qualifyingBefore: number): void {
  const { brand, member } = act
  const held = heldIn(act)
  if (qualifyingBefore < held.threshold || qualifying(member) >= held.threshold) return
  member.rankKey = rankFor(brand.ladder, qualifying(member)).key
}
