import { useQuery } from '@tanstack/preact-query'
import { dashboardQuery, ranksQuery } from '../../api/member-queries.ts'
import type { Dashboard, RankStep } from '../../api/shapes.ts'
import { Bones } from '../../parts/bones.tsx'
import { ProblemView } from '../../parts/problem-view.tsx'
import { Progress } from '../../parts/progress.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { formatPoints } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'
import { Step } from './step.tsx'

/** The ladder: where this member stands on it, and what each step gives. */
export default function Ranks() {
  const dashboard = useQuery(dashboardQuery)
  const ranks = useQuery(ranksQuery)
  const retry = () => {
    void dashboard.refetch()
    void ranks.refetch()
  }
  return (
    <Screen title={memberWords.ranks.title} nav back="/">
      {dashboard.data && ranks.data ? (
        <Ladder dashboard={dashboard.data} steps={ranks.data.items} />
      ) : dashboard.error || ranks.error ? (
        <ProblemView cause={dashboard.error ?? ranks.error} onRetry={retry} />
      ) : (
        <Bones lines={8} />
      )}
    </Screen>
  )
}

function Ladder({ dashboard, steps }: { dashboard: Dashboard; steps: RankStep[] }) {
  const { rank, next_rank: next } = dashboard
  const name = usePointsName()
  const held = steps.findIndex(({ key }) => key === rank.key)
  const way = next && memberWords.home.toNext(formatPoints(next.points_needed, name), next.name)
  return (
    <>
      <div class="flex flex-col gap-3">
        <Heading>{memberWords.ranks.you(rank.name)}</Heading>
        {next && way ? (
          <>
            <Progress part={next.progress} text={way} />
            <p aria-hidden="true">{way}</p>
          </>
        ) : (
          <p>{memberWords.home.topRank}</p>
        )}
      </div>
      <ol class="flex flex-col gap-3">
        {steps.map((step, i) => (
          <Step key={step.key} step={step} place={i < held ? 'below' : i === held ? 'here' : 'above'} />
        ))}
      </ol>
    </>
  )
}
