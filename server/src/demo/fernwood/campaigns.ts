import type { DemoBrand } from '../demo-brand.ts'

/** One that runs from the first day, and one that members see coming. */
export const campaigns: DemoBrand['campaigns'] = inDays => [
  {
    name: 'Kitchen table',
    description: 'Everything edible from the Kitchen Garden has 100 Leaves on top.',
    from: inDays(0),
    until: inDays(60),
    effect: { bonus_points: 100 },
    when: { product_filters: { product_form: ['edible'] } },
    stacks: true,
    priority: 50,
    budget_points: 100_000,
    points_per_member: 1_000,
  },
  {
    name: 'Woodlot weeks',
    description: 'Two weeks in which pre-rolls from the Woodlot count double.',
    from: inDays(5),
    until: inDays(19),
    effect: { multiplier_basis_points: 20_000 },
    when: { product_filters: { product_line: ['Woodlot'] } },
    stacks: false,
    priority: 60,
  },
]
