import type { Stage } from './stage.ts'

/** What is kept about rewards, orders and friends. */
export interface SpendingBooks {
  rewards: string[]
  /** In the order in which they were made. */
  orders: string[]
  friends: Record<string, string>
}

const REWARDS = `
  select s.reward_id, coalesce(s.remaining::text, 'no end of') || ' left, ' || s.sold || ' sold, '
      || (select count(*) from reward_vouchers v
          where v.brand_id = s.brand_id and v.reward_id = s.reward_id and v.order_id is not null)
      || ' vouchers handed out' as text
  from reward_stock s where s.brand_id = $1`

const ORDERS = `
  select member_id, kind, reward_id, points_cost::int as cost, state from orders where brand_id = $1 order by action_id`

const FRIENDS = `
  select friend_id, referrer_id, state, reasons, referrer_points::int as paid, friend_points::int as given
  from referrals where brand_id = $1`

const WISHES = 'select member_id, reward_id from wishlist_items where brand_id = $1'
const GOALS = 'select member_id, reward_id, completed_at from goals where brand_id = $1'

/** Reads what is kept about rewards, orders and friends. */
export async function readSpending(
  { theatre, brand, rewards }: Stage,
  nameOf: (id: string) => string,
): Promise<SpendingBooks> {
  const read = async (text: string) => (await theatre.admin.query(text, [brand.id])).rows
  const stocks = await read(REWARDS)
  const orders = await read(ORDERS)
  const friends = await read(FRIENDS)
  return {
    rewards: rewards.map(id => stocks.find(row => row.reward_id === id)?.text),
    orders: orders.map(({ member_id, kind, reward_id, cost, state }) =>
      orderText(nameOf(member_id), kind === 'gift' ? null : rewards.indexOf(reward_id), cost, state),
    ),
    friends: Object.fromEntries(
      friends.map(({ friend_id, referrer_id, state, reasons, paid, given }) => {
        return [nameOf(friend_id), friendText(nameOf(referrer_id), state, reasons, [paid, given])]
      }),
    ),
  }
}

export const orderText = (member: string, reward: number | null, cost: number, state: string) =>
  `${reward === null ? 'a gift' : `reward ${reward}`} for ${cost} of ${member}: ${state}`

export const friendText = (referrer: string, state: string, reasons: string[], paid: [number, number]) =>
  `of ${referrer}: ${state}, paid ${paid.join(' and ')}${reasons.length > 0 ? `, for ${reasons.join(', ')}` : ''}`

/** Reads what members wish for, and work towards. */
export async function readWishesAndGoals({ theatre, brand, rewards }: Stage) {
  const wishes = (await theatre.admin.query(WISHES, [brand.id])).rows
  const goals = (await theatre.admin.query(GOALS, [brand.id])).rows
  return (id: string) => {
    const goal = goals.find(({ member_id }) => member_id === id)
    const own = wishes.filter(({ member_id }) => member_id === id)
    return {
      wishes: own
        .map(({ reward_id }) => rewards.indexOf(reward_id))
        .sort()
        .join(' '),
      goal: goal ? `${rewards.indexOf(goal.reward_id)}${goal.completed_at ? ', completed' : ''}` : 'none',
    }
  }
}
