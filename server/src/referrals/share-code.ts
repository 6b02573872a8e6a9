import {
  AccountWrites,
  findOperation,
  openAccount,
  operationRow,
  type Program,
  requestHash,
  saveAccounts,
} from '../earning/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { Problem } from '../platform/errors.ts'
import type { ShareBody, Shared } from './schema.ts'

/**
 * Logs that a member sent the invitation off, as one operation, and tells Customer.io with consent. Answers the stored
 * bytes. Throws 409 `referrals_off` where friends do not count.
 */
export async function shareCode(
  tx: Tx,
  program: Program,
  input: { memberId: string; body: ShareBody; requestId: string; at: Date },
): Promise<string> {
  const { memberId, requestId, at } = input
  const { client_op_id: clientOpId, channel } = input.body
  const hash = requestHash({ share: channel })
  const open = await openAccount(tx, program, memberId, at)
  const stored = await findOperation(tx, memberId, clientOpId, hash)
  if (stored) return stored
  if (!program.brand.settings.referrals.enabled) throw referralsOff()
  const { actionId } = open.account.act(
    { name: 'referral_initiated', requestId, clientOpId, facts: { channel } },
    () => open.account.tell('referral_initiated', { channel }),
  )
  const answer = JSON.stringify({ channel } satisfies Shared)
  const writes = new AccountWrites()
  writes.addOperation(operationRow({ brandId: tx.brandId, memberId, clientOpId, hash, actionId, answer }))
  await saveAccounts(tx, [open], writes)
  return answer
}

const referralsOff = () =>
  new Problem(409, 'referrals_off', 'Inviting friends is paused', {
    detail: 'New friends do not count at the moment. Nothing was stored.',
  })
