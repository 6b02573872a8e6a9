import { findDeed, type Operated, operationRow, requestHash } from '../activity/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { Problem } from '../platform/errors.ts'
import { AccountWrites } from './account-writes.ts'
import { demote, promoteAndProgress } from './progress.ts'
import type { Adjusted } from './schema.ts'
import type { Program } from './state.ts'
import { openAccount, saveAccounts } from './transact.ts'

export interface AdjustInput {
  memberId: string
  clientOpId: string
  /** Positive gives, negative takes; never 0. */
  points: number
  reason: string
  /** Whether it changes lifetime points, and so the rank. */
  countsForRank: boolean
  operatorId: string
  requestId: string
  at: Date
}

/**
 * An operator gives or takes points with a reason, as one operation. Takes no more than the balance holds (409
 * `not_enough_points`). Metrics of achievements do not move: nobody unlocks anything by a correction.
 */
export async function adjustPoints(
  tx: Tx,
  program: Program,
  input: AdjustInput,
): Promise<Operated<Adjusted>> {
  const { memberId, points, reason, countsForRank } = input
  const hash = requestHash({ adjust: memberId, points, reason, countsForRank })
  const stored = await findDeed(tx, input.clientOpId, hash)
  if (stored) return { isNew: false, answer: JSON.parse(stored) }
  const open = await openAccount(tx, program, memberId, input.at)
  const { account } = open
  refuseTooMuch(points, countsForRank, account.member)
  const source = `operator:${input.operatorId}`
  const facts = { reason, by: source, requested: points }
  const act = account.act(
    { name: 'points_adjusted', requestId: input.requestId, clientOpId: input.clientOpId, facts },
    () => {
      const before = account.member.lifetime_points - account.member.rank_offset
      const rule = { reason, counts_for_rank: countsForRank }
      if (points > 0) account.earn({ amount: points, reason: 'adjustment', source, rule, countsForRank })
      else account.take({ amount: -points, reason: 'adjustment', source, rule, fromLifetime: countsForRank })
      promoteAndProgress(account)
      demote(account, before)
    },
  )
  const answer: Adjusted = {
    action_id: act.actionId,
    points,
    new_balance: account.member.points_balance,
    points_owed: account.member.points_owed,
    lifetime_points: account.member.lifetime_points,
    rank: act.rankAfter.key,
    rank_changed: act.rankAfter.key !== act.rankBefore.key,
    achievements_unlocked: act.unlocked.map(({ achievement }) => achievement.key),
  }
  const writes = new AccountWrites()
  writes.addOperation(
    operationRow({
      brandId: tx.brandId,
      memberId,
      clientOpId: input.clientOpId,
      hash,
      actionId: act.actionId,
      answer: JSON.stringify(answer),
    }),
  )
  await saveAccounts(tx, [open], writes)
  return { isNew: true, answer }
}

function refuseTooMuch(
  points: number,
  countsForRank: boolean,
  member: { points_balance: number; lifetime_points: number },
) {
  if (
    points > 0 ||
    -points <= Math.min(member.points_balance, countsForRank ? member.lifetime_points : Infinity)
  ) {
    return
  }
  throw new Problem(409, 'not_enough_points', 'The member has fewer points than that', {
    detail: `The balance is ${member.points_balance}, lifetime points are ${member.lifetime_points}. Nothing was changed.`,
  })
}
