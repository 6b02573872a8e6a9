import type { UseInfiniteQueryResult } from '@tanstack/preact-query'
import type { Friend, OwnReferrals } from '../../api/shapes.ts'
import { Button } from '../../parts/button.tsx'
import { Icon, type IconName } from '../../parts/icon.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { formatChange, formatDay } from '../../words/format.ts'
import { friendWords } from '../../words/friends.ts'

type FriendListProps = {
  pages: UseInfiniteQueryResult<{ pages: OwnReferrals[] }>
  completed: number
}

/** Who joined by the member's link, newest first, and whether they counted. */
export function FriendList({ pages, completed }: FriendListProps) {
  const friends = pages.data?.pages.flatMap(page => page.friends.items) ?? []
  return (
    <section class="flex flex-col gap-2">
      <h2 class="text-lead strong">{friendWords.listTitle}</h2>
      {friends.length === 0 ? (
        <p class="text-quiet">
          {friendWords.emptyTitle}. {friendWords.emptyBody}
        </p>
      ) : (
        <>
          {completed > 0 && <p class="text-small text-quiet">{friendWords.total(completed)}</p>}
          <ul class="divide-y divide-hairline">
            {friends.map(friend => (
              <Row key={`${friend.joined_at} ${friend.name}`} friend={friend} />
            ))}
          </ul>
          {friends.some(({ state }) => state === 'pending') && (
            <p class="text-small text-quiet">{friendWords.pendingHint}</p>
          )}
        </>
      )}
      <ProblemNote cause={pages.error} />
      {pages.hasNextPage && (
        <Button look="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {friendWords.more}
        </Button>
      )}
    </section>
  )
}

const signs: Record<Friend['state'], IconName> = { pending: 'clock', converted: 'tick', rejected: 'cross' }

function Row({ friend: { name, state, joined_at, points } }: { friend: Friend }) {
  return (
    <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3">
      <div class="min-w-0 flex-1 basis-32">
        <p class="strong wrap-anywhere">{name}</p>
        <p class="text-small text-quiet">{friendWords.joined(formatDay(new Date(joined_at), new Date()))}</p>
      </div>
      <p class={`flex items-center gap-1.5 ${state === 'converted' ? '' : 'text-quiet'}`}>
        <span class={state === 'converted' ? 'text-good' : ''}>
          <Icon name={signs[state]} size={18} />
        </span>
        <span class="text-small">{friendWords.state[state]}</span>
        {points > 0 && <span class="strong">{formatChange(points)}</span>}
      </p>
    </li>
  )
}
