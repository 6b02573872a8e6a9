import type { Brand } from '../reference/brand.ts'
import type { Member } from '../reference/member.ts'
import { friendText, orderText, type SpendingBooks } from './spending-books.ts'

/** Rewards, orders and friends as the model has them. */
export function expectedSpending({ rewards, orders, referrals }: Brand): SpendingBooks {
  return {
    rewards: rewards.map(
      ({ remaining, sold, handedOut }) =>
        `${remaining ?? 'no end of'} left, ${sold} sold, ${handedOut} vouchers handed out`,
    ),
    orders: orders.map(({ member, reward, cost, state }) => orderText(member, reward, cost, state)),
    friends: Object.fromEntries(
      referrals.map(({ friend, referrer, state, reasons, paid }) => [
        friend,
        friendText(referrer, state, reasons, paid),
      ]),
    ),
  }
}

export const goalText = ({ goal }: Member): string =>
  goal ? `${goal.reward}${goal.isCompleted ? ', completed' : ''}` : 'none'
