import fc from 'fast-check'
import { addDays } from './local-time.ts'
import type { BrandPlan } from './plan.ts'
import type { Ladder, RewardDefinition } from './reference/configuration.ts'

/** What few scans can pay, and what many cannot. */
export const anyCost = fc.constantFrom(5, 40, 40, 90, 150, 400)

const anyLimit = fc.option(
  fc.record({
    times: fc.constantFrom(1, 1, 2),
    period: fc.constantFrom(
      'day' as const,
      'week' as const,
      'month' as const,
      'year' as const,
      'all_time' as const,
    ),
  }),
  { freq: 1 },
)

const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary })

/** A reward that some can have, a few of it or as many as are wanted. */
export const anyReward = (
  zoneStart: string,
  ladder: Ladder,
  achievements: number,
): fc.Arbitrary<BrandPlan['rewards'][number]> =>
  fc
    .record({
      kind: fc.constantFrom('shipped' as const, 'shipped' as const, 'digital' as const),
      cost: anyCost,
      limit: anyLimit,
      rank: rarely(fc.constantFrom(...ladder.ranks.map(({ key }) => key))),
      achievement: rarely(fc.nat(Math.max(0, achievements - 1))),
      fromDay: rarely(fc.constantFrom(1, 3)),
      untilDay: rarely(fc.constantFrom(8, 31)),
      stock: fc.constantFrom(0, 1, 1, 2, 3, 5),
      isEndless: fc.constantFrom(false, false, true),
    })
    .map(({ kind, cost, limit, rank, achievement, fromDay, untilDay, stock, isEndless }) => {
      const definition: RewardDefinition = {
        name: 'A reward',
        description: '',
        tags: [],
        kind,
        cost_points: cost,
        featured: false,
        active: true,
        ...(limit ? { limit_per_member: limit } : {}),
        ...(rank === null ? {} : { rank_key: rank }),
        ...(achievement === null || achievements === 0
          ? {}
          : { achievement_key: `achievement_${String(achievement).padStart(2, '0')}` }),
        ...(fromDay === null ? {} : { available_from: addDays(zoneStart, fromDay) }),
        ...(untilDay === null ? {} : { available_until: addDays(zoneStart, untilDay) }),
      }
      return { definition, stock: kind === 'shipped' && isEndless ? null : stock }
    })
