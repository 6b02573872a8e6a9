import { type Act, counterOf, demote, isOver, type Moves, moveOf, periodOf, spend } from './account.ts'
import { type Achievement, type Brand, currentOf, rankFor } from './brand.ts'
import { type Day, dayOf } from './calendar.ts'
import type { Award } from './choose-campaigns.ts'
import type { AchievementDefinition, Product } from './configuration.ts'
import { type Counted, count, isMet } from './counting.ts'
import { type Earned, type Entry, type Member, qualifying, type Unlock } from './member.ts'

/** Points that count: an entry less what was taken back of it, or what is still held. */
interface Past {
  action: number
  at: number
  reason: string
  source: string
  points: number
  isHeld: boolean
  /** Where they are kept. */
  earned: Entry | Earned
}

interface Move {
  at: number
  day: Day
  product: Product | null
  moves: Moves
}

/** What a reversal takes back, as it grows: taking one thing back may undo another. */
interface Taken {
  points: Map<Entry | Earned, number>
  revoked: { key: string; unlock: Unlock }[]
}

interface Context {
  brand: Brand
  member: Member
  /** Whose points are taken back. */
  action: number
  past: Past[]
  taken: Taken
}

/**
 * Takes back a scan with all that does not hold without it: its points, achievements that what is left never reaches,
 * rewards of ranks that are reached no more. Counters become what they would be had the scan not been.
 */
export function takeBackScan(act: Act, scanAction: number): string[] {
  const { member } = act
  for (const scan of member.scans) if (scan.action === scanAction) scan.stands = false
  const own = pastOf(member).filter(
    ({ action, reason, isHeld }) => action === scanAction && (isOfScan(reason) || isHeld),
  )
  const revoked = takeBack(act, scanAction, new Map(own.map(one => [one.earned, one.points])))
  for (const hold of member.holds) {
    if (hold.action === scanAction && hold.state === 'held') hold.state = 'rejected'
  }
  return revoked
}

/** Takes back what a campaign gave by one scan, out of its bonus or out of the scan's points. */
export function takeBackAward(act: Act, campaign: number, { action, points }: Award): string[] {
  const own = pastOf(act.member).filter(one => one.action === action)
  const bonuses = own.filter(({ source }) => source === `campaign:${campaign}`)
  const taken: Taken['points'] = new Map()
  let left = points
  for (const one of bonuses.length > 0 ? bonuses : own.filter(({ reason }) => reason === 'scan')) {
    const from = Math.min(left, one.points)
    if (from > 0) taken.set(one.earned, from)
    left -= from
  }
  return takeBack(act, action, taken)
}

function takeBack(act: Act, action: number, points: Taken['points']): string[] {
  const { brand, member } = act
  const qualifyingBefore = qualifying(member)
  const context: Context = { brand, member, action, past: pastOf(member), taken: { points, revoked: [] } }
  const size = () => points.size + context.taken.revoked.length
  for (let before = -1; before < size(); ) {
    before = size()
    revokeUnreached(context)
    for (const lost of ranksLost(context)) points.set(lost.earned, lost.points)
  }
  const moves = movesLeft(context)
  apply(act, context.taken)
  countAnew(brand, member, moves)
  demote(act, qualifyingBefore)
  return context.taken.revoked.map(({ key }) => key)
}

const isOfScan = (reason: string) => reason === 'scan' || reason === 'campaign'

/** Everything that was earned and counts. */
function pastOf(member: Member): Past[] {
  const entered = member.entries
    .filter(({ lifetime }) => lifetime > 0)
    .map(entry => ({ ...entry, points: entry.lifetime - entry.takenBack, isHeld: false, earned: entry }))
  const held = member.holds
    .filter(({ state }) => state === 'held')
    .flatMap(({ action, at, earned }) =>
      earned.map(one => ({ ...one, action, at, points: one.amount, isHeld: true, earned: one })),
    )
  return [...entered, ...held]
}

