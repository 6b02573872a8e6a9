import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { ScanResult } from '../../api/shapes.ts'
import { Art, brandMotif } from '../../art/art.tsx'
import { seedFrom } from '../../art/random.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { Counted } from '../../parts/counted.tsx'
import { Figure } from '../../parts/figure.tsx'
import { Heading, Screen } from '../../parts/screen.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { latestResult } from '../../scan/latest-result.ts'
import { formatPoints, pointsWord } from '../../words/format.ts'
import { words } from '../../words/index.ts'
import { memberWords } from '../../words/member.ts'
import { Extras } from './extras.tsx'
import { Reasons } from './reasons.tsx'

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
  const { points_earned: earned, hold } = result
  const word = pointsWord(earned, points)
  return (
    <Screen title={memberWords.result.title} onCard>
      <div class="relative -mx-[20px] -mt-[56px] min-h-40 flex-1 overflow-hidden">
        <Art
          motif={brandMotif()}
          seed={result.product?.art.seed ?? seedFrom(String(earned))}
          class="result-art absolute inset-0 size-full"
          drawn
        />
      </div>
      <div class="flex flex-col gap-6">
        <div class="earned">
          {result.product && <p class="text-on-card-quiet">{result.product.name}</p>}
          <Figure value={earned} heading>
            +<Counted from={0} to={earned} />
          </Figure>
          <p class="text-lead">{hold ? memberWords.result.held(word) : word}</p>
          <Reasons result={result} />
        </div>
        <p class="flex flex-wrap items-baseline justify-between gap-x-4 border-y border-on-card-faint py-3">
          <span class="text-on-card-quiet">{memberWords.result.balance}</span>
          <span class="strong">{formatPoints(result.new_balance, points)}</span>
        </p>
        <Extras result={result} />
      </div>
      <div class="actions">
        <ButtonLink href="/">{memberWords.result.done}</ButtonLink>
        <ButtonLink look="plain" href="/scan">
          {memberWords.result.another}
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
        <ButtonLink href="/">{memberWords.result.done}</ButtonLink>
        <ButtonLink look="plain" href="/scan">
          {words.door.enterAnother}
        </ButtonLink>
      </div>
    </Screen>
  )
}
