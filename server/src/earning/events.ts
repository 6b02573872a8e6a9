import { type EventNumbers, type EventRefs, laneOf, type OutboxRow } from '../activity/index.ts'
import { newId } from '../platform/id.ts'
import type { Rank } from '../ranks/index.ts'
import type { MemberState } from './state.ts'

const numbersOf = (member: MemberState, rank: Rank): EventNumbers => ({
  points_balance: member.points_balance,
  lifetime_points: member.lifetime_points,
  points_spent_total: member.points_spent,
  rank_key: rank.key,
  rank_name: rank.name,
  rank_multiplier: rank.multiplier_basis_points / 10_000,
  total_scans: member.scan_count,
  total_redemptions: member.redemption_count,
  total_achievements_unlocked: member.achievement_count,
  total_referrals_completed: member.referral_count,
})

/** An event about a member with the numbers of this moment; whoever writes it has looked at consent. */
export function outboxEvent(
  member: MemberState,
  rank: Rank,
  input: {
    name: string
    at: Date
    actionId: string
    refs: EventRefs
    award?: Record<string, number> | undefined
  },
): OutboxRow {
  return {
    brand_id: member.brand_id,
    id: newId(input.at),
    member_id: member.id,
    lane: laneOf(member.id),
    name: input.name,
    schema_version: 1,
    occurred_at: input.at,
    numbers: { ...numbersOf(member, rank), ...input.award },
    refs: { action_id: input.actionId, ...input.refs },
  }
}
