import { useQuery } from '@tanstack/preact-query'
import { useLocation } from 'preact-iso'
import type { Reward } from '../../api/shapes.ts'
import { goalQuery } from '../../api/spending-queries.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { useOnline } from '../../parts/use-online.ts'
import { spendingWords } from '../../words/spending.ts'
import { useSetGoal } from '../goal/use-goal.ts'

/** What to do about a reward: redeem it, or work towards it. */
export function RewardActions({ reward }: { reward: Reward }) {
  const online = useOnline()
  if (reward.can_redeem && online) {
    return (
      <div class="actions">
        <ButtonLink href={`/rewards/${reward.id}/redeem`}>{spendingWords.reward.redeem}</ButtonLink>
      </div>
    )
  }
  return (
    <div class="actions">
      {online ? (
        <GoalAction reward={reward} />
      ) : (
        <p role="status" class="text-center text-small text-quiet">
          {spendingWords.reward.offline}
        </p>
      )}
    </div>
  )
}

function GoalAction({ reward }: { reward: Reward }) {
  const now = useQuery(goalQuery).data
  const setGoal = useSetGoal()
  const { route } = useLocation()
  if (!now || !canBeWorkedFor(reward)) return null
  if (now.goal?.reward.id === reward.id) {
    return (
      <ButtonLink look="quiet" href="/goal">
        {spendingWords.reward.isGoal}
      </ButtonLink>
    )
  }
  const before = now.goal && !now.goal.reached ? now.goal.reward.name : null
  return (
    <>
      <ProblemNote cause={setGoal.error} also={spendingWords.spendingProblems} />
      {before && <p class="text-center text-small text-quiet">{spendingWords.reward.replacesGoal(before)}</p>}
      <Button
        busy={setGoal.isPending}
        onClick={() => setGoal.mutate(reward.id, { onSuccess: () => route('/goal') })}
      >
        {spendingWords.reward.goal}
      </Button>
    </>
  )
}

const hopeless = ['not_available', 'over', 'sold_out', 'limit_reached']

/** Whether what is missing comes with time and scans. */
const canBeWorkedFor = ({ obstacles }: Reward) => !obstacles.some(({ reason }) => hopeless.includes(reason))
