import { type Act, act, progress } from './account.ts'
import type { Brand } from './brand.ts'
import type { Refused } from './correct.ts'
import type { Member } from './member.ts'
import { isOffered, type Reward } from './rewards.ts'

const NOT_FOUND: Refused = { status: 404, code: 'not_found' }

/** What a wish for a reward is answered with where it changes nothing; null where it does. */
export function wishRefusal(brand: Brand, member: Member, reward: number): object | null {
  if (!isOffered(brand.rewards[reward] as Reward)) return NOT_FOUND
  return member.wishes.has(reward) ? { added: false } : null
}

/** A member wishes for a reward. */
export function wish(brand: Brand, member: Member, reward: number): object {
  act(brand, member, act => {
    member.wishes.add(reward)
    act.events.push('wishlist_item_added')
    progress(act, { wishlist_items: 1 }, null)
  })
  return { added: true }
}

/** A wish is taken back. */
export function unwish(brand: Brand, member: Member, reward: number): object {
  act(brand, member, act => {
    member.wishes.delete(reward)
    act.events.push('wishlist_item_removed')
    progress(act, { wishlist_items: -1 }, null)
  })
  return { removed: true }
}

/** What the wish to work towards a reward (null: towards nothing) is answered with where it changes nothing. */
export function goalRefusal(brand: Brand, { goal }: Member, reward: number | null): object | null {
  if (reward === null) return goal ? null : { removed: false }
  if (!isOffered(brand.rewards[reward] as Reward)) return NOT_FOUND
  return goal?.reward === reward ? { reward } : null
}

/** A member works towards a reward, and no other; one that the balance reaches is completed at once. */
export function setGoal(brand: Brand, member: Member, reward: number | null): object {
  if (reward === null) {
    member.goal = null
    act(brand, member, () => {})
    return { removed: true }
  }
  member.goal = { reward, isCompleted: false }
  act(brand, member, act => act.events.push('goal_set'))
  followGoal(brand, member)
  return { reward }
}

/** After points that did not come by a scan: the goal that they reach is completed. */
export function followGoal(brand: Brand, member: Member): void {
  const cost = standingCost(brand, member)
  if (cost !== null && member.balance >= cost) act(brand, member, act => moveGoal(act, member.balance))
}

/** Within an action: a goal that it completed, or brought past a quarter of the way, is told. */
export function moveGoal({ brand, member, events }: Act, balanceBefore: number): void {
  const cost = standingCost(brand, member)
  if (cost === null || !member.goal) return
  const quarters = (balance: number) => Math.min(3, Math.floor((balance * 4) / cost))
  if (member.balance >= cost) {
    member.goal.isCompleted = true
    events.push('goal_completed')
  } else if (quarters(member.balance) > quarters(balanceBefore)) events.push('goal_progressed')
}

/** What the goal costs now; null where there is none, it is completed, or nobody can have it any more. */
function standingCost(brand: Brand, { goal }: Member): number | null {
  const reward = goal && brand.rewards[goal.reward]
  return reward && !goal.isCompleted && !reward.isArchived ? reward.definition.cost_points : null
}
