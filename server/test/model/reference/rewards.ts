import { type Act, act, earn, progress, spend } from './account.ts'
import { type Brand, rankOf } from './brand.ts'
import { dayOf, momentOf, mondayOf, monthOf, yearOf } from './calendar.ts'
import type { RewardDefinition } from './configuration.ts'
import type { Refused } from './correct.ts'
import type { Member } from './member.ts'

/** A reward as the model keeps it. */
export interface Reward {
  definition: RewardDefinition
  isArchived: boolean
  /** Null: no end of it. Of a digital one, vouchers that nobody has. */
  remaining: number | null
  sold: number
  /** Vouchers in the order in which they were imported; the first ones are handed out. */
  handedOut: number
}

export type OrderState = 'unconfirmed' | 'pending' | 'processing' | 'shipped' | 'delivered' | 'cancelled'

export interface Order {
  /** The action that made it. */
  action: number
  member: string
  at: number
  /** Null: a gift. */
  reward: number | null
  cost: number
  state: OrderState
}

/** Where a parcel is to go: to the member's default address, or to one given with the request. */
export type Destination = 'book' | 'allowed' | 'forbidden'

export interface Wanted {
  reward: number
  /** The cost that was shown. */
  cost: number
  to: Destination
}

const refused = (code: string, status = 409): Refused => ({ status, code })

export const isOffered = ({ isArchived, definition }: Reward): boolean => !isArchived && definition.active

/** Why a member cannot have a reward now: what nobody can have, then another price, then what is about the member. */
export function redemptionRefusal(brand: Brand, member: Member, wanted: Wanted): Refused | null {
  const reward = brand.rewards[wanted.reward] as Reward
  if (member.redemptionHeldUntil !== null && brand.now < member.redemptionHeldUntil)
    return refused('redemption_held', 403)
  const offer = offerObstacle(brand, reward)
  if (offer) return refused(offer)
  if (reward.definition.cost_points !== wanted.cost) return refused('price_changed')
  const own = ownObstacle(brand, member, wanted.reward)
  if (own) return refused(own)
  if (reward.definition.kind === 'digital') return null
  if (wanted.to === 'forbidden') return refused('market_forbids_shipping')
  return wanted.to === 'book' && member.home === null ? refused('validation_failed', 400) : null
}

function offerObstacle({ now, zone }: Brand, reward: Reward): string | null {
  const { available_from: from, available_until: until } = reward.definition
  if (!isOffered(reward)) return 'not_available'
  if (from !== undefined && now < momentOf(from, zone)) return 'not_yet'
  if (until !== undefined && now >= momentOf(until, zone)) return 'over'
  return reward.remaining === 0 ? 'sold_out' : null
}

function ownObstacle(brand: Brand, member: Member, number: number): string | null {
  const { definition } = brand.rewards[number] as Reward
  const { limit_per_member: limit, rank_key, achievement_key, cost_points } = definition
  if (limit) {
    const had = brand.orders.filter(
      ({ member: name, reward, state, at }) =>
        name === member.name &&
        reward === number &&
        state !== 'cancelled' &&
        isInPeriod(brand, limit.period, at),
    )
    if (had.length >= limit.times) return 'limit_reached'
  }
  const place = (key: string) => brand.ladder.ranks.findIndex(rank => rank.key === key)
  if (rank_key !== undefined) {
    const needed = place(rank_key)
    if (needed < 0 || place(rankOf(brand, member).key) < needed) return 'rank_needed'
  }
  if (achievement_key !== undefined && !member.unlocks.has(achievement_key)) return 'achievement_needed'
  return member.balance < cost_points ? 'not_enough_points' : null
}

type Period = NonNullable<RewardDefinition['limit_per_member']>['period']

/** Whether a moment is in the period of now, by the brand's calendar. */
function isInPeriod({ now, zone }: Brand, period: Period, at: number): boolean {
  const names: Record<Period, (day: string) => string> = {
    day: day => day,
    week: mondayOf,
    month: monthOf,
    year: yearOf,
    all_time: () => '',
  }
  const name = names[period]
  return name(dayOf(at, zone)) === name(dayOf(now, zone))
}

