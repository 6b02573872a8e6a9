import type { RankStep } from '../../api/shapes.ts'
import { Icon } from '../../parts/icon.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { formatMultiplier, formatPoints } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'

type StepProps = { step: RankStep; place: 'below' | 'here' | 'above' }

/** A rank with what it takes and what it gives; the one that is held is on the dark side of the brand. */
export function Step({ step, place }: StepProps) {
  const name = usePointsName()
  const here = place === 'here'
  const quiet = here ? 'text-on-card-quiet' : 'text-quiet'
  return (
    <li
      class={`flex flex-col gap-2 p-5 ${here ? 'on-card rounded-tile bg-card text-on-card' : 'tile'}`}
      aria-current={here ? 'step' : undefined}
    >
      <div class="flex flex-wrap items-center justify-between gap-x-4">
        <h2 class="text-lead strong">{step.name}</h2>
        {place !== 'above' && (
          <p class={`inline-flex items-center gap-1 text-small ${quiet}`}>
            {place === 'below' && <Icon name="tick" size={16} />}
            {here ? memberWords.ranks.here : memberWords.ranks.reached}
          </p>
        )}
      </div>
      <p class={`text-small ${quiet}`}>
        {step.threshold === 0
          ? memberWords.ranks.start
          : memberWords.ranks.from(formatPoints(step.threshold, name))}
      </p>
      <ul class="flex flex-col gap-1">
        {gifts(step, formatPoints(step.reward_points, name)).map(gift => (
          <li key={gift}>{gift}</li>
        ))}
      </ul>
    </li>
  )
}

function gifts({ multiplier, benefits, reward_points }: RankStep, points: string): string[] {
  return [
    ...(multiplier > 1 ? [memberWords.ranks.earns(formatMultiplier(multiplier))] : []),
    ...benefits,
    ...(reward_points > 0 ? [memberWords.ranks.once(points)] : []),
  ]
}
