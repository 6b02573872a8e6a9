import { useInfiniteQuery } from '@tanstack/preact-query'
import { consentsQuery } from '../../api/account-queries.ts'
import type { Consent } from '../../api/shapes.ts'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { accountWords } from '../../words/account.ts'
import { formatDay, formatTime } from '../../words/format.ts'

/** What the member agreed to or took back, and when. */
export default function Consents() {
  const { consents } = accountWords
  const pages = useInfiniteQuery(consentsQuery)
  return (
    <Screen title={consents.title} nav back="/profile">
      <div class="flex flex-col gap-2">
        <Heading>{consents.title}</Heading>
        <p class="text-quiet">{consents.body}</p>
      </div>
      <Loaded query={pages}>{data => <List items={data.pages.flatMap(page => page.items)} />}</Loaded>
      {pages.hasNextPage && (
        <Button look="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {accountWords.account.more}
        </Button>
      )}
    </Screen>
  )
}

function List({ items }: { items: Consent[] }) {
  const { consents } = accountWords
  if (items.length === 0) {
    return <Empty icon="tick" title={consents.emptyTitle} body={consents.emptyBody} />
  }
  return (
    <ul class="tile divide-y divide-hairline px-5">
      {items.map(consent => (
        <Row key={consent.id} consent={consent} />
      ))}
    </ul>
  )
}

function Row({ consent: { kind, granted, source, text_version, at } }: { consent: Consent }) {
  const { consents } = accountWords
  const time = new Date(at)
  const circumstances = [
    `${formatDay(time, new Date())}, ${formatTime(time)}`,
    consents.source[source],
    text_version && consents.version(text_version),
  ]
  return (
    <li class="flex gap-4 py-4">
      <span class={granted ? 'text-good' : 'text-quiet'}>
        <Icon name={granted ? 'tick' : 'cross'} />
      </span>
      <div class="min-w-0">
        <p class="strong">{(granted ? consents.given : consents.withdrawn)[kind]}</p>
        <p class="text-small text-quiet wrap-anywhere">{circumstances.filter(Boolean).join(' · ')}</p>
      </div>
    </li>
  )
}
