import type { Dashboard } from '../../api/shapes.ts'
import { Art, brandMotif } from '../../art/art.tsx'
import { seedFrom } from '../../art/random.ts'
import { Following } from '../../parts/counted.tsx'
import { Figure } from '../../parts/figure.tsx'
import { Progress } from '../../parts/progress.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { useSession } from '../../session/use-session.ts'
import { formatMultiplier, formatPoints, pointsWord } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'

/** The card is the screen: the balance, the rank, and the way to the next one. */
export function MemberCard({ dashboard }: { dashboard: Dashboard }) {
  const { balance, rank, next_rank: next } = dashboard
  const points = usePointsName()
  const session = useSession()
  const seed = seedFrom(session.status === 'member' ? session.member.id : 'nobody')
  const way = next && memberWords.home.toNext(formatPoints(next.points_needed, points), next.name)
  return (
    <section class="on-card relative isolate -mx-1 flex min-h-64 flex-col justify-between gap-10 overflow-hidden rounded-card bg-card p-6 text-on-card">
      <Art motif={brandMotif()} seed={seed} class="card-art absolute inset-0 -z-10 size-full" />
      <div>
        <h1 tabIndex={-1} class="text-small text-on-card-quiet">
          {memberWords.home.balance}
        </h1>
        <Figure value={balance}>
          <Following value={balance} />
        </Figure>
        <p class="text-lead">{pointsWord(balance, points)}</p>
      </div>
      <div class="flex flex-col gap-2.5">
        <div class="flex flex-wrap items-baseline justify-between gap-x-4">
          <p class="strong">{rank.name}</p>
          {rank.multiplier > 1 && (
            <p class="text-small text-on-card-quiet">
              {memberWords.home.earns(formatMultiplier(rank.multiplier))}
            </p>
          )}
        </div>
        {next && way ? (
          <>
            <Progress part={next.progress} text={way} />
            <p class="text-small" aria-hidden="true">
              {way}
            </p>
          </>
        ) : (
          <p class="text-small">{memberWords.home.topRank}</p>
        )}
      </div>
    </section>
  )
}
