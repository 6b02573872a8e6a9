import type { HistoryItem } from '../../api/shapes.ts'
import { formatChange, formatNumber, formatTime } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'

/** What happened, newest first, with what it gave or took. */
export function Activity({ items, balances = false }: { items: HistoryItem[]; balances?: boolean }) {
  return (
    <ul class="divide-y divide-hairline">
      {items.map(item => (
        <li key={item.id} class="flex flex-wrap items-baseline justify-between gap-x-4 py-3">
          <div class="min-w-0 flex-[1_1_9rem]">
            <p>{item.product ? item.product.name : item.title}</p>
            <p class="text-small text-quiet">
              {item.product && `${item.title} · `}
              <time dateTime={item.occurred_at}>{formatTime(new Date(item.occurred_at))}</time>
            </p>
          </div>
          {item.points !== null && item.points !== 0 && (
            <div class="shrink-0 text-right">
              <p class="strong">{formatChange(item.points)}</p>
              {balances && item.balance_after !== null && (
                <p class="text-small text-quiet">
                  {memberWords.history.balanceAfter(formatNumber(item.balance_after))}
                </p>
              )}
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
