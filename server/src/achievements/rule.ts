import {
  addItem,
  addTo,
  addWeek,
  type Counted,
  itemsIn,
  valueIn,
  type Window,
  weeksIn,
} from '../counters/index.ts'
import { type Day, firstDayOfMonth, momentOf, monthOf, weekdayOf, weekOf } from '../platform/calendar.ts'
import type { AchievementDefinition, Criteria, Metric, Repeat } from './definition.ts'
import {
  type FilterableProduct,
  matchesFilters,
  type ProductFilters,
  spellFilters,
} from './product-filters.ts'

/** By how much metrics move at once. A scan also moves `distinct_products` and `streak_weeks`. */
export type Moves = Partial<Record<MovingMetric, number>>
export type MovingMetric = Exclude<Metric, 'distinct_products' | 'streak_weeks'>

export type ScannedProduct = FilterableProduct & { id: string }

/** What is counted for a criterion, and where: criteria that count the same share it. */
export interface CounterRule {
  counterKey: string
  metric: Metric
  window: Window
  filters: ProductFilters | undefined
  /** Nothing before it counts. */
  from: Date | null
}

/** An achievement's criterion, ready to be held against its counter. */
export interface Rule extends CounterRule {
  criteria: Criteria
  /** From then on nothing unlocks it. */
  until: Date | null
  repeat: Repeat | null
}

/** The rule of a valid definition; its wall-clock times are those of the zone. */
export function compileRule({ criteria, visibility, repeat }: AchievementDefinition, timeZone: string): Rule {
  return {
    counterKey: counterKey(criteria, visibility.from),
    metric: criteria.metric,
    window: criteria.timeframe,
    filters: isEmpty(criteria.product_filters) ? undefined : criteria.product_filters,
    from: visibility.from ? momentOf(visibility.from, timeZone) : null,
    criteria,
    until: visibility.until ? momentOf(visibility.until, timeZone) : null,
    repeat: repeat?.every ?? null,
  }
}

/**
 * The counter that a criterion reads, in one fixed spelling: metric, timeframe, beginning and filters, such as
 * `scans;30d;product_form=edible|flower`. Target, end and texts are not in it: they change without losing progress.
 */
export function counterKey({ metric, timeframe, product_filters }: Criteria, from?: string): string {
  return [
    metric,
    ...(timeframe === 'all_time' ? [] : [timeframe]),
    ...(from ? [`from=${from}`] : []),
    ...spellFilters(product_filters),
  ].join(';')
}

const isEmpty = (filters: ProductFilters = {}) => Object.keys(filters).length === 0

/** The metric whose moves drive this counter. */
export const drivenBy = (metric: Metric): MovingMetric =>
  metric === 'distinct_products' || metric === 'streak_weeks' ? 'scans' : metric

/** Whether a move at this moment, of this product, counts. */
export function counts(
  { metric, from, filters }: CounterRule,
  at: Date,
  product?: FilterableProduct,
): boolean {
  if (from && at < from) return false
  if (!product) return !filters && metric !== 'distinct_products'
  return matchesFilters(filters, product)
}

/** A counter's state and value after a move that counts. */
export function advance(
  { metric, window }: CounterRule,
  state: unknown,
  { by, day, product }: { by: number; day: Day; product?: ScannedProduct | undefined },
): Counted {
  if (metric === 'streak_weeks') return addWeek(state, day)
  return metric === 'distinct_products' && product
    ? addItem(state, window, product.id, day)
    : addTo(state, window, by, day)
}

/** What the rule's counter shows on this day. */
export function progressOf(
  { counterKey, metric, window }: CounterRule,
  counters: Readonly<Record<string, unknown>>,
  day: Day,
): number {
  const state = counters[counterKey]
  if (metric === 'streak_weeks') return weeksIn(state, day)
  return metric === 'distinct_products' ? itemsIn(state, window, day) : valueIn(state, window, day)
}

/** Whether a counter's value, just after it changed, meets the criterion. */
export function isMet({ operator, value }: Pick<Criteria, 'operator' | 'value'>, current: number): boolean {
  const [first = 1, last = first] = value
  switch (operator) {
    case 'at_least':
      return current >= first
    case 'equals':
      return current === first
    case 'between':
      return current >= first && current <= last
    case 'in':
      return value.includes(current)
  }
}

/** The period in which a repeatable achievement unlocks once, such as `month:24323`; null for one that unlocks once. */
export function periodOf(repeat: Repeat | null, day: Day): string | null {
  switch (repeat) {
    case null:
      return null
    case 'day':
      return `day:${day}`
    case 'week':
      return `week:${weekOf(day)}`
    case 'month':
      return `month:${monthOf(day)}`
    case 'year':
      return `year:${Math.floor(monthOf(day) / 12)}`
  }
}

/** The first day of the next period. */
export function nextPeriodOn(repeat: Repeat, day: Day): Day {
  const month = monthOf(day)
  switch (repeat) {
    case 'day':
      return day + 1
    case 'week':
      return day - weekdayOf(day) + 7
    case 'month':
      return firstDayOfMonth(month + 1)
    case 'year':
      return firstDayOfMonth(month - (month % 12) + 12)
  }
}

/** How often an achievement was unlocked, and in which period last. */
export interface Standing {
  times: number
  period: string | null
}

/**
 * What holding this value now unlocks: how often it is unlocked then, and in which period. Null where the value does
 * not meet the rule, it is over, or it has been unlocked already, for good or in this period.
 */
export function unlockAt(
  rule: Rule,
  current: { value: number; at: Date; day: Day; standing: Standing | undefined },
): Standing | null {
  const { value, at, day, standing } = current
  if (!isMet(rule.criteria, value) || (rule.until && at >= rule.until)) return null
  const period = periodOf(rule.repeat, day)
  if (standing && (rule.repeat === null || standing.period === period)) return null
  return { times: (standing?.times ?? 0) + 1, period }
}
