import { act, earn, progress } from './account.ts'
import type { Brand } from './brand.ts'
import { dayOf, monthOf } from './calendar.ts'
import type { ReferralRules } from './configuration.ts'
import type { Refused } from './correct.ts'
import { followGoal } from './goals.ts'
import type { Member } from './member.ts'
import { settle } from './time.ts'

/** What two have in common that speaks against a friend. */
export type Doubt = 'none' | 'own_mailbox' | 'disposable_mail' | 'referrers_address'

export interface Referral {
  referrer: string
  friend: string
  doubt: Doubt
  createdAt: number
  state: 'pending' | 'review' | 'converted' | 'rejected'
  reasons: string[]
  decidedAt: number | null
  /** What the referrer and the friend got. */
  paid: [referrer: number, friend: number]
}

export type Decision = Pick<Referral, 'state' | 'reasons'>

const rulesOf = ({ settings }: Brand) => settings.referrals as ReferralRules

/** A newcomer came through a member's code; a code that leads to nobody any more costs nothing. */
export function beginReferral(
  brand: Brand,
  { friend, referrer, doubt }: Pick<Referral, 'friend' | 'referrer' | 'doubt'>,
): void {
  const member = brand.members.get(referrer) as Member
  if (!rulesOf(brand).enabled || member.isErased || !member.confirmed) return
  const nothing: Referral['paid'] = [0, 0]
  brand.referrals.push({
    referrer,
    friend,
    doubt,
    createdAt: brand.now,
    state: 'pending',
    reasons: [],
    decidedAt: null,
    paid: nothing,
  })
}

const both = (brand: Brand, { referrer, friend }: Referral) =>
  [brand.members.get(referrer) as Member, brand.members.get(friend) as Member] as const

/** What becomes of a friend who waits; null while there is nothing to decide, or it was decided before. */
export function decisionOn(brand: Brand, referral: Referral): Decision | null {
  if (referral.state !== 'pending') return null
  const [referrer, friend] = both(brand, referral)
  if (referrer.isErased || friend.isErased) return { state: 'rejected', reasons: ['member_gone'] }
  if (!friend.confirmed || friend.scanCount === 0) return null
  for (const member of [referrer, friend]) if (member.home !== null) member.isHomeNoted = true
  const { doubt } = referral
  const isFull = convertedThisMonth(brand, referral.referrer) >= rulesOf(brand).monthly_cap
  const certain = [
    ...(doubt === 'own_mailbox' || doubt === 'disposable_mail' ? [doubt] : []),
    ...(isFull ? ['monthly_cap'] : []),
  ]
  const doubtful = doubtsAbout(brand, referral)
  const reasons = [...certain, ...doubtful]
  if (reasons.length === 0) return { state: 'converted', reasons }
  const isRefused = certain.length > 0 || rulesOf(brand).doubtful === 'reject'
  return { state: isRefused ? 'rejected' : 'review', reasons }
}

const DAY_MS = 86_400_000

/** What speaks against a friend without being certain: a couple may live together, three may not. */
function doubtsAbout(brand: Brand, referral: Referral): string[] {
  const [referrer, friend] = both(brand, referral)
  const atHome = [...brand.members.values()].filter(
    ({ home, isHomeNoted }) => isHomeNoted && home === friend.home,
  )
  const lately = brand.referrals.filter(
    one => one !== referral && one.referrer === referral.referrer && one.createdAt > brand.now - 30 * DAY_MS,
  )
  const others = lately.map(one => brand.members.get(one.friend) as Member)
  const inBuilding = [referrer, ...others].filter(({ home }) => home !== null && home === friend.home)
  const settled = others.filter(({ createdAt }) => createdAt < brand.now - DAY_MS)
  return [
    ...(referrer.home === friend.home && atHome.length > 2 ? ['referrers_address'] : []),
    ...(atHome.length > rulesOf(brand).members_per_address ? ['crowded_address'] : []),
    ...(inBuilding.length > 1 ? ['crowded_building'] : []),
    ...(settled.length > 2 && settled.every(({ scanCount }) => scanCount <= 1) ? ['one_pack_friends'] : []),
  ]
}

function convertedThisMonth({ referrals, now, zone }: Brand, referrer: string): number {
  const month = monthOf(dayOf(now, zone))
  return referrals.filter(
    one =>
      one.referrer === referrer &&
      one.state === 'converted' &&
      monthOf(dayOf(one.decidedAt as number, zone)) === month,
  ).length
}

/** A friend is decided on: who counts is paid for, and both are paid. */
export function decide(brand: Brand, referral: Referral, decision: Decision): void {
  Object.assign(referral, decision, { decidedAt: brand.now })
  if (decision.state === 'converted') payBoth(brand, referral)
}

function payBoth(brand: Brand, referral: Referral): void {
  const [referrer, friend] = both(brand, referral)
  const { referrer_points, friend_points } = rulesOf(brand)
  for (const member of [referrer, friend]) settle(brand, member)
  const earned = (amount: number) =>
    ({ amount, reason: 'referral', source: 'referral', countsForRank: true }) as const
  referral.paid = [referrer_points, friend_points]
  act(brand, referrer, act => {
    earn(act, earned(referrer_points))
    referrer.friends += 1
    progress(act, { referrals_completed: 1, points_earned: referrer_points }, null)
    act.events.push('referral_converted')
  })
  if (friend_points > 0) {
    act(brand, friend, act => {
      earn(act, earned(friend_points))
      progress(act, { points_earned: friend_points }, null)
    })
  }
  for (const member of [referrer, friend]) followGoal(brand, member)
}

/** Why an operator cannot decide on a friend. */
export function vetRefusal(brand: Brand, referral: Referral, verdict: 'allow' | 'block'): Refused | null {
  if (referral.state !== 'review') return { status: 409, code: 'not_in_review' }
  const isSomeoneGone = both(brand, referral).some(({ isErased }) => isErased)
  return verdict === 'allow' && isSomeoneGone ? { status: 409, code: 'member_gone' } : null
}

/** An operator lets a doubtful friend count, or not. */
export function vet(brand: Brand, referral: Referral, verdict: 'allow' | 'block'): object {
  const { reasons } = referral
  if (verdict === 'allow') decide(brand, referral, { state: 'converted', reasons })
  else decide(brand, referral, { state: 'rejected', reasons: [...reasons, 'blocked'] })
  const [referrer_points, friend_points] = referral.paid
  return { state: referral.state, referrer_points, friend_points }
}
