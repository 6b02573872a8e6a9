import type { Reward } from '../rewards/index.ts'

/** What to work towards after a goal: the cheapest wish that is out of reach yet, else the cheapest such reward. */
export function suggestNext(
  offered: readonly Pick<Reward, 'id' | 'definition' | 'until'>[],
  { goalId, balance, wished, at }: { goalId: string; balance: number; wished: ReadonlySet<string>; at: Date },
): Pick<Reward, 'id' | 'definition'> | undefined {
  const place = ({ id, definition }: Pick<Reward, 'id' | 'definition'>) =>
    [wished.has(id) ? 0 : 1, definition.cost_points] as const
  return offered
    .filter(
      ({ id, definition, until }) =>
        id !== goalId && definition.cost_points > balance && !(until && until <= at),
    )
    .toSorted((a, b) => {
      const [[wishA, costA], [wishB, costB]] = [place(a), place(b)]
      return wishA - wishB || costA - costB || (a.id < b.id ? -1 : 1)
    })[0]
}
