import { useMutation, useQuery } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { refetchAccount } from '../../api/member-queries.ts'
import type { Wish } from '../../api/shapes.ts'
import { goalQuery, wishlistQuery } from '../../api/spending-queries.ts'
import { Bones } from '../../parts/bones.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { useFocus } from '../../parts/use-focus.ts'
import { spendingWords } from '../../words/spending.ts'
import { addWish, removeWish } from '../rewards/use-wish.ts'
import { WishRow } from './wish-row.tsx'

/** What a member would like to have, each with how far it is. */
export default function Wishlist() {
  const wishes = useQuery(wishlistQuery)
  return (
    <Screen title={spendingWords.wishlist.title} nav back="/rewards">
      <Loaded query={wishes} bones={<Bones lines={8} />}>
        {({ items }) => <Wishes wishes={items} />}
      </Loaded>
    </Screen>
  )
}

function Wishes({ wishes }: { wishes: Wish[] }) {
  const said = spendingWords.wishlist
  const goalId = useQuery(goalQuery).data?.goal?.reward.id
  const [removed, setRemoved] = useState<Wish['reward'] | null>(null)
  const change = useMutation({
    networkMode: 'always',
    mutationFn: async ({ wish, wanted }: { wish: Wish['reward']; wanted: boolean }) => {
      await (wanted ? addWish(wish.id) : removeWish(wish.id))
    },
    async onSuccess(_, { wish, wanted }) {
      await refetchAccount()
      setRemoved(wanted ? null : wish)
      if (wanted) document.querySelector('h1')?.focus()
    },
  })
  return (
    <>
      <Heading>{said.title}</Heading>
      {removed && (
        <Removed
          key={removed.id}
          name={removed.name}
          onUndo={() => change.mutate({ wish: removed, wanted: true })}
        />
      )}
      <ProblemNote cause={change.error} also={spendingWords.spendingProblems} />
      {wishes.length === 0 ? (
        <Empty icon="heart" title={said.emptyTitle} body={said.emptyBody}>
          <ButtonLink href="/rewards">{said.toRewards}</ButtonLink>
        </Empty>
      ) : (
        <ul class="tile divide-y divide-hairline">
          {wishes.map(wish => (
            <li key={wish.reward.id}>
              <WishRow
                wish={wish}
                isGoal={wish.reward.id === goalId}
                onRemove={() => change.mutate({ wish: wish.reward, wanted: false })}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

// In the place of the heart that was pressed and is gone: read out, and one key from being taken back.
function Removed({ name, onUndo }: { name: string; onUndo: () => void }) {
  const place = useFocus<HTMLDivElement>()
  const said = spendingWords.wishlist
  return (
    <div
      ref={place}
      tabIndex={-1}
      class="tile flex flex-wrap items-center justify-between gap-x-4 px-5 py-1 text-small outline-none"
    >
      <p>{said.removed(name)}</p>
      <Button look="plain" onClick={onUndo}>
        {said.undo}
      </Button>
    </div>
  )
}
