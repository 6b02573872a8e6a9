import { useQuery } from '@tanstack/preact-query'
import { useEffect, useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { dashboardQuery } from '../../api/member-queries.ts'
import type { Reward } from '../../api/shapes.ts'
import { rewardQuery } from '../../api/spending-queries.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { type Fact, FactList } from '../../parts/fact-list.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Screen } from '../../parts/screen.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { useOnline } from '../../parts/use-online.ts'
import { formatPoints } from '../../words/format.ts'
import { spendingWords } from '../../words/spending.ts'
import { RewardPicture } from '../rewards/reward-picture.tsx'
import { Destination } from './destination.tsx'
import { Refusal } from './refusal.tsx'
import { useRedemption } from './use-redemption.ts'

/** The last look before points are spent: what it costs, what is left, where it goes. */
export default function Redeem() {
  const id = useRoute().params.id ?? ''
  const { route } = useLocation()
  const reward = useQuery(rewardQuery(id))
  const fresh = reward.data !== undefined && !reward.isPlaceholderData
  const [asked, setAsked] = useState<Reward>()
  // What keeps one from it is said on its own page; once the question is asked, the server's answer says it here.
  useEffect(() => {
    if (!fresh || asked) return
    if (reward.data?.can_redeem) setAsked(reward.data)
    else route(`/rewards/${id}`, true)
  }, [fresh, asked, reward.data, id, route])
  return (
    <Screen title={spendingWords.reward.redeem} back={`/rewards/${id}`}>
      <Loaded query={{ ...reward, data: asked }}>{found => <Question reward={found} />}</Loaded>
    </Screen>
  )
}

function Question({ reward }: { reward: Reward }) {
  const { redeem, reward: said } = spendingWords
  const name = usePointsName()
  const online = useOnline()
  const balance = useQuery(dashboardQuery).data?.balance
  const { price, redemption } = useRedemption(reward)
  const [addressId, setAddressId] = useState<string | null>(null)
  const [noPlace, setNoPlace] = useState(false)
  const shipped = reward.kind === 'shipped'
  const facts: Fact[] = [[redeem.cost, formatPoints(price.agreed, name)]]
  if (balance !== undefined && balance >= price.agreed) {
    facts.push([redeem.have, formatPoints(balance, name)])
    facts.push([redeem.after, formatPoints(balance - price.agreed, name)])
  }

  const submit = () => {
    setNoPlace(shipped && addressId === null)
    if (!shipped || addressId) redemption.mutate(addressId)
  }
  return (
    <>
      <div class="enter flex items-center gap-4">
        <div class="reward-thumb w-24 shrink-0">
          <RewardPicture reward={reward} />
        </div>
        <h1 tabIndex={-1} class="min-w-0 font-display text-lead">
          {redeem.title(reward.name)}
        </h1>
      </div>
      <FactList facts={facts} />
      {shipped && (
        <Destination
          chosen={addressId}
          onChosen={id => {
            setAddressId(id)
            setNoPlace(false)
          }}
        />
      )}
      <p class="text-small text-quiet">{shipped ? redeem.shippedNote : redeem.digitalNote}</p>
      <div class="actions actions-still">
        <p role="alert" class="text-small strong text-bad empty:hidden">
          {noPlace && redeem.chooseAddress}
        </p>
        <Refusal cause={redemption.error} price={price} />
        {online ? (
          <Button busy={redemption.isPending} onClick={submit}>
            {redeem.submit(formatPoints(price.agreed, name))}
          </Button>
        ) : (
          <p role="status" class="text-small">
            {said.offline}
          </p>
        )}
        <ButtonLink look="plain" href={`/rewards/${reward.id}`}>
          {redeem.notNow}
        </ButtonLink>
      </div>
    </>
  )
}
