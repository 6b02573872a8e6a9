import type { Dashboard } from '../../api/shapes.ts'
import { Icon } from '../../parts/icon.tsx'
import { Progress } from '../../parts/progress.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { formatPoints } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'

/** The reward that is worked towards, and how far it is. */
export function GoalCard({ goal }: { goal: NonNullable<Dashboard['goal']> }) {
  const said = memberWords.home
  const way = said.goalNeeds(formatPoints(goal.points_needed, usePointsName()))
  return (
    <a href="/goal" class="tile flex flex-col gap-2 px-5 py-4 no-underline">
      <span class="flex items-center justify-between gap-3 text-small text-quiet">
        {said.goal}
        <Icon name="next" size={16} />
      </span>
      <span class="strong">{goal.name}</span>
      {goal.reached ? (
        <span class="flex items-center gap-1.5 text-small">
          <Icon name="tick" size={16} />
          {said.goalReached}
        </span>
      ) : (
        <>
          <Progress part={goal.progress} text={`${goal.name}: ${way}`} />
          <span class="text-small text-quiet" aria-hidden="true">
            {way}
          </span>
        </>
      )}
    </a>
  )
}
