import { useQuery } from '@tanstack/preact-query'
import { pointsQuery } from '../../api/member-queries.ts'
import type { PointsStatement } from '../../api/shapes.ts'
import { Bones } from '../../parts/bones.tsx'
import { Following } from '../../parts/counted.tsx'
import { Figure } from '../../parts/figure.tsx'
import { ProblemView } from '../../parts/problem-view.tsx'
import { Screen } from '../../parts/screen.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { pointsWord } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'
import { Expiry } from './expiry.tsx'
import { Movements } from './movements.tsx'
import { Notices } from './notices.tsx'

/** What a member has, and everything that is going to happen to it. */
export default function Points() {
  const statement = useQuery(pointsQuery)
  const name = usePointsName()
  return (
    <Screen title={pointsWord(2, name)} nav back="/">
      {statement.data ? (
        <Statement statement={statement.data} />
      ) : statement.error ? (
        <ProblemView cause={statement.error} onRetry={() => void statement.refetch()} />
      ) : (
        <Bones lines={7} />
      )}
    </Screen>
  )
}

function Statement({ statement }: { statement: PointsStatement }) {
  const { balance, owed, lots } = statement
  const name = usePointsName()
  return (
    <>
      <div>
        <h1 tabIndex={-1} class="text-quiet">
          {memberWords.points.balance}
        </h1>
        <Figure value={balance}>
          <Following value={balance} />
        </Figure>
        <p class="text-lead">{pointsWord(balance, name)}</p>
      </div>
      <Notices statement={statement} />
      {lots.length > 0 && <Expiry lots={lots} />}
      {balance === 0 && owed === 0 && <p class="text-quiet">{memberWords.points.none}</p>}
      <Movements />
    </>
  )
}
