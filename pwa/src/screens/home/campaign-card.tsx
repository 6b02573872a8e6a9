import { useQuery } from '@tanstack/preact-query'
import { campaignsQuery } from '../../api/member-queries.ts'
import type { Campaign } from '../../api/shapes.ts'
import { lastBefore } from '../../words/days.ts'
import { formatDay } from '../../words/format.ts'
import { memberWords } from '../../words/member.ts'

/** The campaign that ends first, or the one that begins next; the others are one tap away. Nothing where there is none. */
export function CampaignCard() {
  const [first, ...others] = useQuery(campaignsQuery).data?.items ?? []
  if (!first) return null
  return (
    <section class="flex flex-col gap-3">
      <h2 class="text-lead strong">{memberWords.campaigns[first.state]}</h2>
      <div class={`tile px-5 pt-4 ${others.length > 0 ? 'pb-1' : 'pb-4'}`}>
        <Offer campaign={first} />
        {others.length > 0 && (
          <details>
            <summary class="inline-flex min-h-11 list-none items-center text-small text-quiet underline underline-offset-4">
              {memberWords.campaigns.others(others.length)}
            </summary>
            <ul class="divide-y divide-hairline border-t border-hairline">
              {others.map(campaign => (
                <li key={campaign.id} class="py-4">
                  <Offer campaign={campaign} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </section>
  )
}

function Offer({ campaign: { name, description, effect, state, from, until } }: { campaign: Campaign }) {
  const now = new Date()
  const when =
    state === 'running'
      ? memberWords.campaigns.until(lastBefore(new Date(until), now))
      : memberWords.campaigns.from(formatDay(new Date(from), now))
  return (
    <article>
      <div class="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 class="strong">{name}</h3>
        <p class="strong">{effect}</p>
      </div>
      {description && <p class="text-quiet">{description}</p>}
      <p class="text-small text-quiet">{when}</p>
    </article>
  )
}
