import type { Program } from '../earning/index.ts'
import { readMember } from '../members/index.ts'
import { sql, type Tx } from '../platform/db/database.ts'
import { notFound } from '../platform/errors.ts'
import { qualifyingPoints, rankOf } from '../ranks/index.ts'
import { obstaclesTo, type Standing, type Surroundings } from './obstacles.ts'
import { compileReward, isOffered, type Reward } from './reward.ts'
import { rewardView } from './reward-view.ts'
import type { RewardView } from './schema.ts'
import { readReward } from './stored-rewards.ts'
import { readSupply } from './supply.ts'

interface Visit {
  program: Program
  /** Null for a visitor. */
  memberId: string | null
  at: Date
}

/** What is configured around the rewards of a brand. */
export const surroundingsOf = ({ brand, ladder, achievements }: Program, at: Date): Surroundings => ({
  ladder,
  achievements,
  timeZone: brand.timeZone,
  pointsName: brand.settings.points_name,
  at,
})

/** These rewards as somebody sees them: what is left, whether they can be redeemed, and if not why. */
export async function viewRewards(
  tx: Tx,
  rewards: readonly Reward[],
  { program, memberId, at }: Visit,
): Promise<RewardView[]> {
  const standing = memberId === null ? undefined : await readStanding(tx, program, memberId)
  const supplies = await readSupply(tx, rewards, { memberId, at, timeZone: program.brand.timeZone })
  const around = surroundingsOf(program, at)
  return rewards.map(reward => {
    const supply = supplies.get(reward.id) ?? { remaining: 0, bought: 0 }
    return rewardView(reward, supply.remaining, obstaclesTo(reward, supply, standing, around))
  })
}

/** One reward as somebody sees it, over or not. Throws a 404 Problem for one that is not offered. */
export async function viewReward(tx: Tx, id: string, visit: Visit): Promise<RewardView> {
  const stored = await readReward(tx, id)
  if (!stored || !isOffered(stored)) throw notFound('reward')
  const [view] = await viewRewards(tx, [compileReward(stored, visit.program.brand.timeZone)], visit)
  return view as RewardView
}

async function readStanding(tx: Tx, { ladder }: Program, memberId: string): Promise<Standing> {
  const member = await readMember(tx, memberId)
  const unlocked = await tx.many(
    sql
      .selectFrom('member_achievements')
      .select('achievement_id')
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId),
  )
  return {
    balance: member.points_balance,
    rankKey: rankOf(ladder, member.rank_key, qualifyingPoints(member)).key,
    unlocked: new Set(unlocked.map(row => row.achievement_id)),
  }
}
