import {
  AccountWrites,
  findDeed,
  type Operated,
  openWrittenAccounts,
  operationRow,
  type Program,
  requestHash,
  reverseAction,
  saveAccounts,
} from '../earning/index.ts'
import { noteGiftSent } from '../members/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { notFound, Problem } from '../platform/errors.ts'
import { newId } from '../platform/id.ts'
import type { Platform } from '../platform/platform.ts'
import { cancelGift } from '../rewards/index.ts'
import { parseCode } from './code-format.ts'
import { codeHmacs } from './code-hmac.ts'
import type { ReturnBody, Returned } from './schema.ts'

export interface ReturnInput {
  body: ReturnBody
  operatorId: string
  requestId: string
  at: Date
  /** The dispute by which another member gets the pack. */
  disputeId?: string
}

interface CodeRow {
  hmac: string
  batch_id: string
  serial: number
  claimed_by: string | null
  claim_action_id: string | null
}

const CODE = `
  select encode(hmac, 'hex') as hmac, batch_id, serial, claimed_by, claim_action_id from codes
  where brand_id = $1 and `

async function findCode(platform: Platform, tx: Tx, body: ReturnBody): Promise<CodeRow> {
  const [row] =
    'code' in body
      ? await tx.raw<CodeRow>(`${CODE} hmac = any($2::bytea[])`, [tx.brandId, hmacsOf(platform, body.code)])
      : await tx.raw<CodeRow>(`${CODE} batch_id = $2 and serial = $3`, [
          tx.brandId,
          body.batch_id,
          body.serial,
        ])
  if (!row) throw notFound('code')
  return row
}

function hmacsOf(platform: Platform, text: string): string[] {
  const code = parseCode(text)
  return code ? codeHmacs(platform.keys, code).map(hmac => `\\x${hmac}`) : []
}

const CHANGE: Record<ReturnBody['code_becomes'], string> = {
  claimable: 'claimed_by = null, claimed_at = null, claim_action_id = null',
  void: 'claimed_by = null, claimed_at = null, claim_action_id = null, voided_at = $4, void_reason = $5',
}

/**
 * Takes a scan back because its pack came back: points, rank, achievements and progress, the gift if it has not gone
 * out; the code can be claimed again or never more. One operation. Throws 404, or 409 `not_claimed` or
 * `member_erased`.
 */
export async function returnPack(
  platform: Platform,
  tx: Tx,
  program: Program,
  { body, operatorId, requestId, at, disputeId }: ReturnInput,
): Promise<Operated<Returned>> {
  const { client_op_id: clientOpId, reason, code_becomes } = body
  const code = await findCode(platform, tx, body)
  const hash = requestHash({ return: code.hmac, code_becomes, reason })
  const stored = await findDeed(tx, clientOpId, hash)
  if (stored) return { isNew: false, answer: JSON.parse(stored) }
  const memberId = code.claimed_by
  const actionId = code.claim_action_id
  if (!memberId || !actionId) throw notClaimed()
  const open = (await openWrittenAccounts(tx, program, [memberId], at)).get(memberId)
  if (!open) throw memberErased()
  // Under the member's lock: the pack may just have been returned, or the code claimed by another since.
  const [locked] = await tx.raw<CodeRow>(`${CODE} hmac = $2 for no key update`, [
    tx.brandId,
    `\\x${code.hmac}`,
  ])
  if (locked?.claim_action_id !== actionId) throw notClaimed()
  const { batch_id, serial } = code
  const facts = {
    reason,
    by: `operator:${operatorId}`,
    batch_id,
    serial,
    code: code.hmac,
    code_becomes,
    dispute_id: disputeId,
  }
  const reversed = await reverseAction(tx, open, {
    actionId,
    name: 'scan_reversed',
    requestId,
    clientOpId,
    facts,
    by: operatorId,
    dropsScan: true,
    returnsPack: true,
  })
  const values = [tx.brandId, `\\x${code.hmac}`, memberId]
  await tx.raw(
    `update codes set ${CHANGE[code_becomes]} where brand_id = $1 and hmac = $2 and claimed_by = $3`,
    code_becomes === 'void' ? [...values, at, reason] : values,
  )
  await tx.raw(
    `insert into code_attempts (brand_id, hmac, id, batch_id, member_id, verdict, request_id, client_op_id)
     values ($1, $2, $3, $4, $5, 'returned', $6, $7)`,
    [tx.brandId, `\\x${code.hmac}`, newId(at), batch_id, memberId, requestId, clientOpId],
  )
  const gift = await cancelGift(tx, actionId, at)
  if (gift === 'kept') await noteGiftSent(tx, memberId)
  const answer: Returned = {
    action_id: reversed.act.actionId,
    member_id: memberId,
    batch_id,
    serial,
    code_becomes,
    points_taken: reversed.pointsTaken,
    points_owed: reversed.pointsOwed,
    new_balance: open.account.member.points_balance,
    rank: open.account.rank.key,
    rank_changed: reversed.act.rankAfter.key !== reversed.act.rankBefore.key,
    achievements_revoked: reversed.revoked,
    gift_cancelled: gift === 'cancelled',
  }
  const writes = new AccountWrites()
  const text = JSON.stringify(answer)
  const operation = { memberId, clientOpId, hash, actionId: reversed.act.actionId, answer: text }
  writes.addOperation(operationRow({ brandId: tx.brandId, ...operation }))
  await saveAccounts(tx, [open], writes)
  return { isNew: true, answer }
}

const memberErased = () =>
  new Problem(409, 'member_erased', 'Who claimed this pack has left', {
    detail: 'Their points lapsed when they left, so there is nothing to take back. Nothing was changed.',
  })

const notClaimed = () =>
  new Problem(409, 'not_claimed', 'Nobody has claimed this pack', {
    detail: 'There is nothing to take back: it was never claimed, or it was returned before.',
  })