/** What metrics did, as it was made, without what is taken back: each scan, then what it unlocked. */
function movesLeft({
  brand,
  member,
  past,
  taken,
}: Pick<Context, 'brand' | 'member' | 'past' | 'taken'>): Move[] {
  const left = past
    .filter(({ reason }) => reason !== 'adjustment')
    .map(one => ({ ...one, points: one.points - (taken.points.get(one.earned) ?? 0) }))
  const sum = (list: Past[]) => list.reduce((total, { points }) => total + points, 0)
  const scans = member.scans.filter(({ stands }) => stands)
  const made: Omit<Move, 'day'>[] = []
  for (const { action, at, product } of scans) {
    const ofAction = left.filter(one => one.action === action)
    const own = sum(ofAction.filter(({ reason }) => isOfScan(reason)))
    const bonus = sum(ofAction.filter(({ reason }) => !isOfScan(reason)))
    made.push({ at, product, moves: { scans: 1, points_earned: own } })
    made.push({ at, product, moves: { points_earned: bonus } })
  }
  const scanned = new Set(scans.map(({ action }) => action))
  for (const { action, at, points } of left) {
    if (!scanned.has(action)) made.push({ at, product: null, moves: { points_earned: points } })
  }
  for (const unlock of [...member.unlocks.values()].flat()) {
    if (taken.revoked.some(revoked => revoked.unlock === unlock)) continue
    made.push({ at: unlock.at, product: null, moves: { achievements_unlocked: 1 } })
  }
  return made.sort((a, b) => a.at - b.at).map(move => ({ ...move, day: dayOf(move.at, brand.zone) }))
}

/** Each time that a definition is met when these moves are made one after the other. */
function meetings(definition: AchievementDefinition, moves: Move[], zone: string): { day: Day }[] {
  const { metric, timeframe } = definition.criteria
  const counted: Counted[] = []
  return moves.filter(({ at, day, product, moves: made }) => {
    const by = moveOf(definition, made, product, at, zone)
    if (by === 0) return false
    counted.push({ day, by, item: product?.sku ?? '' })
    const value = count(metric, timeframe, counted, day)
    return isMet(definition.criteria, value) && !isOver(definition, at, zone)
  })
}

const NOT_REPLAYED: readonly string[] = ['redemptions', 'wishlist_items', 'referrals_completed']

/** What the history of scans and points does not tell stays as it is. */
const isReplayed = ({ criteria: { metric } }: AchievementDefinition) => !NOT_REPLAYED.includes(metric)

function revokeUnreached(context: Context): void {
  const { member, action, past, taken } = context
  const pointsOf = ({ key, unlock }: Taken['revoked'][number]) =>
    past.filter(one => one.source === `achievement:${key}` && one.action === unlock.action)
  let open = context.brand.achievements
    .flatMap(({ key }) => (member.unlocks.get(key) ?? []).map(unlock => ({ key, unlock })))
    .filter(({ unlock }) => !taken.revoked.some(revoked => revoked.unlock === unlock))
    .filter(({ unlock }) => isReplayed(unlock.definition))
    .filter(({ unlock }) => !unlock.definition.repeat || unlock.action === action)
  // What is reached without the points of those that are open is not open any more, and may lead to another.
  for (let before = -1; before !== open.length; ) {
    before = open.length
    const points = new Map(taken.points)
    for (const one of open.flatMap(pointsOf)) points.set(one.earned, one.points)
    const moves = movesLeft({ ...context, taken: { points, revoked: [...taken.revoked, ...open] } })
    open = open.filter(({ unlock }) => !isReached(unlock, moves, context))
  }
  for (const one of open) {
    taken.revoked.push(one)
    for (const entry of pointsOf(one)) taken.points.set(entry.earned, entry.points)
  }
}

