import { useQuery } from '@tanstack/preact-query'
import { useRoute } from 'preact-iso'
import type { OrderDetail } from '../../api/shapes.ts'
import { orderQuery } from '../../api/spending-queries.ts'
import { Art, brandMotif } from '../../art/art.tsx'
import { seedFrom } from '../../art/random.ts'
import { Badge } from '../../parts/badge.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { formatPoints } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'
import { spendingWords } from '../../words/spending.ts'
import { justPlaced } from './just-placed.ts'
import { Voucher } from './voucher.tsx'

/** The moment worth a second: it is yours. */
export default function Placed() {
  const id = useRoute().params.id ?? ''
  const order = useQuery(orderQuery(id))
  return (
    <Screen title={spendingWords.placed.title} onCard>
      <Loaded query={order}>{found => <Yours order={found} />}</Loaded>
    </Screen>
  )
}

function Yours({ order }: { order: OrderDetail }) {
  const { placed } = spendingWords
  const { id, item_name, points_cost, voucher, digital } = order
  const name = usePointsName()
  const more = justPlaced(id)
  return (
    <>
      <div class="relative -mx-[20px] -mt-[56px] min-h-36 flex-1 overflow-hidden">
        <Art motif={brandMotif()} seed={seedFrom(id)} class="result-art absolute inset-0 size-full" drawn />
      </div>
      <div class="flex flex-col gap-6">
        <div class="earned flex flex-col gap-2">
          <p class="text-on-card-quiet">{item_name}</p>
          <Heading>{placed.title}</Heading>
          <p class="text-lead">{digital ? placed.digital : placed.shipped}</p>
        </div>
        {voucher && <Voucher code={voucher} />}
        <dl class="divide-y divide-on-card-faint border-y border-on-card-faint">
          <Row name={placed.spent}>{formatPoints(points_cost, name)}</Row>
          {more && <Row name={placed.balance}>{formatPoints(more.new_balance, name)}</Row>}
        </dl>
        {more?.achievements_unlocked.map(unlocked => (
          <div key={unlocked.key} class="earned flex items-center gap-4">
            <Badge name={unlocked.key} rarity="common" />
            <div class="min-w-0">
              <p class="text-small text-on-card-quiet">{memberWords.result.unlocked}</p>
              <p class="strong">{unlocked.name}</p>
              {unlocked.points > 0 && (
                <p class="text-small">{memberWords.result.bonus(formatPoints(unlocked.points, name))}</p>
              )}
            </div>
          </div>
        ))}
      </div>
      <div class="actions">
        <ButtonLink href={`/orders/${id}`}>{placed.seeOrder}</ButtonLink>
        <ButtonLink look="plain" href="/rewards">
          {placed.more}
        </ButtonLink>
      </div>
    </>
  )
}

function Row({ name, children }: { name: string; children: string }) {
  return (
    <div class="flex flex-wrap items-baseline justify-between gap-x-4 py-3">
      <dt class="text-on-card-quiet">{name}</dt>
      <dd class="strong">{children}</dd>
    </div>
  )
}
