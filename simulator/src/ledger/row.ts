import { operationOf, type Receipt } from '../receipt.ts'

export const decisions = [
  'accepted',
  'duplicate',
  'rejected',
  'suppressed',
  'committed_unacknowledged',
  'dropped_by_fault',
] as const
export type Decision = (typeof decisions)[number]

/** One operation and what became of it; a request of which no operation was looked at has the action `request`. */
export type Entry = {
  /** 1, 2, 3 … in the order of receipt. */
  order: number
  at_ms: number
  /** Which HTTP request it came with. */
  request: number
  workspace: string | null
  identifier: string | null
  action: string
  name: string | null
  ulid: string | null
  bytes: number
  decision: Decision
  reason: string | null
  receipt: Receipt | null
}

/** What a digest keeps of an entry. */
export type DigestRow = Pick<Entry, 'order' | 'workspace' | 'identifier' | 'ulid' | 'decision'>

export type LedgerRow = Omit<Entry, 'at_ms' | 'receipt'> & { at: string; payload: unknown }

/** An entry as the control port shows it. */
export function describeEntry({ order, at_ms, receipt, ...entry }: Entry): LedgerRow {
  const at = new Date(at_ms).toISOString()
  return { order, at, ...entry, payload: receipt === null ? null : operationOf(receipt).payload }
}
