import { useInfiniteQuery } from '@tanstack/preact-query'
import { historyQuery } from '../../api/member-queries.ts'
import type { HistoryItem } from '../../api/shapes.ts'
import { Bones } from '../../parts/bones.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { ProblemNote, ProblemView } from '../../parts/problem-view.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { formatDay } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'
import { Activity } from './activity.tsx'
import { byDay, type Day } from './by-day.ts'

/** Everything that happened, day by day. */
export default function History() {
  const history = useInfiniteQuery(historyQuery)
  if (!history.data) {
    return (
      <Screen title={memberWords.history.title} nav>
        {history.error ? (
          <ProblemView cause={history.error} onRetry={() => void history.refetch()} />
        ) : (
          <Bones lines={9} />
        )}
      </Screen>
    )
  }
  const items = history.data.pages.flatMap(page => page.items)
  return (
    <Screen title={memberWords.history.title} nav>
      <Heading>{memberWords.history.title}</Heading>
      {items.length === 0 ? <Empty /> : <Days items={items} />}
      <ProblemNote cause={history.error} />
      {history.hasNextPage ? (
        <Button look="quiet" busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {memberWords.history.more}
        </Button>
      ) : (
        items.length > 0 && <p class="text-center text-small text-quiet">{memberWords.history.end}</p>
      )}
    </Screen>
  )
}

function Days({ items }: { items: HistoryItem[] }) {
  const now = new Date()
  return byDay(items, now).map(day => (
    <section key={day.key}>
      <h2 class="sticky top-0 bg-paper py-2 text-small strong">{dayName(day, now)}</h2>
      <Activity items={day.items} detailed />
    </section>
  ))
}

function dayName({ daysAgo, date }: Day, now: Date) {
  if (daysAgo === 0) return memberWords.history.today
  if (daysAgo === 1) return memberWords.history.yesterday
  return formatDay(date, now)
}

function Empty() {
  return (
    <div class="my-auto flex flex-col gap-4">
      <p class="text-lead strong">{memberWords.history.emptyTitle}</p>
      <p class="text-quiet">{memberWords.history.emptyBody}</p>
      <ButtonLink href="/scan">{memberWords.home.scanNow}</ButtonLink>
    </div>
  )
}
