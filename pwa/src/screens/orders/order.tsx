import { useQuery } from '@tanstack/preact-query'
import { useRoute } from 'preact-iso'
import type { OrderDetail } from '../../api/shapes.ts'
import { orderQuery } from '../../api/spending-queries.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { type Fact, FactList } from '../../parts/fact-list.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { formatDay, formatPoints } from '../../words/format.ts'
import { spendingWords } from '../../words/spending.ts'
import { CancelOrder } from './cancel-order.tsx'
import { Timeline } from './timeline.tsx'
import { Voucher } from './voucher.tsx'

/** One order: where it is, what became of it, and the way out of it while there is one. */
export default function Order() {
  const id = useRoute().params.id ?? ''
  const order = useQuery(orderQuery(id))
  return (
    <Screen key={id} title={order.data?.item_name ?? spendingWords.orders.title} nav back="/orders">
      <Loaded query={order}>{found => <Whole order={found} />}</Loaded>
    </Screen>
  )
}

function Whole({ order }: { order: OrderDetail }) {
  const said = spendingWords.orders
  const { item_name, digital, state, voucher, tracking_number, carrier, created_at } = order
  return (
    <>
      <div class="flex flex-col gap-1">
        <Heading>{item_name}</Heading>
        <p class="text-lead">{said.state[state]}</p>
        {/* Of a parcel the way says when. */}
        {digital && <p class="text-quiet">{said.orderedOn(formatDay(new Date(created_at), new Date()))}</p>}
      </div>
      {voucher && <Voucher code={voucher} />}
      {!digital && <Timeline order={order} />}
      {tracking_number && (
        <section class="tile flex flex-col items-start gap-3 p-5">
          <h2 class="text-lead strong">{said.parcel}</h2>
          <div>
            {carrier && <p class="text-quiet">{said.carrier(carrier)}</p>}
            <p class="strong wrap-anywhere select-all">{tracking_number}</p>
          </div>
          <CopyButton text={tracking_number} label={said.copyTracking} />
        </section>
      )}
      <Facts order={order} />
      {order.can_cancel && <CancelOrder order={order} />}
    </>
  )
}

function Facts({ order: { kind, points_cost, address, state, reward_id } }: { order: OrderDetail }) {
  const said = spendingWords.orders
  const name = usePointsName()
  const facts: Fact[] = [[said.cost, kind === 'gift' ? said.gift : formatPoints(points_cost, name)]]
  if (address) {
    const { line1, line2, city, state: region, postal_code } = address
    const street = [line1, line2].filter(Boolean).join(', ')
    facts.push([
      state === 'delivered' ? said.wentTo : said.goesTo,
      `${street}, ${city}, ${region} ${postal_code}`,
    ])
  }
  return (
    <div class="flex flex-col gap-2">
      <FactList facts={facts} />
      {reward_id && (
        <a href={`/rewards/${reward_id}`} class="inline-flex min-h-11 items-center self-start">
          {said.seeReward}
        </a>
      )}
    </div>
  )
}
