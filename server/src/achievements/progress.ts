import type { Achievement, Criteria } from './definition.ts'
import { type FilterableProduct, matchesFilters } from './product-filters.ts'
import { isMet } from './rule.ts'

/** The counter that a criterion reads: its metric with its filter, in one fixed spelling, so that equal ones share it. */
export function counterOf({ metric, product_filters }: Criteria): string {
  const filters = Object.entries(product_filters ?? {})
    .filter(([, values]) => values !== undefined)
    .map(([field, values]) => `${field}=${[...values].sort().join('|')}`)
    .sort()
  return [metric, ...filters].join(';')
}

export interface Evaluation {
  /** Every counter that changed, with its new value. */
  counters: Map<string, number>
  unlocked: Achievement[]
}

/**
 * What one scan does to a member's achievements: counters move once, then whatever is newly met unlocks; points that
 * an unlocked achievement gives count as earned and may unlock another, until nothing more does.
 */
export function evaluateScan(input: {
  achievements: readonly Achievement[]
  product: FilterableProduct
  points: number
  counters: ReadonlyMap<string, number>
  alreadyUnlocked: ReadonlySet<string>
}): Evaluation {
  const candidates = input.achievements.filter(
    ({ definition }) =>
      definition.visibility.active && matchesFilters(definition.criteria.product_filters, input.product),
  )
  const counters = new Map<string, number>()
  const unlocked: Achievement[] = []
  const taken = new Set(input.alreadyUnlocked)
  let scans = 1
  let points = input.points
  for (;;) {
    advance(candidates, { scans, points_earned: points }, input.counters, counters)
    const news = candidates.filter(
      ({ id, definition: { criteria } }) =>
        !taken.has(id) && isMet(criteria, counters.get(counterOf(criteria)) as number),
    )
    if (news.length === 0) return { counters, unlocked }
    for (const achievement of news) taken.add(achievement.id)
    unlocked.push(...news)
    scans = 0
    points = news.reduce((sum, { definition }) => sum + definition.rewards.points, 0)
  }
}

function advance(
  candidates: Achievement[],
  by: Partial<Record<Criteria['metric'], number>>,
  before: ReadonlyMap<string, number>,
  counters: Map<string, number>,
) {
  const moved = new Set<string>()
  for (const { definition } of candidates) {
    const counter = counterOf(definition.criteria)
    if (moved.has(counter)) continue
    moved.add(counter)
    const value = counters.get(counter) ?? before.get(counter) ?? 0
    counters.set(counter, value + (by[definition.criteria.metric] ?? 0))
  }
}
