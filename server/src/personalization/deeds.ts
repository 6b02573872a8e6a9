import type { SuggestionKind } from '../tenancy/index.ts'

const SCAN = ['product_scanned']
const REDEEM = ['reward_redeemed']

/**
 * The actions by which a member does what was suggested; one of them will do. What a scan was to bring (an achievement,
 * a rank, a goal) is looked for itself, in `uplift.ts`, and so has no action here.
 */
export const DEEDS: Record<SuggestionKind, readonly string[]> = {
  first_scan: SCAN,
  second_scan: SCAN,
  scan_again: SCAN,
  come_back: SCAN,
  affinity_product: SCAN,
  almost_unlocked: [],
  almost_promoted: [],
  points_expiring: [...SCAN, ...REDEEM],
  rank_will_fall: [...SCAN, ...REDEEM],
  birthday: SCAN,
  campaign_running: SCAN,
  finish_goal: REDEEM,
  redeem_reward: REDEEM,
  invite_friends: ['referral_initiated'],
}

/** What is suggested counts as done when it happens within so many days of being shown. */
export const FOLLOW_UP_DAYS = 7
