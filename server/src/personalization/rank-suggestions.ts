import type { Day } from '../platform/calendar.ts'
import { candidatesFor } from './candidates.ts'
import type { Variant } from './hold-out.ts'
import type { Insight } from './insight.ts'
import type { ResponseStanding, ResponseStandings } from './standing-responses.ts'
import type { Candidate, SuggestionInput } from './suggestion.ts'
import { SUGGESTIONS, weightsOf } from './weights.ts'

/** A candidate in its place. */
export interface Suggestion extends Candidate {
  /** In thousandths of what rules say a suggestion is worth. */
  predictedValue: number
}

/**
 * What to suggest to a member now, one of a kind, the highest predicted value first. What was dismissed stays away, what
 * was done rests until tomorrow, what was shown in vain tires. To those held out it is ordered by what the rules say
 * alone, then by kind. The same input always gives the same order.
 */
export function rankSuggestions(
  input: SuggestionInput,
  { variant, responses }: { variant: Variant; responses: ResponseStandings },
): Suggestion[] {
  const { values } = weightsOf(input.brand.settings.personalization)
  const rests = (candidate: Candidate) => isResting(responses.of(candidate), input)
  const open = candidatesFor(input).filter(candidate => values[candidate.kind] > 0 && !rests(candidate))
  const valued = open.map(candidate => ({
    ...candidate,
    predictedValue:
      variant === 'hold_out'
        ? values[candidate.kind] * 1_000
        : predictedValue(candidate, {
            value: values[candidate.kind],
            insight: input.insight,
            shownInVain: shownLately(responses.of(candidate), input.today),
          }),
  }))
  const best = new Map<string, Suggestion>()
  for (const suggestion of valued) {
    const other = best.get(suggestion.kind)
    if (!other || suggestion.predictedValue > other.predictedValue) best.set(suggestion.kind, suggestion)
  }
  return [...best.values()].sort((a, b) => b.predictedValue - a.predictedValue || (a.kind < b.kind ? -1 : 1))
}

function isResting({ dismissedOn, doneOn }: ResponseStanding, { brand, today }: SuggestionInput): boolean {
  const isDismissed =
    dismissedOn !== null && today - dismissedOn < brand.settings.personalization.dismissed_days
  return isDismissed || doneOn === today
}

/** On how many of the last days, today left out: what is on the screen does not move while one looks at it. */
function shownLately({ shownInVain }: ResponseStanding, today: Day): number {
  return shownInVain.filter(day => day < today && today - day <= SUGGESTIONS.tired_days).length
}

/**
 * The rule's value, from half of it to one and a half times it by what is predicted; more for the next best action;
 * less for every day on which it was shown in vain.
 */
export function predictedValue(
  { signal, suits = [] }: Pick<Candidate, 'signal' | 'suits'>,
  { value, insight, shownInVain }: { value: number; insight: Insight; shownInVain: number },
): number {
  const byChance = value * (500 + Math.round(signal * 1_000))
  const isNext = suits.includes(insight.next_best_action)
  const byWord = isNext ? (byChance * SUGGESTIONS.next_best_action_percent) / 100 : byChance
  const { tired_percent_a_day, tired_least_percent } = SUGGESTIONS
  const left = Math.max(tired_least_percent, 100 - shownInVain * tired_percent_a_day)
  return Math.round((byWord * left) / 100)
}
