import type { PointsStatement } from '../../api/shapes.ts'
import { usePointsName } from '../../parts/use-config.ts'
import { dayOf } from '../../words/days.ts'
import { formatDay, formatPoints, pointsWord } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'

/** The balance by the last day on which it can be used; the soonest is spent first. */
export function Expiry({ lots }: { lots: PointsStatement['lots'] }) {
  const name = usePointsName()
  const now = new Date()
  const endless = lots.every(({ expires_on }) => expires_on === null)
  if (endless) return <p class="text-quiet">{memberWords.points.allForEver(pointsWord(2, name))}</p>
  return (
    <section class="flex flex-col gap-3">
      <h2 class="text-lead strong">{memberWords.points.expiry}</h2>
      <ul class="tile divide-y divide-hairline px-5">
        {lots.map(({ points, expires_on }) => (
          <li key={expires_on} class="flex flex-wrap items-baseline justify-between gap-x-4 py-3">
            <span>
              {expires_on
                ? memberWords.points.lastDay(formatDay(dayOf(expires_on), now))
                : memberWords.points.forEver}
            </span>
            <span class="strong">{formatPoints(points, name)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
