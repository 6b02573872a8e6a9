import type { Tx } from '../platform/db/database.ts'
import { composeWrites } from '../platform/db/write-fragment.ts'
import { notFound } from '../platform/errors.ts'
import {
  type HoldRecord,
  type Lot,
  markLotsNotified,
  readHolds,
  readLots,
  settleHolds,
} from '../points/index.ts'
import { Account } from './account.ts'
import { ACCOUNT_FRAGMENTS, AccountWrites, writeParameters } from './account-writes.ts'
import { dueAfterAct, type LotDates } from './due.ts'
import { type AccountRow, accountBranches, LOCK_MEMBERS, LoadedAccounts, memberList } from './load.ts'
import { type Settled, settle } from './settle.ts'
import type { MemberState, Program } from './state.ts'

const READ_ACCOUNTS = accountBranches('$1', '$2')
const APPLY_ACCOUNTS = composeWrites(ACCOUNT_FRAGMENTS)
const SETTLE_HOLDS = composeWrites([settleHolds] as never)

/** An account under its member's lock, with time's work done. */
export interface OpenAccount {
  account: Account
  lots: (Lot & LotDates)[]
  holds: HoldRecord[]
  settled: Settled
}

/** Locks the members in id order, and opens their accounts with what time has done to them; erased ones have none. */
export async function openAccounts(
  tx: Tx,
  program: Program,
  memberIds: string[],
  at: Date,
): Promise<Map<string, OpenAccount>> {
  const list = memberList(memberIds.map(memberId => ({ brandId: tx.brandId, memberId, at })))
  const members = await tx.raw<MemberState>(LOCK_MEMBERS, [list])
  const loaded = new LoadedAccounts(members, await tx.raw<AccountRow>(READ_ACCOUNTS, [list, '[]']))
  const open = new Map<string, OpenAccount>()
  for (const { id, state } of members) {
    if (state === 'erased') continue
    const account = new Account(program, loaded.of(tx.brandId, id), at)
    const [lots, holds] = [await readLots(tx, id), await readHolds(tx, id)]
    open.set(id, { account, lots, holds, settled: settle(account, lots, holds) })
  }
  return open
}

/**
 * The same for what reads the members' history as well: where time has released points, that is written first, so that
 * the history tells of it.
 */
export async function openWrittenAccounts(
  tx: Tx,
  program: Program,
  memberIds: string[],
  at: Date,
): Promise<Map<string, OpenAccount>> {
  const open = await openAccounts(tx, program, memberIds, at)
  const released = [...open.values()].filter(({ settled }) => settled.released.length > 0)
  if (released.length === 0) return open
  await saveAccounts(tx, released)
  return openAccounts(tx, program, memberIds, at)
}

/** Opens one account. Throws a 404 Problem when there is none. */
export async function openAccount(
  tx: Tx,
  program: Program,
  memberId: string,
  at: Date,
): Promise<OpenAccount> {
  return only(await openAccounts(tx, program, [memberId], at), memberId)
}

/** Opens one account for what reads its history as well. Throws a 404 Problem when there is none. */
export async function openWrittenAccount(
  tx: Tx,
  program: Program,
  memberId: string,
  at: Date,
): Promise<OpenAccount> {
  return only(await openWrittenAccounts(tx, program, [memberId], at), memberId)
}

function only(open: Map<string, OpenAccount>, memberId: string): OpenAccount {
  const account = open.get(memberId)
  if (!account) throw notFound('member')
  return account
}

/** Writes what happened to these accounts, as one statement. */
export async function saveAccounts(
  tx: Tx,
  accounts: OpenAccount[],
  writes: AccountWrites = new AccountWrites(),
): Promise<void> {
  for (const { account, lots } of accounts) {
    // What came in since it was settled may be due earlier than what was there.
    account.set({ due_at: dueAfterAct(account) })
    writes.add(account, lots)
  }
  await tx.raw(APPLY_ACCOUNTS, writeParameters(writes.tables()))
  for (const { account, settled } of accounts) {
    const { id, brand_id } = account.member
    if (settled.released.length > 0)
      await endHolds(tx, brand_id, settled.released, 'released', account.at, null)
    if (settled.notified.length > 0) await markLotsNotified(tx, id, settled.notified, account.at)
  }
}

/** Says how holds ended. Throws when one of them had ended before. */
export async function endHolds(
  tx: Tx,
  brandId: number,
  ids: string[],
  state: 'released' | 'rejected',
  at: Date,
  by: string | null,
): Promise<void> {
  const rows = ids.map(id => ({ brand_id: brandId, id, state, settled_at: at, settled_by: by }))
  await tx.raw(SETTLE_HOLDS, writeParameters([rows]))
}

/** Lets time do to one account what is due, and nothing else: before what may not read lots and holds itself. */
export async function settleAccount(tx: Tx, program: Program, memberId: string, at: Date): Promise<void> {
  await saveAccounts(tx, [await openAccount(tx, program, memberId, at)])
}
