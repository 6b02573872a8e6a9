import { type PastMove, periodOf, type Rule, replayCounter } from '../achievements/index.ts'
import { type Day, dayOf } from '../platform/calendar.ts'
import { idTime } from '../platform/id.ts'
import { type Ladder, rankFor } from '../ranks/index.ts'
import type { Past, PastEntry } from './past.ts'

/** An unlocked achievement with the rule of the version under which it was unlocked. */
export interface UnlockedRule {
  achievementId: string
  key: string
  rule: Rule
  times: number
  period: string | null
  unlockedAt: Date
  lastUnlockedAt: Date
  actionId: string
}

export interface ReversalInput {
  /** Everything that counts, the action to be taken back included. */
  past: Past
  actionId: string
  /** The action that released what it had earned, where that was held. */
  releasedBy: string | null
  /** When the action was: a repeatable achievement that it unlocked is of that period. */
  actionAt: Date
  /** Keys of the achievements that the action unlocked. */
  unlockedByAction: ReadonlySet<string>
  /** Whether the action's scan counts no more. */
  dropsScan: boolean
  /** What is taken back of the action's own entries; by default all that its scan earned, and all that is held of it. */
  takes?: Map<PastEntry, number>
  unlocked: UnlockedRule[]
  /** The rules whose counters are kept, each counter once. */
  rules: Rule[]
  ladder: Ladder
  lifetimePoints: number
  rankOffset: number
  today: Day
  timeZone: string
}

export interface Reversal {
  /** How many points of which entry are taken back. */
  takes: Map<PastEntry, number>
  /** Achievements that no longer hold: once less each, a repeatable one in the period of the action. */
  revoked: (UnlockedRule & { revokedPeriod: string | null })[]
  /** Ranks whose reward is taken back with them. */
  unrewarded: string[]
  /** The states of all the rules' counters; those that never moved are left out. */
  counters: Record<string, unknown>
}

const OF_THE_SCAN: ReadonlySet<string> = new Set(['scan', 'campaign'])

const REPLAYED: ReadonlySet<string> = new Set([
  'scans',
  'points_earned',
  'distinct_products',
  'streak_weeks',
  'achievements_unlocked',
])

/** Whether the history of scans and points tells its counter. What else moves one, such as a redemption, stays. */
export const isReplayed = ({ metric }: Pick<Rule, 'metric'>): boolean => REPLAYED.has(metric)

/**
 * What a reversal takes back: the scan's points; then every achievement that what is left never reaches, with its
 * points; then a rank's reward where the rank is not reached any more. Taking one back may undo another, so it goes on
 * until nothing more falls. Counters are counted anew from what is left.
 */
export function planReversal(input: ReversalInput): Reversal {
  const { past, actionId } = input
  const takes =
    input.takes ??
    new Map(
      past.entries
        .filter(entry => entry.actionId === actionId && (OF_THE_SCAN.has(entry.reason) || entry.seq === null))
        .map(entry => [entry, entry.points] as const),
    )
  const revoked = new Map<string, UnlockedRule>()
  const unrewarded: string[] = []
  for (let news = true; news; ) {
    const fallen = unreached(input, takes, revoked)
    for (const one of fallen) {
      revoked.set(one.key, one)
      for (const entry of entriesOf(one, input)) takes.set(entry, entry.points)
    }
    const ranks = ranksLost(input, takes)
    for (const entry of ranks) {
      takes.set(entry, entry.points)
      unrewarded.push(entry.source.slice('rank:'.length))
    }
    news = fallen.length > 0 || ranks.length > 0
  }
  return {
    takes,
    revoked: [...revoked.values()].map(one => ({ ...one, revokedPeriod: periodOfAction(one, input) })),
    unrewarded,
    counters: countAnew(input, movesLeft(input, takes, revoked)),
  }
}

/**
 * The achievements that what is left does not lead to: first those that are reached without the others' points, then
 * those that these lead to, and so on. None is held up by its own bonus, nor two by each other's.
 */
function unreached(
  input: ReversalInput,
  takes: ReadonlyMap<PastEntry, number>,
  revoked: ReadonlyMap<string, UnlockedRule>,
): UnlockedRule[] {
  let open = input.unlocked.filter(one => !revoked.has(one.key) && isAtStake(one, input))
  for (;;) {
    const without = new Map(takes)
    for (const one of open) for (const entry of entriesOf(one, input)) without.set(entry, entry.points)
    const moves = movesLeft(
      input,
      without,
      new Map([...revoked, ...open.map(one => [one.key, one] as const)]),
    )
    const left = open.filter(one => !isReached(one, moves, input))
    if (left.length === open.length) return open
    open = left
  }
}

