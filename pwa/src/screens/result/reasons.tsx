import type { Cap, PointsName, ScanResult } from '../../api/shapes.ts'
import { usePointsName } from '../../parts/use-config.ts'
import { arrivalOf } from '../../words/days.ts'
import { formatMultiplier, formatPoints } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'

/** Why it is this many points, and what became of them: one sentence for each cause. */
export function Reasons({ result }: { result: ScanResult }) {
  const name = usePointsName()
  return (
    <ul class="mt-1 flex flex-col gap-1 text-on-card-quiet empty:hidden">
      {reasonsOf(result, name, new Date()).map(reason => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  )
}

function reasonsOf(scan: ScanResult, name: PointsName, now: Date): string[] {
  const words = memberWords.result
  const count = (points: number) => formatPoints(points, name)
  return [
    ...(scan.hold ? [holdWords(scan.hold.settles_at, now)] : []),
    // A campaign is told by its name below.
    ...scan.multipliers.flatMap(({ rule, multiplier }) =>
      rule === 'campaign' ? [] : [words.multiplied(formatMultiplier(multiplier), words.why[rule])],
    ),
    ...scan.campaigns.map(campaign => words.campaign(campaign.name, count(campaign.points))),
    ...(scan.cap ? [words.capped(capWords(scan.cap, count), count(scan.points_capped))] : []),
    ...(scan.points_repaid > 0 ? [words.repaid(count(scan.points_repaid))] : []),
  ]
}

const holdWords = (settles_at: string | null, now: Date) =>
  settles_at ? memberWords.result.settling(arrivalOf(new Date(settles_at), now)) : memberWords.result.review

function capWords({ per, period, points }: Cap, count: (points: number) => string) {
  const { cap, period: periods } = memberWords.result
  return cap[per](count(points), periods[period])
}
