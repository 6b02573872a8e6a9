import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { ScanResult } from '../../api/shapes.ts'
import { Art, brandMotif } from '../../art/art.tsx'
import { seedFrom } from '../../art/random.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { Counted } from '../../parts/counted.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { latestResult } from '../../scan/latest-result.ts'
import { formatMultiplier, formatPoints, pointsWord } from '../../words/format.ts'
import { words } from '../../words/index.ts'
import { Extras } from './extras.tsx'

/** What a scan gave, as the server said it: nothing here is a promise. */
export default function Result() {
  const [result] = useState(latestResult)
  const { route } = useLocation()
  useEffect(() => {
    if (!result) route('/history', true)
  }, [result, route])
  if (!result) return null
  return result.verdict === 'claimed' ? <Earned result={result} /> : <NothingEarned result={result} />
}

function Earned({ result }: { result: ScanResult }) {
  const points = usePointsName()
  const { points_earned: earned, multiplier, rank } = result
  return (
    <Screen title={words.result.title} onCard>
      <Art
        motif={brandMotif()}
        seed={result.product?.art.seed ?? seedFrom(String(earned))}
        class="result-art absolute inset-x-0 top-0 h-[62dvh] w-full"
        drawn
      />
      <div class="relative flex flex-1 flex-col gap-6 pt-[16dvh]">
        <div class="earned">
          {result.product && <p class="text-on-card-quiet">{result.product.name}</p>}
          <h1 tabIndex={-1} class="font-display text-huge">
            +<Counted from={0} to={earned} />
          </h1>
          <p class="text-lead">{pointsWord(earned, points)}</p>
          {multiplier !== 1 && (
            <p class="mt-1 text-on-card-quiet">
              {multiplier === rank.multiplier && !result.rank_changed
                ? words.result.multiplied(rank.name, formatMultiplier(multiplier))
                : words.result.multipliedOnly(formatMultiplier(multiplier))}
            </p>
          )}
        </div>
        <p class="flex items-baseline justify-between gap-4 border-y border-on-card-faint py-3">
          <span class="text-on-card-quiet">{words.result.balance}</span>
          <span class="strong">{formatPoints(result.new_balance, points)}</span>
        </p>
        <Extras result={result} />
      </div>
      <div class="actions relative">
        <ButtonLink href="/">{words.result.done}</ButtonLink>
        <ButtonLink look="plain" href="/scan">
          {words.result.another}
        </ButtonLink>
      </div>
    </Screen>
  )
}

function NothingEarned({ result }: { result: ScanResult }) {
  const key = result.verdict === 'inactive' ? 'inactive_member' : result.verdict
  const said = words.verdicts[key] ?? words.problemOtherwise
  return (
    <Screen title={said.title}>
      <div class="enter my-auto flex flex-col gap-3">
        <Heading>{said.title}</Heading>
        <p class="max-w-[38ch] text-lead text-quiet">{said.body}</p>
      </div>
      <div class="actions">
        <ButtonLink href="/">{words.result.done}</ButtonLink>
        <ButtonLink look="plain" href="/scan">
          {words.door.enterAnother}
        </ButtonLink>
      </div>
    </Screen>
  )
}
