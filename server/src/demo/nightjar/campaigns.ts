import type { DemoBrand } from '../demo-brand.ts'

/** One that runs from the first day, and one that members see coming. */
export const campaigns: DemoBrand['campaigns'] = inDays => [
  {
    name: 'Long weekend',
    description: 'Saturdays and Sundays count one and a half times.',
    from: inDays(0),
    until: inDays(60),
    effect: { multiplier_basis_points: 15_000 },
    when: { weekdays: ['sat', 'sun'] },
    stacks: true,
    priority: 50,
    budget_points: 250_000,
  },
  {
    name: 'Signal boost',
    description: 'The first fifty edibles of the Signal line have 300 Sparks on top.',
    from: inDays(4),
    until: inDays(18),
    effect: { bonus_points: 300 },
    when: { product_filters: { product_line: ['Signal'], product_form: ['edible'] } },
    stacks: true,
    priority: 60,
    first_n: 50,
  },
]
