import { ITEMS_MAX } from '../counters/index.ts'
import { type FieldError, invalid } from '../platform/errors.ts'
import { fieldErrors } from '../platform/field-errors.ts'
import { AchievementDefinition, KEY_PATTERN, type Metric } from './definition.ts'

export interface Findings {
  errors: FieldError[]
  warnings: FieldError[]
}

type Rule = (definition: AchievementDefinition) => FieldError[]

/** A brand has at most so many achievements. */
export const ACHIEVEMENTS_MAX = 1_000

/**
 * Holds a definition against the schema and against what can work. Answers what works but may surprise; throws a 400
 * Problem that names every bad field. `prefix` is put before the names, such as `definition`.
 */
export function validateAchievement(
  key: string,
  definition: unknown,
  prefix = '',
): { warnings: FieldError[] } {
  const { errors, warnings } = findFaults(key, definition, prefix)
  if (errors.length > 0) throw invalid(errors)
  return { warnings }
}

/** All that is wrong with an achievement, and all that may surprise, by the names of the fields. */
export function findFaults(key: string, definition: unknown, prefix = '', keyField = 'key'): Findings {
  const errors = [
    ...when(!KEY.test(key), keyField, 'Use 1 to 60 lower-case letters, digits and underscores.'),
    ...when(key === RESERVED_KEY, keyField, 'is reserved'),
  ]
  const shape = fieldErrors(AchievementDefinition, definition, prefix)
  if (shape.length > 0) return { errors: [...errors, ...shape], warnings: [] }
  const said = (rules: Rule[]) =>
    rules
      .flatMap(rule => rule(definition as AchievementDefinition))
      .map(({ field, message }) => ({ field: prefix ? `${prefix}.${field}` : field, message }))
  return { errors: [...errors, ...said(ERRORS)], warnings: said(WARNINGS) }
}

const KEY = new RegExp(KEY_PATTERN)

/** `/api/admin/achievements/export` is no achievement. */
const RESERVED_KEY = 'export'

const when = (isSo: boolean, field: string, message: string): FieldError[] =>
  isSo ? [{ field, message }] : []

const isAscending = (values: number[]) => values.every((value, i) => i === 0 || value > (values[i - 1] ?? 0))

const hasName: Rule = ({ name }) => when(name.trim() === '', 'name', 'must not be blank')

const valueFitsOperator: Rule = ({ criteria: { operator, value } }) => {
  if (operator === 'in')
    return when(!isAscending(value), 'criteria.value', 'must be different numbers, lowest first')
  if (operator === 'between')
    return when(
      value.length !== 2 || !isAscending(value),
      'criteria.value',
      'must be two numbers for between, the lower one first',
    )
  return when(value.length !== 1, 'criteria.value', `must be one number for ${operator}`)
}

/** Only a scan has a product. */
const FILTERED: readonly Metric[] = ['scans', 'points_earned', 'distinct_products', 'streak_weeks']

const filtersFitMetric: Rule = ({ criteria: { metric, product_filters } }) =>
  when(
    product_filters !== undefined && !FILTERED.includes(metric),
    'criteria.product_filters',
    `cannot be used with ${metric}: they are for ${FILTERED.join(', ')}`,
  )

/** What these count has a time of its own: a run of weeks, what is on the list now. */
const TIMELESS: readonly Metric[] = ['streak_weeks', 'wishlist_items', 'achievements_unlocked']

const timeframeFitsMetric: Rule = ({ criteria: { metric, timeframe } }) =>
  when(
    TIMELESS.includes(metric) && timeframe !== 'all_time',
    'criteria.timeframe',
    `must be all_time for ${metric}`,
  )

const repeatCanBeginAnew: Rule = ({ criteria: { metric, timeframe }, repeat }) =>
  when(
    repeat !== undefined && timeframe === 'all_time' && metric !== 'streak_weeks',
    'repeat',
    'needs a timeframe that ends, such as month: what counts for all time is met for ever',
  )

