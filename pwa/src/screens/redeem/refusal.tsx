import { asProblem } from '../../api/problem.ts'
import { Icon } from '../../parts/icon.tsx'
import { ProblemNote } from '../../parts/problem-view.tsx'
import { usePointsName } from '../../parts/use-config.ts'
import { formatPoints } from '../../words/format.ts'
import { spendingWords } from '../../words/spending.ts'

type RefusalProps = { cause: unknown; price: { agreed: number; before: number | null } }

/** Why nothing was spent. Another price is no fault: it is said with both numbers, and asked again. */
export function Refusal({ cause, price }: RefusalProps) {
  const { redeem } = spendingWords
  const name = usePointsName()
  const code = cause ? asProblem(cause).code : null
  if (code === 'price_changed' && price.before !== null) {
    return (
      <div role="alert" class="enter tile flex gap-3 p-4 text-small">
        <Icon name="alert" />
        <div>
          <p class="strong">{redeem.priceTitle}</p>
          <p>{redeem.priceBody(formatPoints(price.agreed, name), formatPoints(price.before, name))}</p>
        </div>
      </div>
    )
  }
  return (
    <>
      <ProblemNote cause={cause} also={spendingWords.spendingProblems} />
      {code === 'operation_reused' && (
        <a href="/orders" class="inline-flex min-h-11 items-center text-small">
          {redeem.seeOrders}
        </a>
      )}
    </>
  )
}
