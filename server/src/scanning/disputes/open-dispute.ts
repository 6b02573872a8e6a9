import {
  AccountWrites,
  findOperation,
  openAccounts,
  operationRow,
  type Program,
  requestHash,
  saveAccounts,
} from '../../earning/index.ts'
import type { Tx } from '../../platform/db/database.ts'
import { notSignedIn, Problem } from '../../platform/errors.ts'
import { newId } from '../../platform/id.ts'
import type { Keys } from '../../platform/keys.ts'
import { parseCode } from '../code-format.ts'
import { codeHmacs } from '../code-hmac.ts'
import { scanHash } from '../scan.ts'
import {
  type ClaimedCode,
  findDisputedCode,
  gatherEvidence,
  type OwnAttempts,
  readOwnAttempts,
} from './evidence.ts'
import type { DisputeBody, Disputed } from './schema.ts'
import { countDisputes, insertDispute } from './stored-disputes.ts'

/** How long after one's own scan was first refused: when another claimed the pack, its buyer cannot know. */
const WINDOW_DAYS = 30
/** How many disputes a member may open within the same number of days, whatever became of them. */
const MOST_IN_WINDOW = 5
const WINDOW_MS = WINDOW_DAYS * 24 * 3_600_000

export interface DisputeInput {
  memberId: string
  body: DisputeBody
  requestId: string
  at: Date
}

/**
 * A member disputes that another has the code of a pack: once a code, within the window after one's own refused scan.
 * What speaks for and against it is kept as it is now. Answers the same bytes for the same operation. Throws 409
 * `not_refused`, `not_claimed`, `already_yours`, `already_disputed`, `dispute_too_late` or `too_many_disputes`.
 */
export async function openDispute(
  tx: Tx,
  keys: Keys,
  program: Program,
  input: DisputeInput,
): Promise<string> {
  const { memberId, body, requestId, at } = input
  const { client_op_id: clientOpId, code: text, message } = body
  // What is kept of a request for ever must not let what was written be guessed.
  const written = keys.hmac('trait', message).toString('hex')
  const hash = requestHash({ dispute: memberId, code: scanHash(text), written })
  const open = (await openAccounts(tx, program, [memberId], at)).get(memberId)
  if (!open) throw notSignedIn('This account no longer exists.')
  const stored = await findOperation(tx, memberId, clientOpId, hash)
  if (stored) return stored
  const parsed = parseCode(text)
  const found = parsed ? await findDisputedCode(tx, codeHmacs(keys, parsed)) : undefined
  const { code, attempts } = await requireDisputable(tx, found, memberId, at)
  const { hmac, claimed_by, claim_action_id } = code
  const id = newId(at)
  const evidence = await gatherEvidence(tx, code, { memberId, firstAttempt: attempts.first })
  await insertDispute(tx, {
    id,
    hmac,
    member_id: memberId,
    claimed_by,
    claim_action_id,
    message,
    evidence,
    created_at: at,
  })
  const { account } = open
  const { actionId } = account.act(
    { name: 'dispute_opened', requestId, clientOpId, facts: { dispute_id: id } },
    () => account.tell('dispute_opened', { dispute_id: id }),
  )
  const answered: Disputed = { id, state: 'open', serial: code.batch.serial }
  const answer = JSON.stringify(answered)
  const writes = new AccountWrites()
  writes.addOperation(operationRow({ brandId: tx.brandId, memberId, clientOpId, hash, actionId, answer }))
  await saveAccounts(tx, [open], writes)
  return answer
}

async function requireDisputable(
  tx: Tx,
  code: ClaimedCode | undefined,
  memberId: string,
  at: Date,
): Promise<{ code: ClaimedCode & { claimed_by: string }; attempts: OwnAttempts }> {
  const attempts = code && (await readOwnAttempts(tx, code.hmac, memberId))
  // An unknown code is told by nothing from one that the member never scanned.
  if (!code || !attempts)
    throw refusal(
      'not_refused',
      'Scan the pack first',
      'A dispute is about a scan that was refused because somebody else has the code.',
    )
  const since = new Date(at.getTime() - WINDOW_MS)
  const { recent, isDisputed } = await countDisputes(tx, { memberId, hmac: code.hmac, since })
  if (isDisputed)
    throw refusal(
      'already_disputed',
      'You have disputed this code before',
      'A code is disputed once; your list of disputes says what came of it.',
    )
  const { claimed_by } = code
  if (claimed_by === memberId)
    throw refusal('already_yours', 'This code is yours', 'There is nothing to dispute.')
  if (claimed_by === null)
    throw refusal('not_claimed', 'Nobody has this code any more', 'Please scan the pack again.')
  if (attempts.refused <= since) {
    throw refusal(
      'dispute_too_late',
      'It is too late to dispute this',
      `That is possible for ${WINDOW_DAYS} days after the scan that was refused.`,
    )
  }
  if (recent >= MOST_IN_WINDOW) {
    throw refusal(
      'too_many_disputes',
      'You have opened many disputes lately',
      `At most ${MOST_IN_WINDOW} in ${WINDOW_DAYS} days are looked at. Please write to support.`,
    )
  }
  return { code: { ...code, claimed_by }, attempts }
}

const refusal = (code: string, title: string, detail: string) =>
  new Problem(409, code, title, { detail: `${detail} Nothing was changed.` })