const DAYS = { '7d': 7, '30d': 30, '90d': 90, month: 31 } as const
const MOVES_A_DAY_MAX = 100
const TIMELESS_MAX: Partial<Record<Metric, number>> = {
  streak_weeks: 520,
  wishlist_items: 1_000,
  achievements_unlocked: 10_000,
}

/** The most that anybody can reach. */
function reach({ criteria, visibility: { from, until } }: AchievementDefinition): number {
  const { metric, timeframe, product_filters } = criteria
  if (metric === 'distinct_products') return Math.min(ITEMS_MAX, product_filters?.sku?.length ?? ITEMS_MAX)
  if (metric === 'streak_weeks' && from && until && isTime(from) && isTime(until))
    return weeksTouched(from, until)
  if (timeframe === 'all_time' || metric === 'points_earned')
    return TIMELESS_MAX[metric] ?? Number.POSITIVE_INFINITY
  return DAYS[timeframe] * MOVES_A_DAY_MAX
}

function weeksTouched(from: string, until: string): number {
  const days = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(until)).days
  return Math.max(0, Math.ceil(days / 7)) + 1
}

const valueIsReachable: Rule = definition => {
  const { metric, operator, value } = definition.criteria
  const most = reach(definition)
  const targets = operator === 'between' ? value.slice(0, 1) : value
  return when(
    targets.some(target => target > most),
    'criteria.value',
    `cannot be reached: ${metric} goes to ${most} at most here`,
  )
}

const isTime = (local: string) => {
  try {
    return Boolean(Temporal.PlainDateTime.from(local))
  } catch {
    return false
  }
}

const timesAreReal: Rule = ({ visibility: { from, until } }) => [
  ...when(from !== undefined && !isTime(from), 'visibility.from', 'is not a date and time that there is'),
  ...when(until !== undefined && !isTime(until), 'visibility.until', 'is not a date and time that there is'),
]

const beginsBeforeItEnds: Rule = ({ visibility: { from, until } }) =>
  when(
    from !== undefined && until !== undefined && from >= until,
    'visibility.until',
    'must be later than from',
  )

const affinityHasAnObject: Rule = ({ criteria, personalization }) =>
  when(
    personalization.affinity_min !== undefined &&
      !Object.keys(criteria.product_filters ?? {}).some(field => field !== 'sku'),
    'personalization.affinity_min',
    'needs product_filters (form, strain type, line or tags) that say what is liked',
  )

const ERRORS: Rule[] = [
  hasName,
  valueFitsOperator,
  filtersFitMetric,
  timeframeFitsMetric,
  repeatCanBeginAnew,
  valueIsReachable,
  timesAreReal,
  beginsBeforeItEnds,
  affinityHasAnObject,
]

const MOVES_BY_MORE: readonly Metric[] = ['points_earned', 'achievements_unlocked']

const canBeJumpedOver: Rule = ({ criteria: { metric, operator } }) =>
  when(
    operator !== 'at_least' && MOVES_BY_MORE.includes(metric),
    'criteria.value',
    `can be jumped over: ${metric} moves by more than one at once; at_least cannot be missed`,
  )

const repeatsOnTheSame: Rule = ({ criteria: { timeframe }, repeat }) => {
  const isClean = timeframe === 'month' && (repeat?.every === 'month' || repeat?.every === 'year')
  return when(
    repeat !== undefined && timeframe !== 'all_time' && !isClean,
    'repeat.every',
    `the same may count again: the timeframe ${timeframe} reaches over the end of the ${repeat?.every}`,
  )
}

const givesNothing: Rule = ({ rewards: { points, ...others } }) =>
  when(points === 0 && Object.keys(others).length === 0, 'rewards', 'gives nothing, not even a badge')

const WARNINGS: Rule[] = [canBeJumpedOver, repeatsOnTheSame, givesNothing]
