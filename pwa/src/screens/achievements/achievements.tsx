import { useQuery } from '@tanstack/preact-query'
import { achievementsQuery } from '../../api/member-queries.ts'
import type { Achievement } from '../../api/shapes.ts'
import { Bones } from '../../parts/bones.tsx'
import { ProblemView } from '../../parts/problem-view.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { memberWords } from '../../words/member.ts'
import { AchievementList } from './achievement-list.tsx'

/** All that can be unlocked, in this member's own order, then what is. */
export default function Achievements() {
  const achievements = useQuery(achievementsQuery)
  return (
    <Screen title={memberWords.achievements.title} nav back="/">
      {achievements.data ? (
        <Shelf achievements={achievements.data.items} />
      ) : achievements.error ? (
        <ProblemView cause={achievements.error} onRetry={() => void achievements.refetch()} />
      ) : (
        <Bones lines={9} />
      )}
    </Screen>
  )
}

function Shelf({ achievements }: { achievements: Achievement[] }) {
  const parts = [
    { title: memberWords.achievements.open, items: achievements.filter(one => !one.unlocked_at) },
    { title: memberWords.achievements.done, items: achievements.filter(one => one.unlocked_at) },
  ]
  return (
    <>
      <Heading>{memberWords.achievements.title}</Heading>
      {achievements.length === 0 && <Empty />}
      {parts.map(
        ({ title, items }) =>
          items.length > 0 && (
            <section key={title} class="flex flex-col gap-3">
              <h2 class="text-lead strong">{title}</h2>
              <AchievementList achievements={items} />
            </section>
          ),
      )}
    </>
  )
}

function Empty() {
  return (
    <div class="my-auto flex flex-col gap-2">
      <p class="text-lead strong">{memberWords.achievements.emptyTitle}</p>
      <p class="text-quiet">{memberWords.achievements.emptyBody}</p>
    </div>
  )
}
