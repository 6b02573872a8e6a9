import { useQuery } from '@tanstack/preact-query'
import type { Goal as GoalShape } from '../../api/shapes.ts'
import { goalQuery } from '../../api/spending-queries.ts'
import { Bones } from '../../parts/bones.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { formatNumber, formatPercent, formatPoints } from '../../words/format.ts'
import { spendingWords } from '../../words/spending.ts'
import { Reached } from './reached.tsx'
import { Ring } from './ring.tsx'
import { useDropGoal } from './use-goal.ts'
import { Ways } from './ways.tsx'

/** The one reward that is worked towards: how far it is, and what gets one there. */
export default function Goal() {
  const asked = useQuery(goalQuery)
  const said = spendingWords.goal
  return (
    <Screen title={said.title} nav back="/rewards">
      <Loaded query={asked} bones={<Bones picture />}>
        {({ goal }) => {
          if (!goal) return <NoGoal />
          return goal.reached ? <Reached goal={goal} /> : <OnTheWay goal={goal} />
        }}
      </Loaded>
    </Screen>
  )
}

function NoGoal() {
  const { title, emptyTitle, emptyBody, choose } = spendingWords.goal
  return (
    <>
      <Heading>{title}</Heading>
      <Empty icon="flag" title={emptyTitle} body={emptyBody}>
        <ButtonLink href="/rewards">{choose}</ButtonLink>
      </Empty>
    </>
  )
}

function OnTheWay({ goal }: { goal: GoalShape }) {
  const said = spendingWords.goal
  const name = usePointsName()
  const { reward, balance, points_needed, days_at_pace, ways } = goal
  // Not to be there yet never looks like being there.
  const percent = formatPercent(Math.floor(goal.progress * 100))
  return (
    <>
      <div class="flex flex-col gap-1">
        <p class="text-quiet">{said.title}</p>
        <Heading>{reward.name}</Heading>
      </div>
      <Ring part={goal.progress} text={said.progress(percent, reward.name)}>
        <span class="block font-display text-title">{percent}</span>
        <span class="block text-small text-quiet">
          {said.of(formatNumber(balance), formatNumber(reward.cost_points))}
        </span>
      </Ring>
      <div class="flex flex-col gap-1 text-center">
        <p class="text-lead strong">{said.need(formatPoints(points_needed, name))}</p>
        <p class="text-quiet">{days_at_pace === null ? said.noPace : said.pace(days_at_pace)}</p>
      </div>
      {!reward.available && <p class="tile p-4">{said.gone}</p>}
      {ways.length > 0 && <Ways ways={ways} />}
      <Leave />
    </>
  )
}

function Leave() {
  const said = spendingWords.goal
  const drop = useDropGoal()
  return (
    <div class="flex flex-col items-center gap-1">
      <ProblemNote cause={drop.error} />
      <ButtonLink look="quiet" href="/rewards">
        {said.another}
      </ButtonLink>
      <Button look="plain" busy={drop.isPending} onClick={() => drop.mutate()}>
        {said.drop}
      </Button>
    </div>
  )
}
