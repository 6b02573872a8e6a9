import type { Tx } from '../platform/db/database.ts'
import { obstaclesTo, type Reward, readSupply, surroundingsOf } from '../rewards/index.ts'
import type { Personal } from './read-personal.ts'
import type { Affordable } from './suggestion.ts'

/** Of how many rewards it is looked up whether there are some left. */
const LOOKED_AT = 3

/** Rewards that the member can have now, the most valuable first: of the few dearest that the balance pays for. */
export async function readAffordable(tx: Tx, personal: Personal): Promise<Affordable[]> {
  const { program, member, standing, progress, now, offered } = personal
  const { brand } = program
  const around = surroundingsOf(program, now.at)
  const holder = { balance: standing.balance, rankKey: standing.rank.key, unlocked: progress.unlocked }
  const open = (reward: Reward, supply: { remaining: number | null; bought: number }) =>
    obstaclesTo(reward, supply, holder, around).length === 0
  const likely = offered
    .filter(reward => open(reward, { remaining: null, bought: 0 }))
    .toSorted((a, b) => b.definition.cost_points - a.definition.cost_points || (a.id < b.id ? -1 : 1))
    .slice(0, LOOKED_AT)
  if (likely.length === 0) return []
  const supplies = await readSupply(tx, likely, { memberId: member.id, at: now.at, timeZone: brand.timeZone })
  return likely
    .filter(reward => open(reward, supplies.get(reward.id) ?? { remaining: 0, bought: 0 }))
    .map(({ id, definition }) => ({ id, name: definition.name, cost: definition.cost_points }))
}
