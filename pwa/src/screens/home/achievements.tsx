import type { Achievement } from '../../api/shapes.ts'
import { Badge } from '../../parts/badge.tsx'
import { Progress } from '../../parts/progress.tsx'
import { formatDay, formatNumber } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'

/** The achievements nearest to this member, in the order that the server found for them. */
export function Achievements({ achievements }: { achievements: Achievement[] }) {
  return (
    <section class="flex flex-col gap-3">
      <h2 class="text-lead strong">{memberWords.home.achievements}</h2>
      <ul class="tile divide-y divide-hairline px-5">
        {achievements.map(achievement => (
          <li key={achievement.id} class="flex gap-4 py-4">
            <AchievementRow achievement={achievement} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function AchievementRow({ achievement }: { achievement: Achievement }) {
  const { value, target } = achievement.progress
  const unlocked = achievement.unlocked_at
  const progress = memberWords.home.progress(formatNumber(Math.min(value, target)), formatNumber(target))
  return (
    <>
      <Badge name={achievement.key} rarity={achievement.rarity} faded={!unlocked} />
      <div class="flex min-w-0 flex-1 flex-col gap-1">
        <h3 class="strong">{achievement.name}</h3>
        <p class="text-small text-quiet">{achievement.description}</p>
        {unlocked ? (
          <p class="text-small strong">
            {memberWords.home.unlockedOn(formatDay(new Date(unlocked), new Date()))}
          </p>
        ) : (
          <div class="mt-1 flex items-center gap-3">
            <div class="flex-1">
              <Progress part={target > 0 ? value / target : 0} text={`${achievement.name}: ${progress}`} />
            </div>
            <p class="text-small" aria-hidden="true">
              {progress}
            </p>
          </div>
        )}
        <details class="text-small text-quiet">
          <summary class="inline-flex min-h-11 list-none items-center underline underline-offset-4">
            {memberWords.home.why}
          </summary>
          <p class="pb-2 text-ink">{achievement.reason}</p>
        </details>
      </div>
    </>
  )
}
