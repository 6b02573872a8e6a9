import {
  AccountWrites,
  findDeed,
  type OpenAccount,
  type Operated,
  openAccounts,
  operationRow,
  type Program,
  requestHash,
  saveAccounts,
} from '../../earning/index.ts'
import { followGoal } from '../../goals/index.ts'
import type { Tx } from '../../platform/db/database.ts'
import { invalid, notFound, Problem } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Moved, moveCode } from './move-code.ts'
import type { SettleBody, Settled } from './schema.ts'
import { type Dispute, findDispute, lockDispute, storeSettlement } from './stored-disputes.ts'

export interface SettleInput {
  disputeId: string
  body: SettleBody
  operatorId: string
  requestId: string
  at: Date
}

const STATES = { move: 'moved', goodwill: 'goodwill', refuse: 'refused' } as const

/**
 * An operator settles a dispute, as one operation: the code moves to who disputes it, or points are given instead, or
 * neither. Throws 400, 404, 409 `dispute_settled`, `member_gone` or `claimant_gone`, or what keeps the code from being
 * moved. Answers the accounts whose balance may have changed as well.
 */
export async function settleDispute(
  platform: Platform,
  tx: Tx,
  program: Program,
  input: SettleInput,
): Promise<Operated<Settled> & { dispute: Dispute; touched: OpenAccount[] }> {
  const { disputeId, body, operatorId, requestId, at } = input
  const { client_op_id: clientOpId, award, points: offered = null, note } = body
  checkPoints(body)
  const hash = requestHash({
    settle: disputeId,
    award,
    points: offered,
    note: platform.keys.hmac('trait', note).toString('hex'),
  })
  const found = await findDispute(tx, disputeId)
  if (!found) throw notFound('dispute')
  const { member_id: memberId, claimed_by: claimantId } = found
  const both = () => openAccounts(tx, program, [memberId, claimantId], at)
  let open = await both()
  const stored = await findDeed(tx, clientOpId, hash)
  if (stored) return { isNew: false, answer: JSON.parse(stored), dispute: found, touched: [] }
  const dispute = await lockDispute(tx, disputeId)
  if (dispute.state !== 'open') throw settledBefore(dispute)
  if (!open.has(memberId)) throw gone('member_gone', 'Who disputed the code has left')
  let moved: Moved | null = null
  if (award === 'move') {
    if (!open.has(claimantId)) throw gone('claimant_gone', 'Who claimed the code has left')
    moved = await moveCode(platform, tx, program, dispute, { operatorId, requestId, at })
    // Both were written meanwhile; their locks are still held.
    open = await both()
  }
  const disputer = open.get(memberId) as OpenAccount
  const points = moved ? moved.points : offered
  const actionId = await tellSettled(tx, disputer, dispute, { award, points, requestId, clientOpId })
  const answer: Settled = {
    id: disputeId,
    state: STATES[award],
    points,
    claimant_points_taken: moved?.claimantPointsTaken ?? null,
    claimant_points_owed: moved?.claimantPointsOwed ?? null,
  }
  await storeSettlement(tx, { id: disputeId, state: answer.state, points, note, at, by: operatorId })
  const writes = new AccountWrites()
  const text = JSON.stringify(answer)
  writes.addOperation(
    operationRow({ brandId: tx.brandId, memberId, clientOpId, hash, actionId, answer: text }),
  )
  await saveAccounts(tx, [disputer], writes)
  return { isNew: true, answer, dispute, touched: moved ? [...open.values()] : [disputer] }
}

function checkPoints({ award, points }: SettleBody): void {
  if ((award === 'goodwill') === (points !== undefined)) return
  throw invalid([{ field: 'points', message: 'belongs to the award "goodwill", and only there' }])
}

/** The member's own entry and event, in which goodwill comes in. It counts for no rank: it is no pack. */
async function tellSettled(
  tx: Tx,
  { account }: OpenAccount,
  { id }: Dispute,
  {
    award,
    points,
    requestId,
    clientOpId,
  }: { award: SettleBody['award']; points: number | null; requestId: string; clientOpId: string },
): Promise<string> {
  const refs = { dispute_id: id, award }
  const { actionId } = account.act({ name: 'dispute_settled', requestId, clientOpId, facts: refs }, () => {
    if (award === 'goodwill') {
      const source = `dispute:${id}`
      const amount = points ?? 0
      account.earn({ amount, reason: 'adjustment', source, rule: { dispute: id }, countsForRank: false })
    }
    account.tell('dispute_settled', refs)
  })
  if (award === 'goodwill') await followGoal(tx, account, requestId)
  return actionId
}

const settledBefore = ({ state }: Dispute) =>
  new Problem(409, 'dispute_settled', 'This dispute is over', {
    detail: `It is ${state} already. Nothing was changed.`,
  })

const gone = (code: string, title: string) =>
  new Problem(409, code, title, { detail: 'Their account is closed. Nothing was changed.' })
