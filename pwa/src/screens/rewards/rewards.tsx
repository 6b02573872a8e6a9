import { useInfiniteQuery, useQuery } from '@tanstack/preact-query'
import { dashboardQuery } from '../../api/member-queries.ts'
import { rewardsQuery } from '../../api/spending-queries.ts'
import { Bones } from '../../parts/bones.tsx'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { formatPoints } from '../../words/format.ts'
import { spendingWords } from '../../words/spending.ts'
import { CatalogueFilter } from './catalogue-filter.tsx'
import { passes } from './narrow.ts'
import { RewardGrid } from './reward-grid.tsx'
import { useNarrowing } from './use-narrowing.ts'
import { YourPlaces } from './your-places.tsx'

/** The catalogue: what there is, what it costs, and what each takes beside points. */
export default function Rewards() {
  const { narrowing, search, change } = useNarrowing()
  return (
    <Screen title={spendingWords.rewards.title} nav>
      <div class="flex flex-col gap-1">
        <Heading>{spendingWords.rewards.title}</Heading>
        <Balance />
      </div>
      <YourPlaces />
      <CatalogueFilter narrowing={narrowing} onChange={change} />
      <Shelves search={search} show={narrowing.show} onShowAll={() => change({ search: '', show: 'all' })} />
    </Screen>
  )
}

function Balance() {
  const balance = useQuery(dashboardQuery).data?.balance
  const name = usePointsName()
  return (
    <p class="text-quiet">
      {balance === undefined ? '\u00a0' : `${spendingWords.reward.balance} ${formatPoints(balance, name)}`}
    </p>
  )
}

type ShelvesProps = { search: string; show: Parameters<typeof passes>[1]; onShowAll: () => void }

function Shelves({ search, show, onShowAll }: ShelvesProps) {
  const found = useInfiniteQuery({ ...rewardsQuery(search), placeholderData: before => before })
  return (
    <Loaded query={found} bones={<Bones picture lines={5} />}>
      {({ pages }) => {
        const rewards = pages.flatMap(page => page.items).filter(reward => passes(reward, show))
        return (
          <section aria-label={spendingWords.rewards.title} class="flex flex-1 flex-col gap-5">
            <p role="status" class="sr-only">
              {found.isPlaceholderData ? '' : spendingWords.rewards.found(rewards.length)}
            </p>
            {rewards.length > 0 ? (
              <RewardGrid rewards={rewards} />
            ) : (
              !found.hasNextPage && (
                <Nothing narrowed={search !== '' || show !== 'all'} {...{ show, onShowAll }} />
              )
            )}
            <ProblemNote cause={found.error} />
            {found.hasNextPage && (
              <Button look="quiet" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                {spendingWords.rewards.more}
              </Button>
            )}
          </section>
        )
      }}
    </Loaded>
  )
}

type NothingProps = { narrowed: boolean; show: ShelvesProps['show']; onShowAll: () => void }

function Nothing({ narrowed, show, onShowAll }: NothingProps) {
  const { rewards } = spendingWords
  if (!narrowed) return <Empty icon="gift" title={rewards.emptyTitle} body={rewards.emptyBody} />
  return (
    <Empty
      icon="gift"
      title={rewards.noneTitle}
      body={show === 'ready' ? rewards.noneReady : rewards.noneBody}
    >
      <Button look="quiet" onClick={onShowAll}>
        {rewards.showAll}
      </Button>
    </Empty>
  )
}
