import type { Program } from '../earning/index.ts'
import { readMember } from '../members/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { readRewards } from '../rewards/index.ts'
import { readPace } from './habits.ts'
import type { Wishes } from './schema.ts'
import { rewardName, wayOf } from './show-goal.ts'
import { readWishes } from './stored-wishes.ts'

/** What a member wishes for, the latest first, each with the way to it; what is no longer available stays listed. */
export async function showWishlist(
  tx: Tx,
  { program, memberId, at }: { program: Program; memberId: string; at: Date },
): Promise<Wishes> {
  const member = await readMember(tx, memberId)
  const wishes = await readWishes(tx, memberId)
  const rewards = await readRewards(
    tx,
    wishes.map(({ reward_id }) => reward_id),
  )
  const pace = await readPace(tx, member, at)
  const items = wishes.flatMap(({ reward_id, created_at }) => {
    const reward = rewards.get(reward_id)
    if (!reward) return []
    return [
      {
        reward: rewardName(reward),
        added_at: created_at.toISOString(),
        ...wayOf(reward, member.points_balance, pace, program),
      },
    ]
  })
  return { items, next_cursor: null }
}
