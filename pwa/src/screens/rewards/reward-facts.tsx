import { useQuery } from '@tanstack/preact-query'
import { dashboardQuery } from '../../api/member-queries.ts'
import type { Reward } from '../../api/shapes.ts'
import { FactList } from '../../parts/fact-list.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { formatPoints } from '../../words/format.ts'
import { spendingWords } from '../../words/spending.ts'
import { rewardFacts } from './reward-words.ts'

/** What a member has before and after it, and what else holds for it. */
export function RewardFacts({ reward }: { reward: Reward }) {
  const balance = useQuery(dashboardQuery).data?.balance
  const name = usePointsName()
  const left = balance === undefined ? -1 : balance - reward.cost_points
  return (
    <FactList
      facts={[
        ...(balance === undefined ? [] : [fact(spendingWords.reward.balance, formatPoints(balance, name))]),
        ...(left < 0 ? [] : [fact(spendingWords.reward.after, formatPoints(left, name))]),
        ...rewardFacts(reward, new Date()),
      ]}
    />
  )
}

const fact = (name: string, value: string): [string, string] => [name, value]
