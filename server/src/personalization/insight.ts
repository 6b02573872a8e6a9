import { affinityKey } from './affinity-words.ts'

/** What is believed about a member. Every field is always there. */
export interface Predictions {
  churn_probability: number
  engagement_score: number
  /** In the currency of the brand, not in cents. */
  predicted_ltv: number
  purchase_probability: number
  /** By affinity key (a product form, strain type or tag), strongest first. */
  product_affinity_scores: Record<string, number>
  segment: string
  next_best_action: string
}

export type Source = 'customer.io' | 'local'

export interface Insight extends Predictions {
  source: Source
  computed_at: Date
  /** Customer.io has spoken, but too long ago: these are our own. */
  stale: boolean
  /** The fields that Customer.io gave; the others are our own. */
  given: ReadonlySet<keyof Predictions>
}

/** What Customer.io last said of a member: any subset of its predictions. */
export interface StoredInsight {
  computed_at: Date
  predictions: Partial<Omit<Predictions, 'segment'>> & { recommended_segment?: string }
}

const FRESH_MS = 30 * 60_000

/** Whether what Customer.io said is young enough to be believed. */
export const isFresh = ({ computed_at }: Pick<StoredInsight, 'computed_at'>, at: Date): boolean =>
  at.getTime() - computed_at.getTime() <= FRESH_MS

/** Nothing is believed about somebody who is held out: what the rules alone go by. */
export const unpersonalInsight = (at: Date): Insight => ({
  source: 'local',
  computed_at: at,
  stale: false,
  given: new Set(),
  churn_probability: 0,
  engagement_score: 0,
  predicted_ltv: 0,
  purchase_probability: 0,
  product_affinity_scores: {},
  segment: '',
  next_best_action: '',
})

/** The stored insight while it is fresh, filled up with our own scores where it is silent; else our own alone. */
export function resolveInsight(stored: StoredInsight | undefined, local: Predictions, at: Date): Insight {
  const own = { ...local, source: 'local' as const, computed_at: at, given: new Set<keyof Predictions>() }
  if (!stored) return { ...own, stale: false }
  if (!isFresh(stored, at)) return { ...own, stale: true }
  const { recommended_segment, product_affinity_scores, ...rest } = stored.predictions
  const given = Object.fromEntries(
    Object.entries({
      ...rest,
      segment: recommended_segment,
      product_affinity_scores: product_affinity_scores && sortAffinities(product_affinity_scores),
    }).filter(([, value]) => value !== undefined && value !== null),
  ) as Partial<Predictions>
  return {
    ...local,
    ...given,
    source: 'customer.io',
    computed_at: stored.computed_at,
    stale: false,
    given: new Set(Object.keys(given) as (keyof Predictions)[]),
  }
}

/** Affinities under their keys, strongest first; two spellings of one thing count as the stronger. */
export function sortAffinities(scores: Record<string, number>): Record<string, number> {
  const byKey = new Map<string, number>()
  for (const [name, score] of Object.entries(scores)) {
    const key = affinityKey(name)
    byKey.set(key, Math.max(score, byKey.get(key) ?? 0))
  }
  return Object.fromEntries([...byKey].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)))
}

/** What the member seems to like most, if anything. */
export function topAffinity({
  product_affinity_scores,
}: Predictions): { key: string; score: number } | undefined {
  const [top] = Object.entries(product_affinity_scores)
  return top && { key: top[0], score: top[1] }
}

/** Who a field of an insight comes from. */
export function sourceOf(insight: Insight, field: keyof Predictions): Source {
  return insight.given.has(field) ? 'customer.io' : 'local'
}
