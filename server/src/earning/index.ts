export { findDeed, findOperation, type Operated, operationRow, requestHash } from '../activity/index.ts'
export { Account, type Act } from './account.ts'
export { ACCOUNT_FRAGMENTS, AccountWrites, writeParameters } from './account-writes.ts'
export { type AdjustInput, adjustPoints } from './adjust-points.ts'
export { earningAdminRoutes } from './admin-routes.ts'
export { type Closing, closeAccount } from './close-account.ts'
export { AccountIsDue, dueAfterAct, pointsEnding, rankEnding } from './due.ts'
export { holdBack, readScanEntries, reviewHeld } from './hold-back.ts'
export { type Balance, importAccounts } from './import-accounts.ts'
export { type AccountRow, accountBranches, LOCK_MEMBERS, LoadedAccounts, memberList } from './load.ts'
export { createPrograms, type Programs, readProgram } from './program.ts'
export { progress } from './progress.ts'
export { type Reversed, reverseAction } from './reverse-action.ts'
export { awardScan, type ScanAward } from './scan-award.ts'
export { settleDueAccounts } from './settle-accounts.ts'
export type { AccountState, MemberState, Program } from './state.ts'
export { earningRuns, earningSchedules, earningTasks } from './tasks.ts'
export { tellBalance } from './tell-balance.ts'
export {
  type OpenAccount,
  openAccount,
  openAccounts,
  openWrittenAccount,
  openWrittenAccounts,
  saveAccounts,
  settleAccount,
} from './transact.ts'
