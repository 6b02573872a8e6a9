import type { HistoryItem } from '../../api/shapes.ts'
import { formatChange, formatDay, formatNumber, formatTime } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'

type ActivityProps = {
  items: HistoryItem[]
  /** With the balance after each, and what each was made of. */
  detailed?: boolean
  /** With the day, where no heading names it. */
  dated?: boolean
}

/** What happened, newest first, with what it gave or took. */
export function Activity({ items, detailed = false, dated = false }: ActivityProps) {
  return (
    <ul class="divide-y divide-hairline">
      {items.map(item => (
        <li key={item.id} class="py-3">
          <Line item={item} detailed={detailed} dated={dated} />
          {detailed && item.entries.length > 1 && <Entries entries={item.entries} />}
        </li>
      ))}
    </ul>
  )
}

type LineProps = { item: HistoryItem; detailed: boolean; dated: boolean }

function Line({ item, detailed, dated }: LineProps) {
  const { product, title, occurred_at, points, balance_after, entries, held, unlocked } = item
  const at = new Date(occurred_at)
  const moved = points !== null && (points !== 0 || entries.length > 0)
  return (
    <div class="flex flex-wrap items-baseline justify-between gap-x-4">
      <div class="min-w-0 flex-[1_1_9rem]">
        <p>{product ? product.name : title}</p>
        <p class="text-small text-quiet">
          {product && `${title} · `}
          <time dateTime={occurred_at}>{dated ? formatDay(at, new Date()) : formatTime(at)}</time>
        </p>
        {unlocked.length > 0 && (
          <p class="text-small text-quiet">{memberWords.history.unlocked(unlocked.join(', '))}</p>
        )}
        {held !== null && held > 0 && (
          <p class="text-small text-quiet">{memberWords.history.held(formatNumber(held))}</p>
        )}
      </div>
      {moved && (
        <div class="shrink-0 text-right">
          <p class="strong">{formatChange(points)}</p>
          {detailed && balance_after !== null && (
            <p class="text-small text-quiet">
              {memberWords.history.balanceAfter(formatNumber(balance_after))}
            </p>
          )}
        </div>
      )}
    </div>
  )
}

function Entries({ entries }: { entries: HistoryItem['entries'] }) {
  return (
    <ul
      class="mt-2 flex flex-col gap-1 border-l-2 border-hairline pl-3 text-small"
      aria-label={memberWords.history.entries}
    >
      {entries.map(({ points, reason }, i) => (
        <li key={i} class="flex justify-between gap-4">
          <span>{memberWords.history.reason[reason] ?? reason}</span>
          <span>{formatChange(points)}</span>
        </li>
      ))}
    </ul>
  )
}
