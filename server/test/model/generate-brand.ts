import fc from 'fast-check'
import type { BrandPlan } from './plan.ts'
import type {
  AchievementDefinition,
  CampaignDefinition,
  Criteria,
  Filters,
  Ladder,
  Metric,
  Product,
  Settings,
} from './reference/configuration.ts'

const FORMS = ['flower', 'edible', 'vape']
const TAGS = ['calm', 'focus', 'sleep']

const anyProducts = (count: number) =>
  fc
    .array(
      fc.record({
        cents: fc.oneof(fc.integer({ min: 100, max: 6_000 }), fc.constantFrom(1_000, 1_045, 3_333, 5, 105)),
        fixedPoints: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.integer({ min: 0, max: 300 })),
        form: fc.constantFrom(...FORMS),
        strainType: fc.constantFrom('indica', 'sativa', null),
        line: fc.constantFrom('House', 'Reserve', null),
        tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 2 }),
      }),
      { minLength: count, maxLength: count },
    )
    .map(products => products.map((product, i): Product => ({ sku: `SKU${i}`, ...product })))

const anyFilters: fc.Arbitrary<Filters> = fc.record(
  {
    product_form: fc.uniqueArray(fc.constantFrom(...FORMS), { minLength: 1, maxLength: 2 }),
    tags: fc.uniqueArray(fc.constantFrom(...TAGS), { minLength: 1, maxLength: 2 }),
    sku: fc.uniqueArray(fc.constantFrom('SKU0', 'SKU1'), { minLength: 1, maxLength: 2 }),
    strain_type: fc.constant(['indica']),
    product_line: fc.constant(['House']),
  },
  { requiredKeys: [] },
)
const someFilters = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  anyFilters.map(filters => (Object.keys(filters).length > 0 ? { product_filters: filters } : {})),
)

const anyFactor = fc.oneof(
  fc.constantFrom(10_000, 12_500, 15_000, 20_000, 33_333),
  fc.integer({ min: 10_001, max: 40_000 }),
)

export const anyExpiry: fc.Arbitrary<Settings['expiry']> = fc.oneof(
  fc.constant({ policy: 'none' as const }),
  fc.record({
    policy: fc.constantFrom('after_earning' as const, 'inactivity' as const),
    months: fc.integer({ min: 1, max: 4 }),
    notice_days: fc.constantFrom(0, 0, 7, 20),
  }),
)

export const anyCaps: fc.Arbitrary<Settings['caps']> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Settings['caps']>([]) },
  fc.uniqueArray(
    fc.record({
      per: fc.constantFrom('member' as const, 'product' as const),
      period: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'all_time' as const),
      points: fc.integer({ min: 1, max: 1_500 }),
    }),
    { selector: ({ per, period }) => `${per} ${period}`, minLength: 1, maxLength: 2 },
  ),
)

export const anyHolds: fc.Arbitrary<Settings['holds']> = fc.record({
  settle_after_hours: fc.constantFrom(0, 0, 0, 1, 24, 72),
  review_from_scan_of_day: fc.constantFrom(null, null, 2, 3),
})

const anySettings: fc.Arbitrary<Settings> = fc.record({
  points_per_dollar: fc.constantFrom(1, 7, 10, 10, 15),
  multiplier_cap_basis_points: fc.constantFrom(100_000, 25_000, 10_000, 33_333),
  second_scan_basis_points: fc.constantFrom(10_000, 20_000, 15_000),
  expiry: anyExpiry,
  caps: anyCaps,
  holds: anyHolds,
})

export const anyLadder: fc.Arbitrary<Ladder> = fc.record({
  ranks: fc
    .array(
      fc.record({
        step: fc.integer({ min: 20, max: 900 }),
        factor: anyFactor,
        reward: fc.constantFrom(0, 0, 25, 130),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map(steps =>
      steps.map(({ step: _, factor, reward }, i) => ({
        key: `rank_${i}`,
        name: `Rank ${i}`,
        threshold: steps.slice(1, i + 1).reduce((sum, { step }) => sum + step, 0),
        multiplier_basis_points: factor,
        ...(reward > 0 ? { rewards: { points: reward } } : {}),
      })),
    ),
  fall: fc.option(
    fc.record({
      after_months: fc.integer({ min: 1, max: 3 }),
      grace_days: fc.constantFrom(0, 5),
      notice_days: fc.constantFrom(0, 0, 10),
    }),
    { freq: 2 },
  ),
})

/** The most that a value may be, so that it is reached by a handful of scans. */
const MOST: Record<Metric, number> = {
  scans: 5,
  points_earned: 1_200,
  distinct_products: 2,
  streak_weeks: 3,
  achievements_unlocked: 3,
}

/** Values that a metric may jump over are asked for with at_least only: what it was in between is told by no history. */
const JUMPING: ReadonlySet<Metric> = new Set(['points_earned', 'achievements_unlocked'])

function anyValue(metric: Metric): fc.Arbitrary<Pick<Criteria, 'operator' | 'value'>> {
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
  .constantFrom<Metric>(
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
          days: fc.integer({ min: 1, max: 40 }),
        }),
      ),
      active: fc.constantFrom(true, true, true, true, false),
      fromDay: fc.constantFrom(null, null, null, null, 0, 2, 20),
      untilDay: fc.constantFrom(null, null, null, null, 30, 60),
    })
    .map(({ criteria, repeat, points, multiplier, active, fromDay, untilDay }) => {
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
          // Of repeated unlocks only the first and the last moment are kept: none of them may be before `from`.
          ...(fromDay === null || criteria.metric === 'achievements_unlocked'
            ? {}
            : { from: daysAfter(zoneStart, fromDay) }),
          ...(untilDay === null ? {} : { until: daysAfter(zoneStart, untilDay) }),
        },
        personalization: { priority: 50 },
        metadata: { category: 'welcome', rarity: 'common' },
      }
    })

