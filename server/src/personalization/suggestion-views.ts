import type { Brand } from '../tenancy/index.ts'
import type { Suggestion } from './rank-suggestions.ts'
import type { CardView, NextBestActionView } from './schema.ts'
import { suggestionId } from './suggestion-id.ts'
import { SUGGESTIONS } from './weights.ts'

interface Whose {
  brand: Pick<Brand, 'memberHashKey'>
  memberId: string
}

/** What of the suggestions the home screen shows: the first few. */
export const cardViews = (suggestions: readonly Suggestion[], { brand, memberId }: Whose): CardView[] =>
  suggestions.slice(0, SUGGESTIONS.most_cards).map(suggestion => ({
    id: suggestionId(brand, memberId, suggestion),
    kind: suggestion.kind,
    title: suggestion.title,
    body: suggestion.body,
    reason: suggestion.reason,
    action: suggestion.action,
    source: suggestion.source,
  }))

/** All of them, each with what it is thought to be worth. */
export const nextBestActionViews = (
  suggestions: readonly Suggestion[],
  { brand, memberId }: Whose,
): NextBestActionView[] =>
  suggestions.map(suggestion => ({
    id: suggestionId(brand, memberId, suggestion),
    kind: suggestion.kind,
    subject: suggestion.subject,
    title: suggestion.title,
    reason: suggestion.reason,
    action: suggestion.action,
    predicted_value: suggestion.predictedValue / 1_000,
    source: suggestion.source,
  }))
