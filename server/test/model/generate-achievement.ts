import fc from 'fast-check'
import { someFilters } from './generate-products.ts'
import { anyFactor } from './generate-settings.ts'
import { addDays } from './local-time.ts'
import type { AchievementDefinition, Criteria, Filters, Metric } from './reference/configuration.ts'

type ScannedMetric = Exclude<Metric, 'redemptions' | 'wishlist_items' | 'referrals_completed'>

/** The most that a value may be, so that it is reached by a handful of scans. */
const MOST: Record<ScannedMetric, number> = {
  scans: 5,
  points_earned: 1_200,
  distinct_products: 2,
  streak_weeks: 3,
  achievements_unlocked: 3,
}

/** Values that a metric may jump over are asked for with at_least only: what it was in between is told by no history. */
const JUMPING: ReadonlySet<Metric> = new Set(['points_earned', 'achievements_unlocked'])

function anyValue(metric: ScannedMetric): fc.Arbitrary<Pick<Criteria, 'operator' | 'value'>> {
  const number = fc.integer({ min: 1, max: MOST[metric] })
  const atLeast = number.map(value => ({ operator: 'at_least' as const, value: [value] }))
  if (JUMPING.has(metric)) return atLeast
  const several = fc
    .uniqueArray(number, { minLength: 2, maxLength: 2 })
    .map(value => value.toSorted((a, b) => a - b))
  return fc.oneof(
    { weight: 3, arbitrary: atLeast },
    number.map(value => ({ operator: 'equals' as const, value: [value] })),
    several.map(value => ({ operator: 'between' as const, value })),
    several.map(value => ({ operator: 'in' as const, value })),
  )
}

/** As many products as a filter names are all that can be counted: those named one by one are too few. */
function fitting(metric: Metric, { product_filters }: { product_filters?: Filters }) {
  if (!product_filters) return {}
  const { sku, ...others } = product_filters
  if (metric !== 'distinct_products' || !sku) return { product_filters }
  return Object.keys(others).length > 0 ? { product_filters: others } : {}
}

const anyCriteria: fc.Arbitrary<Criteria> = fc
  .constantFrom<ScannedMetric>(
    'scans',
    'scans',
    'points_earned',
    'points_earned',
    'distinct_products',
    'streak_weeks',
    'achievements_unlocked',
  )
  .chain(metric =>
    fc
      .tuple(
        anyValue(metric),
        fc.constantFrom<Criteria['timeframe']>('all_time', 'all_time', '7d', '30d', '90d', 'month'),
        someFilters,
      )
      .map(([value, timeframe, filters]) => ({
        metric,
        ...value,
        timeframe: metric === 'streak_weeks' || metric === 'achievements_unlocked' ? 'all_time' : timeframe,
        ...(metric === 'achievements_unlocked' ? {} : fitting(metric, filters)),
      })),
  )

/** An achievement that a handful of scans may unlock. */
export const anyAchievement = (zoneStart: string): fc.Arbitrary<AchievementDefinition> =>
  fc
    .record({
      criteria: anyCriteria,
      repeat: fc.constantFrom(
        'day' as const,
        'week' as const,
        'month' as const,
        'year' as const,
        null,
        null,
        null,
      ),
      points: fc.constantFrom(0, 10, 45, 250),
      multiplier: fc.oneof(
        { weight: 4, arbitrary: fc.constant(null) },
        fc.record({
          basis_points: anyFactor.filter(factor => factor > 10_000),
          days: fc.constantFrom(1, 2, 7, 14, 30, 40),
        }),
      ),
      active: fc.constantFrom(true, true, true, true, false),
      fromDay: fc.constantFrom(null, null, null, null, 0, 2, 20),
      untilDay: fc.constantFrom(null, null, null, null, 30, 60),
    })
    .map(({ criteria, repeat, points, multiplier, active, fromDay, untilDay }) => {
      // Of repeated unlocks the server keeps the first and the last moment: those between must not be asked for.
      const isOfUnlocks = criteria.metric === 'achievements_unlocked'
      const mayRepeat = criteria.timeframe !== 'all_time' || criteria.metric === 'streak_weeks'
      return {
        name: 'An achievement',
        description: '',
        criteria,
        ...(repeat && mayRepeat ? { repeat: { every: repeat } } : {}),
        rewards: { points, ...(multiplier ? { multiplier } : {}) },
        visibility: {
          active,
          show_progress: true,
          hidden: false,
          ...(fromDay === null || isOfUnlocks ? {} : { from: addDays(zoneStart, fromDay) }),
          ...(untilDay === null || isOfUnlocks ? {} : { until: addDays(zoneStart, untilDay) }),
        },
        personalization: { priority: 50 },
        metadata: { category: 'welcome', rarity: 'common' },
      }
    })
