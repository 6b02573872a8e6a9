import type { OperationRow } from '../activity/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { AccountWrites } from './account-writes.ts'
import { endHolds, type OpenAccount, saveAccounts } from './transact.ts'

export interface Closing {
  /** The action, such as `member_erased`, and what the log keeps of it. */
  name: string
  facts: object
  /** Stands in the ledger as what took the points. */
  source: string
  requestId: string | null
  clientOpId: string | null
  /** The operator who did it, where one did. */
  by: string | null
}

/**
 * Ends an account for good: what is held is withheld, what is left lapses as an entry of the ledger, so that the books
 * balance. Answers the points that lapsed; `operationOf` makes the row that keeps the operation's answer.
 */
export async function closeAccount(
  tx: Tx,
  open: OpenAccount,
  closing: Closing,
  operationOf: (actionId: string) => OperationRow | null,
): Promise<{ lapsed: number }> {
  const { account, holds, settled } = open
  const { name, facts, source, requestId, clientOpId } = closing
  const lapsed = account.member.points_balance
  const act = account.act({ name, requestId, clientOpId, facts }, () => {
    account.take({ amount: lapsed, reason: 'expiry', source, rule: { rule: source } })
    account.set({ points_held: 0 })
  })
  const writes = new AccountWrites()
  const operation = operationOf(act.actionId)
  if (operation) writes.addOperation(operation)
  await saveAccounts(tx, [open], writes)
  const held = holds.map(({ id }) => id).filter(id => !settled.released.includes(id))
  if (held.length > 0) await endHolds(tx, tx.brandId, held, 'rejected', account.at, closing.by)
  return { lapsed }
}
