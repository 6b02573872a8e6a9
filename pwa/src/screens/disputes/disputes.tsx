import { useInfiniteQuery } from '@tanstack/preact-query'
import { disputesQuery } from '../../api/account-queries.ts'
import type { Dispute } from '../../api/shapes.ts'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { disputeWords } from '../../words/disputes.ts'
import { formatChange, formatDay } from '../../words/format.ts'

/** The codes that the member disputed, and what came of each. */
export default function Disputes() {
  const { disputes } = disputeWords
  const pages = useInfiniteQuery(disputesQuery)
  return (
    <Screen title={disputes.title} nav back="/profile">
      <div class="flex flex-col gap-2">
        <Heading>{disputes.title}</Heading>
        <p class="text-quiet">{disputes.body}</p>
      </div>
      <Loaded query={pages}>{data => <List items={data.pages.flatMap(page => page.items)} />}</Loaded>
      {pages.hasNextPage && (
        <Button look="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {disputes.more}
        </Button>
      )}
    </Screen>
  )
}

function List({ items }: { items: Dispute[] }) {
  const { disputes } = disputeWords
  if (items.length === 0) return <Empty icon="seal" title={disputes.emptyTitle} body={disputes.emptyBody} />
  return (
    <ul class="tile divide-y divide-hairline px-5">
      {items.map(dispute => (
        <Row key={dispute.id} dispute={dispute} />
      ))}
    </ul>
  )
}

function Row({ dispute: { serial, state, points, message, created_at, settled_at } }: { dispute: Dispute }) {
  const { disputes } = disputeWords
  const now = new Date()
  const days = [
    disputes.opened(formatDay(new Date(created_at), now)),
    settled_at && disputes.settled(formatDay(new Date(settled_at), now)),
  ]
  return (
    <li class="flex flex-col gap-1 py-4">
      <p class="flex flex-wrap justify-between gap-x-4">
        <span class="strong">{disputes.pack(String(serial).padStart(6, '0'))}</span>
        <span class={state === 'open' ? 'text-quiet' : 'strong'}>
          {disputes.state[state]} {points !== null && points > 0 && formatChange(points)}
        </span>
      </p>
      {message && <p class="wrap-anywhere">{message}</p>}
      <p class="text-small text-quiet">{days.filter(Boolean).join(' · ')}</p>
    </li>
  )
}
