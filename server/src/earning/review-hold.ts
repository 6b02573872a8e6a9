import { findDeed, type Operated, operationRow, requestHash } from '../activity/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { notFound, Problem } from '../platform/errors.ts'
import { readHold } from '../points/index.ts'
import { AccountWrites } from './account-writes.ts'
import { reverseAction } from './reverse-action.ts'
import type { ReviewedHold } from './schema.ts'
import { release } from './settle.ts'
import type { Program } from './state.ts'
import { endHolds, openWrittenAccount, saveAccounts } from './transact.ts'

export interface ReviewInput {
  holdId: string
  verdict: 'released' | 'rejected'
  clientOpId: string
  note: string
  operatorId: string
  requestId: string
  at: Date
}

/**
 * An operator lets held points go or withholds them for good, as one operation. Withheld, the scan counts for no
 * achievement any more; the code stays claimed. Throws 404, or 409 `hold_is_over`.
 */
export async function reviewHold(
  tx: Tx,
  program: Program,
  input: ReviewInput,
): Promise<Operated<ReviewedHold>> {
  const { holdId, verdict, at } = input
  const hash = requestHash({ hold: holdId, verdict, note: input.note })
  const stored = await findDeed(tx, input.clientOpId, hash)
  if (stored) return { isNew: false, answer: JSON.parse(stored) }
  const found = await readHold(tx, holdId)
  if (!found) throw notFound('hold')
  const open = await openWrittenAccount(tx, program, found.member_id, at)
  const hold = open.holds.find(({ id }) => id === holdId)
  if (!hold) {
    throw new Problem(409, 'hold_is_over', 'These points are not held any more', {
      detail: 'They were released or rejected before. Nothing was changed.',
    })
  }
  const { account } = open
  const facts = { by: `operator:${input.operatorId}`, note: input.note }
  const before = account.actions.length
  if (verdict === 'released') {
    release(account, hold, { facts, requestId: input.requestId })
    await endHolds(tx, tx.brandId, [holdId], 'released', at, input.operatorId)
  } else {
    await reverseAction(tx, open, {
      actionId: hold.action_id,
      name: 'points_rejected',
      requestId: input.requestId,
      clientOpId: input.clientOpId,
      facts: { ...facts, hold_id: holdId },
      by: input.operatorId,
      dropsScan: true,
      returnsPack: false,
    })
  }
  const answer: ReviewedHold = {
    id: holdId,
    state: verdict,
    points: hold.points,
    new_balance: account.member.points_balance,
    rank: account.rank.key,
  }
  const writes = new AccountWrites()
  writes.addOperation(
    operationRow({
      brandId: tx.brandId,
      memberId: hold.member_id,
      clientOpId: input.clientOpId,
      hash,
      actionId: account.actions[before]?.id ?? null,
      answer: JSON.stringify(answer),
    }),
  )
  await saveAccounts(tx, [open], writes)
  return { isNew: true, answer }
}