const daysAfter = (local: string, days: number) =>
  Temporal.PlainDateTime.from(local).add({ days }).toString({ smallestUnit: 'minute' })

export const anyCampaign = (zoneStart: string, ladder: Ladder): fc.Arbitrary<CampaignDefinition> =>
  fc
    .record({
      from: fc.constantFrom(0, 0, 0, 2),
      days: fc.constantFrom(1, 10, 60, 300),
      effect: fc.oneof(
        anyFactor.map(factor => ({ multiplier_basis_points: Math.max(factor, 10_001) })),
        fc.integer({ min: 1, max: 200 }).map(points => ({ bonus_points: points })),
      ),
      filters: someFilters,
      ranks: fc.option(
        fc.uniqueArray(fc.constantFrom(...ladder.ranks.map(({ key }) => key)), { minLength: 1 }),
        { freq: 1 },
      ),
      weekdays: fc.option(
        fc.uniqueArray(fc.constantFrom('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'), { minLength: 3 }),
        { freq: 1 },
      ),
      birthday: fc.constantFrom(false, false, false, true),
      stacks: fc.boolean(),
      priority: fc.constantFrom(10, 50),
      firstN: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 1 }),
      budget: fc.option(fc.integer({ min: 200, max: 900 }), { freq: 2 }),
      perMember: fc.option(fc.integer({ min: 200, max: 500 }), { freq: 1 }),
    })
    .map(input => ({
      name: 'A campaign',
      description: 'More points',
      from: daysAfter(zoneStart, input.from),
      until: daysAfter(zoneStart, input.from + input.days),
      effect: input.effect,
      when: {
        ...input.filters,
        ...(input.ranks && input.ranks.length % 2 === 1 ? { ranks: input.ranks } : {}),
        ...(input.weekdays && input.weekdays.length > 4 ? { weekdays: input.weekdays } : {}),
        ...(input.birthday ? { birthday_month: true as const } : {}),
      },
      stacks: input.stacks,
      priority: input.priority,
      ...(input.firstN !== null && input.firstN % 2 === 0 ? { first_n: input.firstN } : {}),
      ...(input.budget !== null ? { budget_points: input.budget } : {}),
      ...(input.perMember !== null && input.perMember % 2 === 0
        ? { points_per_member: input.perMember }
        : {}),
    }))

/** Zones on both sides of UTC, with the nights in which their clocks change. */
const ZONES: [zone: string, changes: string[]][] = [
  ['America/New_York', ['2027-03-14T01:30', '2027-11-07T00:30']],
  ['America/Los_Angeles', ['2027-03-13T23:30', '2027-11-06T23:30']],
  ['America/St_Johns', ['2027-03-14T01:45', '2027-11-07T00:15']],
  ['Europe/Berlin', ['2027-03-28T01:30', '2027-10-31T01:30']],
  ['Asia/Tokyo', ['2027-03-31T23:50']],
  ['Pacific/Auckland', ['2027-04-04T01:30', '2027-09-26T01:30']],
  ['America/Santiago', ['2027-04-03T23:30', '2027-09-04T23:30']],
]
const MONTH_ENDS = [
  '2027-01-31T23:40',
  '2028-01-30T22:30',
  '2028-02-29T12:00',
  '2027-04-30T23:55',
  '2027-12-31T23:30',
]
const PLAIN_DAYS = ['2027-05-12T10:00', '2027-06-19T21:15', '2028-08-06T15:00', '2027-10-04T08:20']

const anyWhen = fc.constantFrom(...ZONES).chain(([zone, changes]) =>
  fc.record({
    zone: fc.constant(zone),
    start: fc.oneof(fc.constantFrom(...MONTH_ENDS), fc.constantFrom(...changes), {
      weight: 3,
      arbitrary: fc.constantFrom(...PLAIN_DAYS),
    }),
  }),
)

export const anyBrand: fc.Arbitrary<BrandPlan> = fc
  .tuple(anyWhen, anyLadder)
  .chain(([{ zone, start }, ladder]) =>
    fc.record({
      zone: fc.constant(zone),
      start: fc.constant(start),
      ladder: fc.constant(ladder),
      settings: anySettings,
      achievements: fc.array(anyAchievement(start), { maxLength: 12, size: 'max' }),
      campaigns: fc.array(anyCampaign(start, ladder), { maxLength: 4, size: 'max' }),
      products: anyProducts(3),
      members: fc.array(
        fc.record({ consent: fc.boolean(), birthMonth: fc.constantFrom(null, 1, 3, 5, 11) }),
        { minLength: 1, maxLength: 3 },
      ),
      batches: fc.array(
        fc.record({
          product: fc.nat(2),
          codes: fc.integer({ min: 3, max: 7 }),
          active: fc.constantFrom(true, true, true, false),
        }),
        { minLength: 2, maxLength: 3 },
      ),
    }),
  )
