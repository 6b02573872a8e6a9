import { affinityWords } from './affinity-words.ts'
import { type Insight, sourceOf, topAffinity } from './insight.ts'
import { SUGGESTIONS } from './weights.ts'

const OFTEN_FROM = 0.6

/** Why a member is thought to like something: Customer.io guesses, our own counters know. */
export function affinityReason(insight: Insight, key: string): string {
  return sourceOf(insight, 'product_affinity_scores') === 'customer.io'
    ? `Because you seem to enjoy ${affinityWords(key)}`
    : `Because you have chosen ${affinityWords(key)} before`
}

/** What is believed about a member, in one plain sentence to that member. */
export function explainInsight(insight: Insight): string {
  const top = topAffinity(insight)
  const taste = top && top.score >= SUGGESTIONS.affinity_from ? affinityReason(insight, top.key) : undefined
  if (taste) return `${taste}, and ${presence(insight)}.`
  const alone = presence(insight)
  return `${alone.charAt(0).toUpperCase()}${alone.slice(1)}.`
}

function presence({ churn_probability, engagement_score }: Insight): string {
  if (churn_probability >= SUGGESTIONS.come_back_from_churn) return 'we would be glad to see you more often'
  if (engagement_score >= OFTEN_FROM) return 'you are here often, so we show you more to reach for'
  return 'we are still getting to know you, so we show you what most people start with'
}
