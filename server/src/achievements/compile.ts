import type { Achievement } from './definition.ts'
import { type FilterableProduct, filterValues, type ProductFilters } from './product-filters.ts'
import { type CounterRule, compileRule, drivenBy, type MovingMetric, type Rule } from './rule.ts'

/** An achievement that looks at a counter whenever it moves. */
export interface Watcher {
  achievement: Achievement
  rule: Rule
  /** Its place among all: what unlocks at once is told in this order. */
  position: number
}

export interface WatchedCounter extends CounterRule {
  watchers: Watcher[]
}

/** The counters that one metric moves, found by what a scanned product has, never by looking through all. */
interface CounterIndex {
  unfiltered: WatchedCounter[]
  byValue: Map<keyof ProductFilters, Map<string, WatchedCounter[]>>
}

/** A brand's achievements, made ready once for every scan that follows. */
export interface CompiledAchievements {
  /** In their current versions, those that are switched off too, in order of id. */
  readonly all: readonly Achievement[]
  /** Every counter that somebody watches, once. */
  readonly counters: readonly CounterRule[]
  byId(id: string): Achievement | undefined
  ruleOf(id: string): Rule | undefined
  /** The counters that a move of this metric may move: those without a filter, and those that name what the product has. */
  candidates(metric: MovingMetric, product: FilterableProduct | undefined): Iterable<WatchedCounter>
}

/** Makes a brand's achievements ready; their wall-clock times are those of the zone. */
export function compileAchievements(
  achievements: readonly Achievement[],
  timeZone: string,
): CompiledAchievements {
  const all = achievements.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const known = new Map(
    all.map(achievement => [
      achievement.id,
      { achievement, rule: compileRule(achievement.definition, timeZone) },
    ]),
  )
  const counters = watchedCounters([...known.values()])
  const indexes = indexCounters(counters)
  return {
    all,
    counters,
    byId: id => known.get(id)?.achievement,
    ruleOf: id => known.get(id)?.rule,
    candidates(metric, product) {
      const index = indexes.get(metric)
      if (!index) return []
      return product ? candidatesFor(index, product) : index.unfiltered
    },
  }
}

function watchedCounters(rules: { achievement: Achievement; rule: Rule }[]): WatchedCounter[] {
  const counters = new Map<string, WatchedCounter>()
  for (const [position, { achievement, rule }] of rules.entries()) {
    if (!achievement.definition.visibility.active) continue
    const { counterKey, metric, window, filters, from } = rule
    const counter = counters.get(counterKey) ?? { counterKey, metric, window, filters, from, watchers: [] }
    counter.watchers.push({ achievement, rule, position })
    counters.set(counterKey, counter)
  }
  return [...counters.values()]
}

function indexCounters(counters: WatchedCounter[]): Map<MovingMetric, CounterIndex> {
  const indexes = new Map<MovingMetric, CounterIndex>()
  for (const counter of counters) {
    const metric = drivenBy(counter.metric)
    const index: CounterIndex = indexes.get(metric) ?? { unfiltered: [], byValue: new Map() }
    indexes.set(metric, index)
    const field = narrowestField(counter.filters)
    if (field) addByValue(index, field, counter)
    else index.unfiltered.push(counter)
  }
  return indexes
}

/** From the field that tells most products apart to the one that tells fewest. */
const FIELDS = ['sku', 'product_line', 'tags', 'strain_type', 'product_form'] as const

const narrowestField = (filters: ProductFilters = {}) => FIELDS.find(field => filters[field] !== undefined)

function addByValue({ byValue }: CounterIndex, field: keyof ProductFilters, counter: WatchedCounter) {
  const values = byValue.get(field) ?? new Map<string, WatchedCounter[]>()
  byValue.set(field, values)
  for (const value of new Set(counter.filters?.[field])) {
    const counters = values.get(value) ?? []
    counters.push(counter)
    values.set(value, counters)
  }
}

function candidatesFor({ unfiltered, byValue }: CounterIndex, product: FilterableProduct) {
  const found = new Set(unfiltered)
  const has = filterValues(product)
  for (const [field, counters] of byValue) {
    for (const value of has[field]) {
      for (const counter of (value !== null && counters.get(value)) || []) found.add(counter)
    }
  }
  return found
}
