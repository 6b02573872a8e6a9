import type { Achievement } from '../../api/shapes.ts'
import { Badge } from '../../parts/badge.tsx'
import { Progress } from '../../parts/progress.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { memberWords } from '../../words/member.ts'
import { progressWords, rewardWords, timeWords, unlockedWords } from './achievement-words.ts'

/** Achievements in the order given, each with how far it is, until when, and what it gives. */
export function AchievementList({ achievements }: { achievements: Achievement[] }) {
  return (
    <ul class="tile divide-y divide-hairline px-5">
      {achievements.map(achievement => (
        <li key={achievement.id} class="flex gap-4 py-4">
          <AchievementRow achievement={achievement} />
        </li>
      ))}
    </ul>
  )
}

function AchievementRow({ achievement }: { achievement: Achievement }) {
  const { name, unlocked_at, shows_progress } = achievement
  const points = usePointsName()
  const now = new Date()
  const gives = rewardWords(achievement, points)
  const time = timeWords(achievement, now)
  return (
    <>
      <Badge name={achievement.key} rarity={achievement.rarity} faded={!unlocked_at} />
      <div class="flex min-w-0 flex-1 flex-col gap-1">
        <h3 class="strong">{name}</h3>
        <p class="text-small text-quiet">{achievement.description}</p>
        {unlocked_at && <p class="text-small strong">{unlockedWords(achievement, now)}</p>}
        {!unlocked_at && shows_progress && <Way achievement={achievement} />}
        {!unlocked_at && gives && <p class="text-small">{memberWords.achievements.gives(gives)}</p>}
        {time && <p class="text-small text-quiet">{time}</p>}
        {!unlocked_at && (
          <details class="text-small text-quiet">
            <summary class="inline-flex min-h-11 list-none items-center underline underline-offset-4">
              {memberWords.home.why}
            </summary>
            <p class="pb-2 text-ink">{achievement.reason}</p>
          </details>
        )}
      </div>
    </>
  )
}

function Way({ achievement }: { achievement: Achievement }) {
  const { value, target } = achievement.progress
  const text = progressWords(achievement)
  return (
    <div class="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
      <div class="flex-[1_1_6rem]">
        <Progress part={target > 0 ? value / target : 0} text={`${achievement.name}: ${text}`} />
      </div>
      <p class="text-small" aria-hidden="true">
        {text}
      </p>
    </div>
  )
}
