export { adminSettingsRoutes } from './admin-settings-routes.ts'
export { dropSpentLots, endTimedMultipliers, markLotsNotified, putUnderReview, shrinkHold } from './amend.ts'
export { capCounters, capKey, roomUnder } from './caps.ts'
export { effectiveLots, inactivityEnd, lastUsableDay, noticeDay } from './expiry.ts'
export { type HeldEntry, type Hold, type HoldReason, heldPoints, holdFor } from './holds.ts'
export { type Account, type Credit, type Debit, type Ledger, type LotMoves, openLedger } from './ledger.ts'
export {
  expiredLots,
  type Lot,
  type LotChange,
  nextExpiry,
  pointsIn,
  settleLots,
  takeFromLots,
} from './lots.ts'
export { combinedMultiplier, type Multiplier, pointsForScan, type ScanPrice } from './points-for-scan.ts'
export {
  type HoldRecord,
  type LedgerEntry,
  readEntriesOfAction,
  readHold,
  readHoldOfAction,
  readHolds,
  readHoldsToReview,
  readLots,
  readTimedMultipliers,
  type StoredLot,
} from './queries.ts'
export { pointsRoutes } from './routes.ts'
export {
  creditLots,
  debitLots,
  type HoldRow,
  insertHolds,
  insertLedgerEntries,
  insertTimedMultipliers,
  type LedgerReason,
  type LedgerRow,
  type LotRow,
  type SettledHoldRow,
  settleHolds,
  type TimedMultiplierRow,
} from './write.ts'
