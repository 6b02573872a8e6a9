import type { Markets } from '../../api/shapes.ts'

/** Whether the law lets a parcel go to a state of the United States; the rules of the state come before the country's. */
export function shipsTo(markets: Markets, state: string): boolean {
  const rulesOf = (code: string) => markets.items.find(market => market.code === code)
  return (rulesOf(`US-${state}`) ?? rulesOf('US') ?? markets.default).ships_to
}
