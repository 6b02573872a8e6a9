import fc from 'fast-check'
import type { Ladder, Settings } from './reference/configuration.ts'

/** Basis points of a multiplier. */
export const anyFactor = fc.oneof(
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

export const anySettings: fc.Arbitrary<Settings> = fc.record({
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
