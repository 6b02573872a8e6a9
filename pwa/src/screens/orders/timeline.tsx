import type { OrderDetail } from '../../api/shapes.ts'
import { formatDay, formatTime } from '../../words/format.ts'
import { spendingWords } from '../../words/spending.ts'
import { stepsOf } from './steps.ts'

/** The way of a parcel, from the order to the door. */
export function Timeline({ order }: { order: OrderDetail }) {
  const said = spendingWords.orders
  const now = new Date()
  return (
    <section aria-label={said.history}>
      <ol class="timeline">
        {stepsOf(order).map(({ name, at, place, reason }) => (
          <li key={name} data-place={place} aria-current={place === 'here' ? 'step' : undefined}>
            <p class={place === 'here' ? 'strong' : place === 'ahead' ? 'text-quiet' : ''}>{name}</p>
            {at && (
              <p class="text-small text-quiet">
                <time dateTime={at.toISOString()}>{`${formatDay(at, now)}, ${formatTime(at)}`}</time>
              </p>
            )}
            {reason && <p class="text-small wrap-anywhere">{said.reason(reason)}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
