import { useQuery } from '@tanstack/preact-query'
import { dashboardQuery } from '../../api/member-queries.ts'
import type { Obstacle, Reward } from '../../api/shapes.ts'
import { Icon, type IconName } from '../../parts/icon.tsx'
import { Progress } from '../../parts/progress.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { spendingWords } from '../../words/spending.ts'
import { obstacleWords } from './reward-words.ts'

/** All that keeps a member from a reward, each with the way past it where there is one; nothing where nothing does. */
export function Obstacles({ reward }: { reward: Reward }) {
  if (reward.obstacles.length === 0) return null
  return (
    <ul class="tile divide-y divide-hairline px-5">
      {reward.obstacles.map(obstacle => (
        <li key={obstacle.reason + obstacle.detail} class="flex gap-3 py-4">
          <Icon name={iconOf(obstacle)} />
          <div class="flex min-w-0 flex-1 flex-col gap-1.5">
            <Sentence obstacle={obstacle} cost={reward.cost_points} />
          </div>
        </li>
      ))}
    </ul>
  )
}

function iconOf({ reason }: Obstacle): IconName {
  if (reason === 'not_enough_points') return 'rise'
  if (reason === 'not_yet' || reason === 'over' || reason === 'limit_reached') return 'clock'
  return reason === 'sold_out' || reason === 'not_available' ? 'gift' : 'lock'
}

function Sentence({ obstacle, cost }: { obstacle: Obstacle; cost: number }) {
  const balance = useQuery(dashboardQuery).data?.balance
  const said = obstacleWords(obstacle, usePointsName(), new Date())
  const { reason, needed } = obstacle
  return (
    <>
      <p class="strong">{said}</p>
      {reason === 'not_enough_points' && balance !== undefined && (
        <Progress part={balance / cost} text={said} />
      )}
      {reason === 'rank_needed' && <More href="/ranks">{spendingWords.reward.seeRanks}</More>}
      {reason === 'achievement_needed' && needed && (
        <More href="/achievements">{spendingWords.reward.seeAchievements}</More>
      )}
    </>
  )
}

function More({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} class="-my-1.5 inline-flex min-h-11 items-center self-start text-small">
      {children}
    </a>
  )
}
