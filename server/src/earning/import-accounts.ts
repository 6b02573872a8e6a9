import type { Tx } from '../platform/db/database.ts'
import { Account } from './account.ts'
import { LOCK_MEMBERS, memberList } from './load.ts'
import type { MemberState, Program } from './state.ts'
import { saveAccounts } from './transact.ts'

export interface Balance {
  memberId: string
  points: number
  /** Never less than `points`. */
  lifetimePoints: number
}

/**
 * Enters what members bring along, for members who were made in this transaction: all that they ever earned, then what
 * of it they spent elsewhere. No metric moves, no rank is rewarded, nobody is told.
 */
export async function importAccounts(
  tx: Tx,
  program: Program,
  { source, accounts, at }: { source: string; accounts: Balance[]; at: Date },
): Promise<void> {
  if (accounts.length === 0) return
  const list = memberList(accounts.map(({ memberId }) => ({ brandId: tx.brandId, memberId, at })))
  const members = await tx.raw<MemberState>(LOCK_MEMBERS, [list])
  const balances = new Map(accounts.map(account => [account.memberId, account]))
  const open = members.map(member => {
    const state = { member, counters: {}, unlocked: new Map(), multipliers: [] }
    const account = new Account(program, state, at)
    enter(account, balances.get(member.id) as Balance, source)
    return { account, lots: [], holds: [], settled: { released: [], notified: [] } }
  })
  await saveAccounts(tx, open)
}

function enter(account: Account, { points, lifetimePoints }: Balance, source: string): void {
  account.act({ name: 'member_imported', requestId: null, facts: { by: source } }, () => {
    const rule = { rule: 'import' }
    account.earn({ amount: lifetimePoints, reason: 'adjustment', source, rule })
    account.take({ amount: lifetimePoints - points, reason: 'adjustment', source, rule })
  })
}
