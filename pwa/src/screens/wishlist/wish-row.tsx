import type { Wish } from '../../api/shapes.ts'
import { Icon } from '../../parts/icon.tsx'
import { Progress } from '../../parts/progress.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { formatPoints } from '../../words/format.ts'
import { spendingWords } from '../../words/spending.ts'

type WishRowProps = { wish: Wish; isGoal: boolean; onRemove: () => void }

/** A wish with the way to it, and the heart that takes it back. */
export function WishRow({ wish, isGoal, onRemove }: WishRowProps) {
  const { reward } = wish
  const said = spendingWords.wishlist
  return (
    <div class="flex items-start gap-3 py-4 pr-3 pl-5">
      <div class="flex min-w-0 flex-1 flex-col gap-1.5">
        {reward.available ? (
          <a href={`/rewards/${reward.id}`} class="strong">
            {reward.name}
          </a>
        ) : (
          <p class="strong">{reward.name}</p>
        )}
        {isGoal && (
          <p class="flex items-center gap-1.5 text-small">
            <Icon name="flag" size={16} />
            {said.isGoal}
          </p>
        )}
        {reward.available ? (
          <Way wish={wish} />
        ) : (
          <p class="text-small text-quiet">{spendingWords.rewards.gone}</p>
        )}
      </div>
      <button
        type="button"
        class="wish mr-0!"
        aria-label={said.remove(reward.name)}
        aria-pressed="true"
        onClick={onRemove}
      >
        <Icon name="heart" />
      </button>
    </div>
  )
}

function Way({ wish: { reward, progress, points_needed, days_at_pace, reached } }: { wish: Wish }) {
  const name = usePointsName()
  const cost = formatPoints(reward.cost_points, name)
  if (reached) {
    return (
      <p class="flex items-start gap-1.5 text-small">
        <Icon name="tick" size={16} />
        <span class="min-w-0">{`${spendingWords.wishlist.reached} · ${cost}`}</span>
      </p>
    )
  }
  const toGo = spendingWords.goal.need(formatPoints(points_needed, name))
  return (
    <>
      <Progress part={progress} text={`${reward.name}: ${toGo}`} />
      <p class="text-small text-quiet">
        {days_at_pace === null ? toGo : `${toGo} · ${spendingWords.wishlist.days(days_at_pace)}`}
      </p>
    </>
  )
}
