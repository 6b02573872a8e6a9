import { useQuery } from '@tanstack/preact-query'
import { pointsQuery } from '../../api/member-queries.ts'
import type { Dashboard } from '../../api/shapes.ts'
import { Art, brandMotif } from '../../art/art.tsx'
import { seedFrom } from '../../art/random.ts'
import { Following } from '../../parts/counted.tsx'
import { Figure } from '../../parts/figure.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Progress } from '../../parts/progress.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { useSession } from '../../session/use-session.ts'
import { formatMultiplier, formatPoints, pointsWord } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'
import { balanceNotes } from './balance-notes.ts'

/** The card is the screen: the balance, the rank, and the way to the next one; each leads to its own screen. */
export function MemberCard({ dashboard }: { dashboard: Dashboard }) {
  const session = useSession()
  const seed = seedFrom(session.status === 'member' ? session.member.id : 'nobody')
  return (
    <section class="on-card relative isolate -mx-1 flex min-h-64 flex-col justify-between gap-8 overflow-hidden rounded-card bg-card p-6 text-on-card">
      <Art motif={brandMotif()} seed={seed} class="card-art absolute inset-0 -z-10 size-full" />
      <Balance balance={dashboard.balance} />
      <Rank dashboard={dashboard} />
    </section>
  )
}

function Balance({ balance }: { balance: number }) {
  const name = usePointsName()
  const statement = useQuery(pointsQuery).data
  const notes = statement ? balanceNotes(statement, name, new Date()) : []
  return (
    <a href="/points" class="block no-underline">
      <h1 tabIndex={-1} class="inline-flex items-center gap-1 text-small text-on-card-quiet">
        {memberWords.home.balance}
        <Icon name="next" size={16} />
      </h1>
      <Figure value={balance}>
        <Following value={balance} />
      </Figure>
      <p class="text-lead">{pointsWord(balance, name)}</p>
      {notes.map(note => (
        <p key={note} class="mt-1 text-small text-on-card-quiet">
          {note}
        </p>
      ))}
    </a>
  )
}

function Rank({ dashboard: { rank, next_rank: next } }: { dashboard: Dashboard }) {
  const name = usePointsName()
  const way = next && memberWords.home.toNext(formatPoints(next.points_needed, name), next.name)
  return (
    <a href="/ranks" class="flex flex-col gap-2.5 no-underline">
      <span class="flex flex-wrap items-baseline justify-between gap-x-4">
        <span class="inline-flex items-center gap-1 strong">
          {rank.name}
          <Icon name="next" size={16} />
        </span>
        {rank.multiplier > 1 && (
          <span class="text-small text-on-card-quiet">
            {memberWords.home.earns(formatMultiplier(rank.multiplier))}
          </span>
        )}
      </span>
      {next && way ? (
        <>
          <Progress part={next.progress} text={way} />
          <span class="text-small" aria-hidden="true">
            {way}
          </span>
        </>
      ) : (
        <span class="text-small">{memberWords.home.topRank}</span>
      )}
    </a>
  )
}
