import { type Brand, type Code, rankOf } from '../reference/brand.ts'
import { dayOf } from '../reference/calendar.ts'
import type { Metric } from '../reference/configuration.ts'
import { count, type Window } from '../reference/counting.ts'
import { heldPoints, lotsOf, type Member, type Unlock } from '../reference/member.ts'
import { expectedDisputes } from './disputes.ts'
import { expectedSpending, goalText } from './expected-spending.ts'
import { ANYTHING } from './first-difference.ts'

/** The books as the model has them. */
export function expectedBooks(brand: Brand): unknown {
  return {
    members: Object.fromEntries([...brand.members].map(([name, member]) => [name, booksOf(brand, member)])),
    codes: Object.fromEntries(
      [...brand.codes].map(([text, { state, claimedBy, pin }]) => [
        text,
        `${state === 'claimed' ? `claimed by ${claimedBy}` : state}${pinText(pin)}`,
      ]),
    ),
    disputes: expectedDisputes(brand),
    ...expectedSpending(brand),
    campaigns: brand.campaigns.map(({ awards, spent, given }) => ({
      awards,
      points: spent,
      given: given.map(one => `${one.points} to ${one.member}${one.takenBack ? ', taken back' : ''}`),
    })),
  }
}

const pinText = (pin: Code['pin']) =>
  pin && (pin.failures > 0 || pin.lockedUntil !== null)
    ? `, ${pin.failures} wrong PINs, locked until ${pin.lockedUntil === null ? 'never' : new Date(pin.lockedUntil).toISOString()}`
    : ''

const stateOf = ({ isErased, confirmed }: Member) =>
  isErased ? 'erased' : confirmed ? 'confirmed' : 'unconfirmed'

function booksOf(brand: Brand, member: Member): unknown {
  const unlocks = [...member.unlocks].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    account: {
      balance: member.balance,
      owed: member.owed,
      held: member.holds.reduce((sum, hold) => sum + (hold.state === 'held' ? heldPoints(hold) : 0), 0),
      lifetime: member.lifetime,
      rank_offset: member.rankOffset,
      rank: brand.ladder.ranks.some(({ key }) => key === member.rankKey)
        ? rankOf(brand, member).key
        : member.rankKey,
      ranks_rewarded: [...member.ranksRewarded].sort(),
      scan_count: member.scanCount,
      achievement_count: unlocks.reduce((sum, [, times]) => sum + times.length, 0),
      points_spent: member.pointsSpent,
      redemption_count: member.redemptions,
      referral_count: member.friends,
      state: stateOf(member),
      custom: member.custom.size === undefined ? '{}' : `{"size": "${member.custom.size}"}`,
      was_held: member.redemptionHeldUntil !== null,
    },
    lots: lotsOf(member).map(([day, points]) => `${points} until ${day}`),
    entries: member.entries.map(
      ({ reason, source, amount, owed, lifetime, balance }) =>
        `${reason} of ${source}: ${amount}, owed ${owed}, lifetime ${lifetime}, balance ${balance}`,
    ),
    achievements: unlocks.map(([key, times]) => `${key} x${times.length} v${times.at(-1)?.version}`),
    unlockedAt: Object.fromEntries(unlocks.map(([key, times]) => [key, momentsOf(member, key, times)])),
    holds: member.holds
      .toSorted((a, b) => a.action - b.action)
      .map(
        ({ reason, state, settlesAt }) =>
          `${reason} ${state} until ${settlesAt === null ? 'a review' : new Date(settlesAt).toISOString()}`,
      ),
    multipliers: member.multipliers
      .toSorted(
        (a, b) =>
          a.until - b.until || a.basisPoints - b.basisPoints || (a.achievement < b.achievement ? -1 : 1),
      )
      .map(
        ({ achievement, basisPoints, until }) =>
          `achievement:${achievement} ${basisPoints} until ${new Date(until).toISOString()}`,
      ),
    counters: countersOf(brand, member),
    // What waits to be sent about somebody who leaves is withdrawn.
    events: member.isErased ? ANYTHING : member.events,
    wishes: [...member.wishes].sort().join(' '),
    goal: goalText(member),
  }
}

/** A row of many unlocks forgets when those were that are taken back. */
const momentsOf = (member: Member, key: string, times: Unlock[]) =>
  member.revoked.has(key)
    ? ANYTHING
    : [times[0], times.at(-1)].map(one => new Date(one?.at ?? 0).toISOString()).join(', ')

function countersOf(brand: Brand, member: Member): Record<string, number> {
  const today = dayOf(brand.now, brand.zone)
  const shown = [...member.counted].map(([key, counted]) => {
    const [metric, ...parts] = key.split(';') as [Metric, ...string[]]
    const window = (parts.find(part => ['7d', '30d', '90d', 'month'].includes(part)) ?? 'all_time') as Window
    return [key, count(metric, window, counted, today)] as const
  })
  return Object.fromEntries(shown.filter(([, value]) => value > 0))
}