/** A member spends points on a reward. */
export function redeem(brand: Brand, member: Member, wanted: Wanted): object {
  const reward = brand.rewards[wanted.reward] as Reward
  const { cost_points: cost, kind } = reward.definition
  const isDigital = kind === 'digital'
  const voucher = isDigital ? `V-${wanted.reward}-${reward.handedOut}` : null
  if (reward.remaining !== null) reward.remaining -= 1
  reward.sold += 1
  if (isDigital) reward.handedOut += 1
  const state = isDigital ? 'delivered' : 'pending'
  const done = act(brand, member, act => {
    const source = `reward:${wanted.reward}`
    spend(act, { amount: cost, reason: 'redemption', source, fromLifetime: false })
    member.pointsSpent += cost
    member.redemptions += 1
    member.lastActiveAt = act.at
    brand.orders.push({
      action: act.action,
      member: member.name,
      at: act.at,
      reward: wanted.reward,
      cost,
      state,
    })
    act.events.push('reward_redeemed')
    progress(act, { redemptions: 1 }, null)
  })
  return {
    state,
    voucher,
    points_spent: cost,
    new_balance: member.balance,
    rank: rankOf(brand, member).key,
    achievements_unlocked: done.unlocked.map(({ key }) => key),
  }
}

/** The gift of a first scan waits for the e-mail, then for somebody to pack it. */
export function giveGift({ brand, member, action, at }: Act): void {
  const state = member.confirmed ? 'pending' : 'unconfirmed'
  brand.orders.push({ action, member: member.name, at, reward: null, cost: 0, state })
}

/** The e-mail is confirmed: gifts go. */
export function confirm(brand: Brand, member: Member): void {
  member.confirmed = true
  member.isHomeNoted = member.home !== null
  for (const order of brand.orders) {
    if (order.member === member.name && order.state === 'unconfirmed') order.state = 'pending'
  }
}

/** The gift of a scan that is taken back is cancelled while nobody packs it; else there is no second one. */
export function cancelGift(brand: Brand, member: Member, scanAction: number): boolean {
  const gift = brand.orders.find(
    ({ action, reward, state }) => action === scanAction && reward === null && state !== 'cancelled',
  )
  if (!gift) return false
  const isCancelled = isWaiting(gift.state)
  if (isCancelled) gift.state = 'cancelled'
  else member.hasGift = true
  return isCancelled
}

/** Whether nobody has begun to pack it. */
export const isWaiting = (state: OrderState): boolean => state === 'unconfirmed' || state === 'pending'

const NEXT: Record<OrderState, OrderState[]> = {
  unconfirmed: ['pending', 'cancelled'],
  pending: ['processing', 'cancelled'],
  processing: ['shipped', 'cancelled'],
  shipped: ['delivered'],
  delivered: [],
  cancelled: [],
}

/** Why an operator cannot move an order there. */
export function moveRefusal(brand: Brand, order: Order, to: OrderState): Refused | null {
  if (!NEXT[order.state].includes(to)) return refused('order_state')
  const member = brand.members.get(order.member) as Member
  const needsAddress = to === 'processing' && order.reward === null
  return needsAddress && (member.isErased || member.home === null) ? refused('no_address') : null
}

/** An operator moves an order on; the member hears of a parcel that goes out, and has the points back of one cancelled. */
export function move(brand: Brand, order: Order, to: OrderState): object {
  const member = brand.members.get(order.member) as Member
  if (to === 'cancelled') return { state: to, points_returned: cancel(brand, order) }
  if (to === 'shipped' && !member.isErased) act(brand, member, act => act.events.push('order_shipped'))
  order.state = to
  return { state: to, points_returned: 0 }
}

/** Points come back as a new lot by today's policy, the stock is one more; of who was erased only the stock. */
export function cancel(brand: Brand, order: Order): number {
  const member = brand.members.get(order.member) as Member
  putBack(brand, order)
  if (member.isErased) return 0
  act(brand, member, act => {
    if (order.reward === null) return
    earn(act, { amount: order.cost, reason: 'redemption', source: 'order', countsForRank: false })
    member.pointsSpent -= order.cost
    member.redemptions -= 1
    progress(act, { redemptions: -1 }, null)
  })
  return order.cost
}

/** An order is cancelled: what it took of the stock is there again. */
export function putBack(brand: Brand, order: Order): void {
  order.state = 'cancelled'
  const reward = order.reward === null ? undefined : brand.rewards[order.reward]
  if (!reward) return
  reward.sold -= 1
  if (reward.remaining !== null) reward.remaining += 1
}
