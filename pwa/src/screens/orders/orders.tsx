import { useInfiniteQuery } from '@tanstack/preact-query'
import type { Order } from '../../api/shapes.ts'
import { ordersQuery } from '../../api/spending-queries.ts'
import { Bones } from '../../parts/bones.tsx'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { formatDay, formatPoints } from '../../words/format.ts'
import { spendingWords } from '../../words/spending.ts'

/** What was redeemed and given, newest first, each with where it is. */
export default function Orders() {
  const orders = useInfiniteQuery(ordersQuery)
  const said = spendingWords.orders
  return (
    <Screen title={said.title} nav back="/rewards">
      <Loaded query={orders} bones={<Bones lines={8} />}>
        {({ pages }) => {
          const items = pages.flatMap(page => page.items)
          return (
            <>
              <Heading>{said.title}</Heading>
              {items.length === 0 ? <NoOrders /> : <OrderList orders={items} />}
              <ProblemNote cause={orders.error} />
              {orders.hasNextPage && (
                <Button
                  look="quiet"
                  busy={orders.isFetchingNextPage}
                  onClick={() => void orders.fetchNextPage()}
                >
                  {spendingWords.rewards.more}
                </Button>
              )}
            </>
          )
        }}
      </Loaded>
    </Screen>
  )
}

function NoOrders() {
  const { emptyTitle, emptyBody, toRewards } = spendingWords.orders
  return (
    <Empty icon="parcel" title={emptyTitle} body={emptyBody}>
      <ButtonLink href="/rewards">{toRewards}</ButtonLink>
    </Empty>
  )
}

function OrderList({ orders }: { orders: Order[] }) {
  return (
    <ul class="tile divide-y divide-hairline">
      {orders.map(order => (
        <li key={order.id}>
          <OrderRow order={order} />
        </li>
      ))}
    </ul>
  )
}

function OrderRow({ order }: { order: Order }) {
  const { id, kind, digital, state, item_name, points_cost, created_at } = order
  const said = spendingWords.orders
  const name = usePointsName()
  const over = state === 'delivered' || state === 'cancelled'
  return (
    <a href={`/orders/${id}`} class="flex items-start gap-4 px-5 py-4 no-underline">
      <Icon name={kind === 'gift' ? 'gift' : digital ? 'ticket' : 'parcel'} />
      <span class="min-w-0 flex-1">
        <span class="block strong">{item_name}</span>
        <span class={`block text-small ${over ? 'text-quiet' : ''}`}>{said.state[state]}</span>
        <span class="block text-small text-quiet">
          {`${formatDay(new Date(created_at), new Date())} · ${kind === 'gift' ? said.gift : formatPoints(points_cost, name)}`}
        </span>
      </span>
      <span class="self-center text-quiet">
        <Icon name="next" size={18} />
      </span>
    </a>
  )
}
