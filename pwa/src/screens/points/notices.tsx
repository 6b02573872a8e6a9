import type { PointsStatement } from '../../api/shapes.ts'
import { Icon, type IconName } from '../../parts/icon.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { arrivalOf, lastBefore } from '../../words/days.ts'
import { formatDay, formatMultiplier, formatPoints } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'

/** What stands beside the balance: points on their way, points owed, a multiplier that runs. */
export function Notices({ statement: { held, owed, multiplier } }: { statement: PointsStatement }) {
  const name = usePointsName()
  const now = new Date()
  if (held.length === 0 && owed === 0 && !multiplier) return null
  return (
    <ul class="tile divide-y divide-hairline px-5">
      {held.map(({ points, settles_at, since }) => (
        <Notice key={since} icon="clock" title={memberWords.points.onTheirWay(formatPoints(points, name))}>
          {memberWords.points.since(formatDay(new Date(since), now))}{' '}
          {settles_at
            ? memberWords.points.settling(arrivalOf(new Date(settles_at), now))
            : memberWords.points.review}
        </Notice>
      ))}
      {owed > 0 && (
        <Notice icon="alert" title={memberWords.points.owed(formatPoints(owed, name))}>
          {memberWords.points.owedBody}
        </Notice>
      )}
      {multiplier && (
        <Notice icon="rise" title={memberWords.points.multiplier(formatMultiplier(multiplier.factor))}>
          {memberWords.points.until(lastBefore(new Date(multiplier.until), now))}
        </Notice>
      )}
    </ul>
  )
}

type NoticeProps = { icon: IconName; title: string; children: preact.ComponentChildren }

function Notice({ icon, title, children }: NoticeProps) {
  return (
    <li class="flex gap-4 py-4">
      <Icon name={icon} />
      <div class="min-w-0">
        <p class="strong">{title}</p>
        <p class="text-small text-quiet">{children}</p>
      </div>
    </li>
  )
}
