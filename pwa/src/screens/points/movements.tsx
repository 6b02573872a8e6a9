import { useInfiniteQuery } from '@tanstack/preact-query'
import { historyQuery } from '../../api/member-queries.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { memberWords } from '../../words/member.ts'
import { Activity } from '../history/activity.tsx'

const shown_max = 5

/** The latest that moved points, with what each was made of; all else is one tap away. */
export function Movements() {
  const pages = useInfiniteQuery(historyQuery).data?.pages ?? []
  const moved = (pages[0]?.items ?? []).filter(({ entries, held }) => entries.length > 0 || held !== null)
  return (
    <section class="flex flex-col gap-2">
      {moved.length > 0 && (
        <>
          <h2 class="text-lead strong">{memberWords.home.recent}</h2>
          <Activity items={moved.slice(0, shown_max)} detailed dated />
        </>
      )}
      <ButtonLink look="quiet" href="/history">
        {memberWords.home.allHistory}
      </ButtonLink>
    </section>
  )
}
