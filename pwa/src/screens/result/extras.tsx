import type { ScanResult, Unlocked } from '../../api/shapes.ts'
import { Badge } from '../../parts/badge.tsx'
import { Icon } from '../../parts/icon.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { formatMultiplier, formatNumber, formatPoints } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'

/** What came with the points: a rank, achievements, a gift; each one only when it is there. */
export function Extras({ result }: { result: ScanResult }) {
  return (
    <div class="flex flex-col gap-5" role="status">
      {result.rank_changed && (
        <div class="rank-up rounded-tile bg-on-card p-5 text-card">
          <p class="font-display text-title">{memberWords.result.rankUp(result.rank.name)}</p>
          <p>{memberWords.result.rankUpBody(formatMultiplier(result.rank.multiplier))}</p>
        </div>
      )}
      {result.achievements_unlocked.map(unlocked => (
        <UnlockedRow key={unlocked.key} unlocked={unlocked} />
      ))}
      {result.gift && (
        <div class="flex items-center gap-4">
          <span class="grid size-14 shrink-0 place-items-center rounded-full bg-on-card-faint">
            <Icon name="gift" />
          </span>
          <div class="min-w-0">
            <p class="text-small text-on-card-quiet">{memberWords.result.gift}</p>
            <p class="strong">{result.gift.name}</p>
            <p class="text-small text-on-card-quiet">{memberWords.result.giftOnItsWay}</p>
          </div>
        </div>
      )}
    </div>
  )
}

function UnlockedRow({ unlocked }: { unlocked: Unlocked }) {
  const { key, name, description, rarity, times } = unlocked
  return (
    <div class="earned flex items-center gap-4">
      <Badge name={key} rarity={rarity} />
      <div class="min-w-0">
        <p class="text-small text-on-card-quiet">
          {times > 1 ? memberWords.result.unlockedAgain(formatNumber(times)) : memberWords.result.unlocked}
        </p>
        <p class="strong">{name}</p>
        <p class="text-small text-on-card-quiet">{description}</p>
        <Won unlocked={unlocked} />
      </div>
    </div>
  )
}

function Won({ unlocked: { points, multiplier } }: { unlocked: Unlocked }) {
  const name = usePointsName()
  return (
    <>
      {points > 0 && <p class="text-small strong">{memberWords.result.bonus(formatPoints(points, name))}</p>}
      {multiplier && (
        <p class="text-small strong">
          {memberWords.result.timed(formatMultiplier(multiplier.factor), multiplier.days)}
        </p>
      )}
    </>
  )
}
