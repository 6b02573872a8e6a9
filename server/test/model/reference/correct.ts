import { act, demote, earn, progress, promote, spend, unlock } from './account.ts'
import { type Brand, type Code, currentOf, rankOf } from './brand.ts'
import type { Campaign } from './choose-campaigns.ts'
import { type Hold, heldPoints, type Member, qualifying } from './member.ts'
import { recount, takeBackAward, takeBackScan } from './reversal.ts'
import { cancelGift } from './rewards.ts'
import { release } from './time.ts'

export interface Refused {
  status: number
  code: string
}

export interface Adjustment {
  points: number
  countsForRank: boolean
}

/** Support gives or takes points; never more than there are. */
export function adjust(
  brand: Brand,
  member: Member,
  { points, countsForRank }: Adjustment,
): object | Refused {
  const most = countsForRank ? Math.min(member.balance, member.lifetime) : member.balance
  if (-points > most) return { status: 409, code: 'not_enough_points' }
  const done = act(brand, member, act => {
    const before = qualifying(member)
    const source = 'operator'
    if (points > 0) earn(act, { amount: points, reason: 'adjustment', source, countsForRank })
    else spend(act, { amount: -points, reason: 'adjustment', source, fromLifetime: countsForRank })
    const bonus = promote(act)
    if (bonus > 0) progress(act, { points_earned: bonus }, null)
    demote(act, before)
  })
  return {
    points,
    new_balance: member.balance,
    points_owed: member.owed,
    lifetime_points: member.lifetime,
    rank: rankOf(brand, member).key,
    rank_changed: rankOf(brand, member).key !== done.rankBefore.key,
    achievements_unlocked: done.unlocked.map(({ key }) => key),
  }
}

/** A returned pack: the scan never was, and the code may be claimed again or is void. */
export function returnPack(brand: Brand, text: string, then: 'reopen' | 'void') {
  const code = brand.codes.get(text) as Code
  const member = brand.members.get(code.claimedBy as string) as Member
  const scanAction = code.claimedIn as number
  const before = { balance: member.balance, owed: member.owed, rank: rankOf(brand, member).key }
  let revoked: string[] = []
  act(brand, member, act => {
    member.scanCount -= 1
    revoked = takeBackScan(act, scanAction)
  })
  const giftCancelled = cancelGift(brand, member, scanAction)
  Object.assign(code, { state: then === 'reopen' ? 'free' : 'void', claimedBy: null, claimedIn: null })
  return {
    points_taken: before.balance - member.balance,
    points_owed: member.owed - before.owed,
    new_balance: member.balance,
    rank: rankOf(brand, member).key,
    rank_changed: rankOf(brand, member).key !== before.rank,
    achievements_revoked: revoked,
    gift_cancelled: giftCancelled,
  }
}

/** A hold is let go or withheld for good; withheld, the scan counts for nothing, and the code stays claimed. */
export function review(
  brand: Brand,
  member: Member,
  hold: Hold,
  verdict: 'released' | 'rejected',
): object | Refused {
  if (hold.state !== 'held') return { status: 409, code: 'hold_is_over' }
  const points = heldPoints(hold)
  if (verdict === 'released') release(brand, member, hold)
  else act(brand, member, act => takeBackScan(act, hold.action))
  return { state: verdict, points, new_balance: member.balance, rank: rankOf(brand, member).key }
}

/** Takes back everything that a campaign gave and that still stands. */
export function undo(brand: Brand, campaign: Campaign): void {
  campaign.undone = true
  for (const award of campaign.given) {
    if (award.takenBack) continue
    award.takenBack = true
    const member = brand.members.get(award.member) as Member
    // From who was erased nothing is taken.
    if (!member.isErased) act(brand, member, act => takeBackAward(act, campaign.age, award))
  }
}

/** Counts an achievement anew from what members did, and unlocks it where it is met now. */
export function backFill(brand: Brand, key: string): void {
  const achievement = brand.achievements.find(one => one.key === key)
  if (!achievement || !currentOf(achievement).visibility.active) return
  for (const member of brand.members.values()) {
    if (member.isErased || member.lastActiveAt === null || !recount(brand, member, achievement)) continue
    act(brand, member, act => {
      const bonus = unlock(act, achievement) + promote(act)
      progress(act, { points_earned: bonus, achievements_unlocked: 1 }, null)
    })
  }
}
