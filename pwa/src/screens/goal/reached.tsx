import type { Goal } from '../../api/shapes.ts'
import { Art, brandMotif } from '../../art/art.tsx'
import { seedFrom } from '../../art/random.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { Heading } from '../../parts/screen.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { formatPoints } from '../../words/format.ts'
import { spendingWords } from '../../words/spending.ts'
import { useSetGoal } from './use-goal.ts'

/** Once reached, a goal stays so: what to celebrate, and what could be next. */
export function Reached({ goal }: { goal: Goal }) {
  const said = spendingWords.goal
  const { reward, next_suggestion: next } = goal
  return (
    <>
      <section class="on-card relative isolate -mx-1 flex min-h-80 flex-col justify-end gap-5 overflow-hidden rounded-card bg-card p-6 text-on-card">
        <Art
          motif={brandMotif()}
          seed={seedFrom(reward.id)}
          class="card-art absolute inset-0 -z-10 size-full"
          drawn
        />
        <div class="earned flex flex-col gap-2">
          <Heading>{said.reachedTitle}</Heading>
          <p class="text-lead">
            <Words goal={goal} />
          </p>
        </div>
        {reward.available && (
          <ButtonLink href={`/rewards/${reward.id}`}>
            {goal.points_needed === 0 ? said.redeem : spendingWords.orders.seeReward}
          </ButtonLink>
        )}
      </section>
      {next ? (
        <Next next={next} />
      ) : (
        <ButtonLink look="quiet" href="/rewards">
          {said.another}
        </ButtonLink>
      )}
    </>
  )
}

function Words({ goal: { reward, points_needed } }: { goal: Goal }) {
  const said = spendingWords.goal
  const name = usePointsName()
  if (!reward.available) return <>{said.reachedGone(reward.name)}</>
  if (points_needed === 0) return <>{said.reachedBody(reward.name)}</>
  return <>{said.reachedSpent(reward.name, formatPoints(points_needed, name))}</>
}

function Next({ next }: { next: NonNullable<Goal['next_suggestion']> }) {
  const said = spendingWords.goal
  const name = usePointsName()
  const setGoal = useSetGoal()
  return (
    <section class="flex flex-col gap-3">
      <h2 class="text-lead strong">{said.next}</h2>
      <div class="tile flex flex-col gap-4 p-5">
        <div>
          <a href={`/rewards/${next.id}`} class="strong">
            {next.name}
          </a>
          <p class="text-small text-quiet">{formatPoints(next.cost_points, name)}</p>
        </div>
        <ProblemNote cause={setGoal.error} also={spendingWords.spendingProblems} />
        <Button look="quiet" busy={setGoal.isPending} onClick={() => setGoal.mutate(next.id)}>
          {said.nextButton}
        </Button>
        <a href="/rewards" class="inline-flex min-h-11 items-center self-center text-small">
          {said.another}
        </a>
      </div>
    </section>
  )
}
