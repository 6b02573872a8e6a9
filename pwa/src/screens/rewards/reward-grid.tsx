import { useQuery } from '@tanstack/preact-query'
import { dashboardQuery } from '../../api/member-queries.ts'
import type { Reward } from '../../api/shapes.ts'
import { Icon } from '../../parts/icon.tsx'
import { Progress } from '../../parts/progress.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { formatPoints } from '../../words/format.ts'
import { RewardPicture } from './reward-picture.tsx'
import { onlyPointsMissing, shortNote } from './reward-words.ts'

/** Rewards side by side, as many as fit; those that are featured take the whole width. */
export function RewardGrid({ rewards }: { rewards: Reward[] }) {
  return (
    <ul class="reward-grid">
      {rewards.map(reward => (
        <li key={reward.id} class={reward.featured ? 'reward-wide' : ''}>
          <RewardCard reward={reward} />
        </li>
      ))}
    </ul>
  )
}

function RewardCard({ reward }: { reward: Reward }) {
  const name = usePointsName()
  const closed = !reward.can_redeem && !onlyPointsMissing(reward)
  return (
    <a href={`/rewards/${reward.id}`} class="flex h-full flex-col gap-2 no-underline">
      <RewardPicture reward={reward} large={reward.featured} faded={closed} />
      <h2 class="leading-snug strong">{reward.name}</h2>
      <p class="text-small">{formatPoints(reward.cost_points, name)}</p>
      <Note reward={reward} />
    </a>
  )
}

function Note({ reward }: { reward: Reward }) {
  const name = usePointsName()
  const balance = useQuery(dashboardQuery).data?.balance
  const note = shortNote(reward, name, new Date())
  if (!note) return null
  if (onlyPointsMissing(reward)) {
    return (
      <div class="flex flex-col gap-1.5 text-small text-quiet">
        {balance !== undefined && (
          <Progress part={balance / reward.cost_points} text={`${reward.name}: ${note}`} />
        )}
        <span aria-hidden={balance !== undefined}>{note}</span>
      </div>
    )
  }
  return (
    <p class={`flex items-center gap-1.5 text-small ${reward.can_redeem ? 'strong' : 'text-quiet'}`}>
      {reward.obstacles.some(({ reason }) => reason.endsWith('_needed')) && <Icon name="lock" size={16} />}
      {note}
    </p>
  )
}
