import { type Account, progress } from '../earning/index.ts'
import type { Referral } from './stored-referrals.ts'

export interface Paid {
  /** The referrer's action. */
  actionId: string
  referrer_points: number
  friend_points: number
}

/** Gives both what the brand's settings say, as an action each, and counts the friend for the referrer. */
export function payBoth(
  { id, friend_id }: Pick<Referral, 'id' | 'friend_id'>,
  { referrer, friend }: { referrer: Account; friend: Account },
  requestId: string | null,
): Paid {
  const { settings, settingsVersion } = referrer.program.brand
  const { referrer_points, friend_points } = settings.referrals
  const give = (account: Account, as: 'referrer' | 'friend', amount: number) => {
    const rule = { rule: 'referral', as, settings_version: settingsVersion }
    account.earn({ amount, reason: 'referral', source: `referral:${id}`, rule })
  }
  const { actionId } = referrer.act(
    { name: 'referral_converted', requestId, facts: { referral_id: id, as: 'referrer' } },
    () => {
      give(referrer, 'referrer', referrer_points)
      referrer.set({ referral_count: referrer.member.referral_count + 1 })
      progress(referrer, { referrals_completed: 1, points_earned: referrer_points })
      referrer.tell('referral_converted', { referral_id: id, friend_id }, { points_award: referrer_points })
    },
  )
  if (friend_points > 0) {
    friend.act({ name: 'referral_converted', requestId, facts: { referral_id: id, as: 'friend' } }, () => {
      give(friend, 'friend', friend_points)
      progress(friend, { points_earned: friend_points })
    })
  }
  return { actionId, referrer_points, friend_points }
}
