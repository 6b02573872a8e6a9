import { insertEvents } from '../activity/index.ts'
import { readInsights } from '../customerio/index.ts'
import { dayOf } from '../platform/calendar.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Brand } from '../tenancy/index.ts'
import { variantOf } from './hold-out.ts'
import { isFresh } from './insight.ts'
import type { Response } from './standing-responses.ts'
import type { SuggestionName } from './suggestion-id.ts'

export const SURFACES = ['card', 'next_best_action'] as const
export type Surface = (typeof SURFACES)[number]

export interface SuggestionResponse extends SuggestionName {
  surface: Surface
  response: Response
}

/** Events to Customer.io by response. That something was done is told by the deed's own event. */
const EVENTS: Partial<Record<Response, string>> = {
  shown: 'card_shown',
  tapped: 'card_tapped',
  dismissed: 'card_dismissed',
}

// What was logged today already is left out; `returning` tells what is new.
const LOG = `
  insert into personalization_responses (brand_id, member_id, day, kind, subject, surface, response, variant,
    insight_source, created_at)
  select $1, $2, $3::int, r.kind, r.subject, r.surface, r.response, $4, $5, $6::timestamptz
  from jsonb_to_recordset($7::jsonb) as r(kind text, subject text, surface text, response text)
  on conflict do nothing
  returning kind, subject, surface, response`

/** What a suggestion is about, for the event to be joined with it. */
function thingOf(kind: string, subject: string): Record<string, string> {
  if (kind === 'affinity_product') return { product_id: subject }
  return kind === 'finish_goal' || kind === 'redeem_reward' ? { reward_id: subject } : {}
}

const keyOf = ({ kind, subject, surface, response }: SuggestionResponse) =>
  `${surface}/${kind}/${subject}/${response}`

/**
 * Logs what a locked member did about suggestions, each response once a day, and tells Customer.io of new ones where the
 * member consents. Answers which were new, in a function of the response.
 */
export async function logResponses(
  tx: Tx,
  brand: Brand,
  member: { id: string; marketing_consent: boolean },
  responses: readonly SuggestionResponse[],
  at: Date,
): Promise<(response: SuggestionResponse) => boolean> {
  if (responses.length === 0) return () => false
  const stored = await readInsights(tx, member.id)
  const variant = variantOf(brand, member.id)
  const source = stored && isFresh(stored, at) ? 'customer.io' : 'local'
  const day = dayOf(at, brand.timeZone)
  const logged = await tx.raw<SuggestionResponse>(LOG, [
    tx.brandId,
    member.id,
    day,
    variant,
    source,
    at,
    JSON.stringify(responses),
  ])
  const events = logged.flatMap(({ kind, subject, surface, response }) => {
    const name = EVENTS[response]
    if (!name) return []
    return [
      { name, refs: { kind, subject, surface, variant, insight_source: source, ...thingOf(kind, subject) } },
    ]
  })
  if (member.marketing_consent) await insertEvents(tx, { memberId: member.id, at, events })
  const isNew = new Set(logged.map(keyOf))
  return response => isNew.has(keyOf(response))
}
