import { useQuery } from '@tanstack/preact-query'
import { dashboardQuery } from '../../api/member-queries.ts'
import type { Reward } from '../../api/shapes.ts'
import { type Fact, FactList } from '../../parts/fact-list.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { formatPoints } from '../../words/format.ts'
import { spendingWords } from '../../words/spending.ts'
import { rewardFacts } from './reward-words.ts'

/** What a member has before and after it, and what else holds for it. */
export function RewardFacts({ reward }: { reward: Reward }) {
  const balance = useQuery(dashboardQuery).data?.balance
  const name = usePointsName()
  const facts: Fact[] = []
  if (balance !== undefined) {
    const left = balance - reward.cost_points
    facts.push([spendingWords.reward.balance, formatPoints(balance, name)])
    if (reward.can_redeem) facts.push([spendingWords.reward.after, formatPoints(left, name)])
  }
  return <FactList facts={[...facts, ...rewardFacts(reward, new Date())]} />
}
