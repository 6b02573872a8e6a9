import type { Fanout } from '../platform/fanout.ts'
import type { MemberState } from './state.ts'

/** After the commit: tells a member's open screens what the balance is now. */
export function tellBalance(fanout: Fanout, member: MemberState): void {
  const { brand_id, id, points_balance, lifetime_points, rank_key } = member
  fanout.publish(`member:${brand_id}:${id}`, {
    event: 'balance',
    data: { balance: points_balance, lifetime_points, rank: rank_key },
  })
}
