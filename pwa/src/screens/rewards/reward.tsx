import { useQuery } from '@tanstack/preact-query'
import { useRoute } from 'preact-iso'
import { asProblem } from '../../api/problem.ts'
import type { Reward as RewardShape } from '../../api/shapes.ts'
import { rewardQuery } from '../../api/spending-queries.ts'
import { Bones } from '../../parts/bones.tsx'
import { ButtonLink } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { formatPoints } from '../../words/format.ts'
import { spendingWords } from '../../words/spending.ts'
import { Obstacles } from './obstacles.tsx'
import { RewardActions } from './reward-actions.tsx'
import { RewardFacts } from './reward-facts.tsx'
import { RewardPicture } from './reward-picture.tsx'
import { WishButton } from './wish-button.tsx'

/** One reward: what it is, what it takes, and the way to have it. */
export default function Reward() {
  const id = useRoute().params.id ?? ''
  // Another reward is another screen, though the route is the same.
  return <OneReward key={id} id={id} />
}

function OneReward({ id }: { id: string }) {
  const reward = useQuery(rewardQuery(id))
  const gone = reward.error !== null && [400, 404].includes(asProblem(reward.error).status)
  return (
    <Screen
      title={reward.data?.name ?? spendingWords.rewards.title}
      back="/rewards"
      aside={reward.data && <WishButton rewardId={id} />}
    >
      {gone ? (
        <Empty icon="gift" title={spendingWords.rewards.gone} body={spendingWords.reward.why.not_available}>
          <ButtonLink href="/rewards">{spendingWords.orders.toRewards}</ButtonLink>
        </Empty>
      ) : (
        <Loaded query={reward} bones={<Bones picture />}>
          {found => <Whole reward={found} />}
        </Loaded>
      )}
    </Screen>
  )
}

function Whole({ reward }: { reward: RewardShape }) {
  const name = usePointsName()
  const { kind } = reward
  return (
    <>
      <RewardPicture reward={reward} large />
      <div class="flex flex-col gap-2">
        <Heading>{reward.name}</Heading>
        <p class="text-lead strong">{formatPoints(reward.cost_points, name)}</p>
        <p class="flex items-center gap-2 text-quiet">
          <Icon name={kind === 'digital' ? 'ticket' : 'parcel'} size={20} />
          {spendingWords.reward[kind]}
        </p>
      </div>
      {reward.description && <p class="max-w-[60ch] whitespace-pre-line">{reward.description}</p>}
      <Obstacles reward={reward} />
      <RewardFacts reward={reward} />
      <RewardActions reward={reward} />
    </>
  )
}
