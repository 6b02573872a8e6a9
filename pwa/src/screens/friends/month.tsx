import type { OwnReferrals } from '../../api/shapes.ts'
import { Progress } from '../../parts/progress.tsx'
import { formatNumber } from '../../words/format.ts'
import { friendWords } from '../../words/friends.ts'

/** How many friends may still count this month, said before somebody invites one too many. */
export function Month({ own: { this_month: month } }: { own: OwnReferrals }) {
  const text = friendWords.month(formatNumber(month.completed), formatNumber(month.limit))
  return (
    <section class="flex flex-col gap-2">
      <div class="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 class="strong">{friendWords.monthTitle}</h2>
        <p class="text-small text-quiet">{text}</p>
      </div>
      <Progress part={month.completed / month.limit} text={text} />
      {month.completed >= month.limit && <p class="text-small">{friendWords.monthFull}</p>}
    </section>
  )
}
