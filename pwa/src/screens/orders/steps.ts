import type { OrderDetail } from '../../api/shapes.ts'
import { spendingWords } from '../../words/spending.ts'

export type Step = { name: string; at: Date | null; place: 'done' | 'here' | 'ahead'; reason: string | null }

const way = ['pending', 'processing', 'shipped', 'delivered'] as const

/**
 * The way of a parcel: what is behind it with its time, where it is, and what lies ahead; of one that was cancelled
 * only what happened.
 */
export function stepsOf({ state, history }: Pick<OrderDetail, 'state' | 'history'>): Step[] {
  const said = spendingWords.orders
  if (state === 'cancelled' || state === 'unconfirmed') {
    return history.map(({ state: was, at, reason }, i) => ({
      name: was === 'cancelled' || was === 'unconfirmed' ? said.state[was] : said.step[was],
      at: new Date(at),
      place: i === history.length - 1 ? 'here' : 'done',
      reason,
    }))
  }
  const here = way.indexOf(state)
  return way.map((step, i) => {
    const moved = history.findLast(move => move.state === step)
    return {
      name: said.step[step],
      at: i <= here && moved ? new Date(moved.at) : null,
      place: i < here ? 'done' : i === here ? 'here' : 'ahead',
      reason: null,
    }
  })
}
