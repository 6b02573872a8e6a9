import { evaluate, type Moves, type ScannedProduct, type Unlock } from '../achievements/index.ts'
import { newId } from '../platform/id.ts'
import { qualifyingPoints, rankFor, ranksReached } from '../ranks/index.ts'
import type { Account } from './account.ts'

const DAY_MS = 86_400_000

/**
 * Within an act: metrics move, what is newly met unlocks, and a rank that is reached is held. What unlocks and ranks
 * give counts as earned and may unlock or promote further, until nothing more does.
 */
export function progress(account: Account, moves: Moves, product?: ScannedProduct): void {
  let next: Moves | undefined = moves
  while (next) {
    const { program, counters, unlocked, at, day } = account
    const result = evaluate(program.achievements, { moves: next, product, counters, unlocked, at, day })
    if (result.counters.size > 0) {
      account.replaceCounters({ ...counters, ...Object.fromEntries(result.counters) })
    }
    const bonus = unlock(account, result.unlocked) + promote(account)
    next =
      bonus > 0 || result.unlocked.length > 0
        ? { points_earned: bonus, achievements_unlocked: result.unlocked.length }
        : undefined
  }
}

/** Within an act: promotes where points have come in without a metric's move, and progresses by what the rank gives. */
export function promoteAndProgress(account: Account): void {
  const bonus = promote(account)
  if (bonus > 0) progress(account, { points_earned: bonus })
}

/** Within an act: unlocks these, with what they give. Answers the points. */
export function unlock(account: Account, unlocks: Unlock[]): number {
  let bonus = 0
  for (const one of unlocks) {
    const { achievement, period } = one
    const { points, multiplier } = achievement.definition.rewards
    const source = `achievement:${achievement.key}`
    account.noteUnlock(one)
    const rule = { achievement_id: achievement.id, version: achievement.version, period }
    account.earn({ amount: points, reason: 'achievement', source, rule })
    bonus += points
    if (multiplier) {
      account.given.push({
        id: newId(account.at),
        actionId: account.actionId,
        source,
        basis_points: multiplier.basis_points,
        starts_at: account.at,
        ends_at: new Date(account.at.getTime() + multiplier.days * DAY_MS),
      })
    }
  }
  return bonus
}

/** Within an act: holds the rank that the points reach, with what it gives the first time. Answers those points. */
export function promote(account: Account): number {
  const { ladder, brand } = account.program
  const held = account.rank
  const reached = rankFor(ladder, qualifyingPoints(account.member))
  if (reached.threshold <= held.threshold) return 0
  const { ranks_rewarded } = account.member
  const news = ranksReached(ladder, held, reached, ranks_rewarded)
  account.set({ rank_key: reached.key, ranks_rewarded: [...ranks_rewarded, ...news.map(({ key }) => key)] })
  let bonus = 0
  for (const { key, rewards } of news) {
    const amount = rewards?.points ?? 0
    const rule = { rank: key, ladder_version: brand.ladderVersion }
    account.earn({ amount, reason: 'rank', source: `rank:${key}`, rule })
    bonus += amount
  }
  return bonus
}

/** Within an act: the rank follows when the points no longer reach it, though they did with `qualifyingBefore`. */
export function demote(account: Account, qualifyingBefore: number): void {
  const held = account.rank
  const qualifying = qualifyingPoints(account.member)
  if (qualifyingBefore < held.threshold || qualifying >= held.threshold) return
  account.set({ rank_key: rankFor(account.program.ladder, qualifying).key })
}