function isReached({ definition, period }: Unlock, moves: Move[], { brand }: Context): boolean {
  const met = meetings(definition, moves, brand.zone)
  return met.some(({ day }) => !definition.repeat || periodOf(definition, day) === period)
}

/** Rewards of ranks that the action reached and that what is left, the reward with it, does not reach. */
function ranksLost({ brand, member, action, past, taken }: Context): Past[] {
  const entered = past.filter(({ isHeld }) => !isHeld)
  const lost = entered.reduce((sum, one) => sum + (taken.points.get(one.earned) ?? 0), 0)
  const reached = rankFor(brand.ladder, qualifying(member) - lost)
  const release = member.holds.find(hold => hold.action === action)?.releasedIn
  return entered.filter(one => {
    if (one.reason !== 'rank' || taken.points.has(one.earned)) return false
    if (one.action !== action && one.action !== release) return false
    const rank = brand.ladder.ranks.find(({ key }) => one.source === `rank:${key}`)
    return !rank || rank.threshold > reached.threshold
  })
}

function apply(act: Act, { points, revoked }: Taken): void {
  const { member } = act
  for (const { key, unlock } of revoked) {
    const left = (member.unlocks.get(key) ?? []).filter(one => one !== unlock)
    member.revoked.add(key)
    if (left.length > 0) member.unlocks.set(key, left)
    else member.unlocks.delete(key)
    member.multipliers = member.multipliers.filter(
      ({ achievement, action }) => achievement !== key || action !== unlock.action,
    )
  }
  for (const entry of [...member.entries]) {
    const amount = points.get(entry) ?? 0
    if (amount === 0) continue
    // Lifetime points may be fewer, after an operator's correction.
    const counted = Math.min(amount, member.lifetime)
    const { source } = entry
    if (counted > 0) spend(act, { amount: counted, reason: 'reversal', source, fromLifetime: true })
    if (amount > counted)
      spend(act, { amount: amount - counted, reason: 'reversal', source, fromLifetime: false })
    entry.takenBack += amount
    if (entry.reason === 'rank') member.ranksRewarded.delete(entry.source.slice('rank:'.length))
  }
  for (const hold of member.holds) {
    for (const one of hold.earned) one.amount -= points.get(one) ?? 0
    hold.earned = hold.earned.filter(({ amount }) => amount > 0)
    if (hold.earned.length === 0 && hold.state === 'held') hold.state = 'rejected'
  }
}

/** The counters of what is switched on now, from what is left; others stay as they are. */
function countAnew(brand: Brand, member: Member, moves: Move[]): void {
  for (const achievement of brand.achievements) {
    const definition = currentOf(achievement)
    if (!definition.visibility.active || !isReplayed(definition)) continue
    member.counted.set(counterOf(definition), countedBy(definition, moves, brand.zone))
  }
}

function countedBy(definition: AchievementDefinition, moves: Move[], zone: string): Counted[] {
  return moves.flatMap(({ at, day, product, moves: made }) => {
    const by = moveOf(definition, made, product, at, zone)
    return by === 0 ? [] : [{ day, by, item: product?.sku ?? '' }]
  })
}

/** Counts one achievement anew from everything that the member did; answers whether it is to be unlocked now. */
export function recount(brand: Brand, member: Member, achievement: Achievement): boolean {
  const definition = currentOf(achievement)
  if (!isReplayed(definition)) return false
  const { metric, timeframe } = definition.criteria
  const moves = movesLeft({ brand, member, past: pastOf(member), taken: { points: new Map(), revoked: [] } })
  const counted = countedBy(definition, moves, brand.zone)
  const today = dayOf(brand.now, brand.zone)
  member.counted.set(counterOf(definition), counted)
  const last = member.unlocks.get(achievement.key)?.at(-1)
  return (
    isMet(definition.criteria, count(metric, timeframe, counted, today)) &&
    !isOver(definition, brand.now, brand.zone) &&
    (!last || (definition.repeat !== undefined && last.period !== periodOf(definition, today)))
  )
}
