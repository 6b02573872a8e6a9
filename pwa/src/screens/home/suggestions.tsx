import type { Card } from '../../api/shapes.ts'
import { Icon } from '../../parts/icon.tsx'
import { memberWords } from '../../words/member.ts'

/** What we suggest, each with the reason one tap away. */
export function Suggestions({ cards }: { cards: Card[] }) {
  return (
    <section class="flex flex-col gap-3">
      <h2 class="text-lead strong">{memberWords.home.forYou}</h2>
      <ul class="flex flex-col gap-3">
        {cards.map(card => (
          <li key={card.id}>
            <Suggestion card={card} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Suggestion({ card }: { card: Card }) {
  return (
    <article class="tile px-5 pt-4 pb-1">
      <h3 class="strong">{card.title}</h3>
      <p class="text-quiet">{card.body}</p>
      {card.action && (
        <a href={card.action.href} class="mt-1 inline-flex min-h-11 items-center gap-1 strong">
          {card.action.label}
          <Icon name="next" size={18} />
        </a>
      )}
      <details class="text-small text-quiet">
        <summary class="inline-flex min-h-11 list-none items-center underline underline-offset-4">
          {memberWords.home.why}
        </summary>
        <p class="pb-3 text-ink">{card.reason}</p>
      </details>
    </article>
  )
}
