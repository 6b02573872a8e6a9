import { birthday, campaignRunning, pointsExpiring, rankWillFall } from './suggest-in-time.ts'
import { almostPromoted, almostUnlocked } from './suggest-progress.ts'
import { finishGoal, inviteFriends, redeemReward } from './suggest-rewards.ts'
import { affinityProduct, comeBack, firstScan, scanAgain, secondScan } from './suggest-scans.ts'
import type { Candidate, Rule, SuggestionInput } from './suggestion.ts'

const RULES: readonly Rule[] = [
  firstScan,
  secondScan,
  scanAgain,
  comeBack,
  affinityProduct,
  almostUnlocked,
  almostPromoted,
  pointsExpiring,
  rankWillFall,
  birthday,
  campaignRunning,
  finishGoal,
  redeemReward,
  inviteFriends,
]

/** Everything that a rule proposes to this member now; of a kind the best first, the kinds in no order. */
export function candidatesFor(input: SuggestionInput): Candidate[] {
  return RULES.flatMap(rule => rule(input))
}
