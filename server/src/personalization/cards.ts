import { createHash } from 'node:crypto'
import { type Candidate, type CardInput, cardCandidates } from './card-candidates.ts'
import type { Insight } from './insight.ts'
import type { CardView } from './schema.ts'
import { CARDS } from './weights.ts'

/** What to suggest to a member now: at most five cards, the one of the highest predicted value first. */
export function rankCards(memberId: string, input: CardInput): CardView[] {
  return cardCandidates(input)
    .map(candidate => ({ candidate, value: predictedValue(candidate, input.insight) }))
    .sort((a, b) => b.value - a.value || (a.candidate.kind < b.candidate.kind ? -1 : 1))
    .slice(0, CARDS.most)
    .map(({ candidate: { signal: _, suits: __, ...card } }) => ({ id: cardId(memberId, card.kind), ...card }))
}

/** The rule's value, from half of it to one and a half times it by what is predicted; more for the next best action. */
export function predictedValue({ kind, signal, suits }: Candidate, insight: Insight): number {
  const value = CARDS.value[kind] * (500 + Math.round(signal * 1_000))
  return suits === insight.next_best_action ? (value * CARDS.next_best_action_percent) / 100 : value
}

function cardId(memberId: string, kind: string): string {
  return createHash('sha256').update(`${memberId}/${kind}`).digest('hex').slice(0, 32)
}