/** The metrics' moves that are left, oldest first, as they were made: a scan, then what it unlocked. */
function movesLeft(
  { past, actionId, dropsScan, unlocked, timeZone }: ReversalInput,
  takes: Map<PastEntry, number>,
  revoked: ReadonlyMap<string, UnlockedRule>,
): PastMove[] {
  const scans = past.scans.filter(scan => !(dropsScan && scan.actionId === actionId))
  return pastMoves({ scans, entries: past.entries }, timeZone, {
    takes,
    unlocked: unlocked.map(one => (revoked.has(one.key) ? { ...one, times: one.times - 1 } : one)),
  })
}

/** What a member did, as moves of metrics, oldest first; points without what is taken back of them. */
export function pastMoves(
  past: Past,
  timeZone: string,
  more: {
    takes?: Map<PastEntry, number>
    unlocked: Pick<UnlockedRule, 'times' | 'unlockedAt' | 'lastUnlockedAt'>[]
  },
): PastMove[] {
  const own = new Map<string, number>()
  const bonus = new Map<string, number>()
  for (const entry of past.entries) {
    const points = entry.points - (more.takes?.get(entry) ?? 0)
    const sums = OF_THE_SCAN.has(entry.reason) ? own : bonus
    if (entry.reason !== 'adjustment') sums.set(entry.actionId, (sums.get(entry.actionId) ?? 0) + points)
  }
  const moves: PastMove[] = []
  const add = (at: Date, move: PastMove['moves'], product?: PastMove['product']) =>
    moves.push({ at, day: dayOf(at, timeZone), product, moves: move })
  for (const { actionId, at, product } of past.scans) {
    add(at, { scans: 1, points_earned: own.get(actionId) ?? 0 }, product)
    const extra = bonus.get(actionId) ?? 0
    if (extra > 0) add(at, { points_earned: extra }, product)
    bonus.delete(actionId)
  }
  for (const entry of past.entries) {
    const extra = bonus.get(entry.actionId) ?? 0
    if (extra > 0) add(idTime(entry.actionId), { points_earned: extra })
    bonus.delete(entry.actionId)
  }
  for (const { times, unlockedAt, lastUnlockedAt } of more.unlocked) {
    if (times > 0) add(unlockedAt, { achievements_unlocked: 1 })
    if (times > 1) add(lastUnlockedAt, { achievements_unlocked: times - 1 })
  }
  return moves.sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** Of a repeatable one only the time that this action unlocked. */
const isAtStake = ({ rule, key }: UnlockedRule, { unlockedByAction }: ReversalInput): boolean =>
  isReplayed(rule) && (rule.repeat === null || unlockedByAction.has(key))

function isReached(one: UnlockedRule, moves: PastMove[], input: ReversalInput): boolean {
  if (one.rule.repeat === null) return replayCounter(one.rule, moves, input.today).firstMetAt !== null
  const period = periodOfAction(one, input)
  return replayCounter(one.rule, moves, input.today).met.some(met => met.period === period)
}

const periodOfAction = ({ rule }: UnlockedRule, { actionAt, timeZone }: ReversalInput) =>
  periodOf(rule.repeat, dayOf(actionAt, timeZone))

/** What an achievement gave: all of it, or for a repeatable one what it gave through this action. */
const entriesOf = (one: UnlockedRule, { past, actionId }: ReversalInput): PastEntry[] =>
  past.entries.filter(
    entry =>
      entry.reason === 'achievement' &&
      entry.source === `achievement:${one.key}` &&
      (one.rule.repeat === null || entry.actionId === actionId),
  )

/** Rewards of ranks that this action reached and that what is left, the reward included, does not reach. */
function ranksLost(
  { past, actionId, releasedBy, ladder, lifetimePoints, rankOffset }: ReversalInput,
  takes: Map<PastEntry, number>,
): PastEntry[] {
  const left =
    lifetimePoints -
    [...takes.entries()].reduce((sum, [entry, points]) => sum + (entry.seq === null ? 0 : points), 0)
  const reached = rankFor(ladder, left - rankOffset).threshold
  return past.entries.filter(entry => {
    if (entry.reason !== 'rank' || takes.has(entry)) return false
    if (entry.actionId !== actionId && entry.actionId !== releasedBy) return false
    const rank = ladder.ranks.find(({ key }) => entry.source === `rank:${key}`)
    return !rank || rank.threshold > reached
  })
}

function countAnew({ rules, today }: ReversalInput, moves: PastMove[]): Record<string, unknown> {
  const counters: Record<string, unknown> = {}
  for (const rule of rules) {
    const { state } = replayCounter(rule, moves, today)
    if (state !== undefined) counters[rule.counterKey] = state
  }
  return counters
}
