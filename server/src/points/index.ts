export { insertLedgerEntries, type LedgerReason, type LedgerRow } from './ledger.ts'
export { combinedMultiplier, type Multiplier, pointsForScan, type ScanPrice } from './points-for-scan.ts'
