import fc from 'fast-check'
import { someFilters } from './generate-products.ts'
import { anyFactor } from './generate-settings.ts'
import { addDays } from './local-time.ts'
import type { CampaignDefinition, Ladder } from './reference/configuration.ts'

/** A campaign that runs from about when the plan begins. */
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
      firstN: fc.constantFrom(null, null, null, 1, 2, 4),
      budget: fc.oneof(fc.constant(null), fc.integer({ min: 200, max: 900 })),
      perMember: fc.oneof(fc.constant(null), fc.constant(null), fc.integer({ min: 200, max: 500 })),
    })
    .map(input => ({
      name: 'A campaign',
      description: 'More points',
      from: addDays(zoneStart, input.from),
      until: addDays(zoneStart, input.from + input.days),
      effect: input.effect,
      when: {
        ...input.filters,
        ...(input.ranks && input.ranks.length % 2 === 1 ? { ranks: input.ranks } : {}),
        ...(input.weekdays && input.weekdays.length > 4 ? { weekdays: input.weekdays } : {}),
        ...(input.birthday ? { birthday_month: true as const } : {}),
      },
      stacks: input.stacks,
      priority: input.priority,
      ...(input.firstN !== null ? { first_n: input.firstN } : {}),
      ...(input.budget !== null ? { budget_points: input.budget } : {}),
      ...(input.perMember !== null ? { points_per_member: input.perMember } : {}),
    }))
