import { randomUUID } from 'node:crypto'
import { SHIPPED } from '../rewards/shop.ts'
import type { Arena } from './arena.ts'
import { bookFaults, countOf, type RaceReport, wordOf } from './report.ts'

const POINTS = 1_000

/** So many buyers for each one in stock, all at the same moment, at two servers. What there was is sold, and paid for. */
export async function raceForStock(
  arena: Arena,
  { stock, buyersEach = 10 }: { stock: number; buyersEach?: number },
): Promise<RaceReport> {
  const { shop, ask } = arena
  const reward = await shop.reward({}, stock)
  const buyers = await arena.crowd(stock * buyersEach, POINTS)
  const outcomes = await Promise.all(
    buyers.map(async (buyer, i) => {
      const wish = { client_op_id: randomUUID(), reward_id: reward, expected_cost: SHIPPED.cost_points }
      return ask(i, buyer, 'redemptions', wish)
    }),
  )
  const answers = countOf(outcomes.map(outcome => wordOf(outcome, 'sold')))
  const winners = answers.sold ?? 0
  const faults: string[] = []
  if (winners !== stock) faults.push(`${winners} were told that they have one of ${stock}`)
  for (const word of Object.keys(answers)) {
    if (word !== 'sold' && word !== '409 sold_out') faults.push(`a buyer was answered ${word}`)
  }
  const left = await shop.stock(reward)
  if (left.sold !== stock || left.remaining !== 0) {
    faults.push(`the stock says ${left.sold} sold and ${left.remaining} left`)
  }
  const [{ orders, payers }] = (await shop.desk.rows<{ orders: number; payers: number }>(
    `select (select count(*)::int from orders where reward_id = $1) as orders,
      (select count(*)::int from members where id = any($2) and points_balance = $3) as payers`,
    [reward, buyers.map(({ id }) => id), POINTS - SHIPPED.cost_points],
  )) as [{ orders: number; payers: number }]
  if (orders !== stock || payers !== stock) faults.push(`${orders} orders, ${payers} members paid`)
  faults.push(...(await bookFaults(arena)))
  const refusals = outcomes.reduce((sum, outcome) => sum + outcome.refusals, 0)
  return { requests: outcomes.length, winners, answers, refusals, faults }
}
