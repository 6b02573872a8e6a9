import { NewestList } from './newest-list.ts'

export const decisions = [
  'accepted',
  'duplicate',
  'rejected',
  'suppressed',
  'committed_unacknowledged',
  'dropped_by_fault',
] as const
export type Decision = (typeof decisions)[number]

export type LedgerRow = {
  /** 1, 2, 3 … in the order of receipt. */
  order: number
  at: string
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
  payload: unknown
}

export type LedgerFilter = {
  identifier?: string
  workspace?: string
  name?: string
  after?: number
  limit: number
}

/** The oracle: every operation that came in and what became of it, never changed afterwards. */
export class Ledger {
  readonly #rows: NewestList<LedgerRow>
  #counts = noCounts()
  #order = 0

  constructor(limit: number) {
    this.#rows = new NewestList(limit)
  }

  append(row: Omit<LedgerRow, 'order'>): LedgerRow {
    const kept = { order: ++this.#order, ...row }
    this.#counts[row.decision]++
    this.#rows.push(kept)
    return kept
  }

  /** How many operations were ever received; exact whatever has been forgotten. */
  get total(): number {
    return this.#order
  }

  /** How many operations ended in each way; exact for ever. */
  countsByDecision(): Record<Decision, number> {
    return { ...this.#counts }
  }

  /**
   * The rows that match, oldest first. Counts and total cover every row that matches, whatever `after` and
   * `limit` say; they are exact for ever without a filter, and cover the rows still kept with one.
   */
  find(filter: LedgerFilter) {
    const kept = this.#rows.all()
    const isFiltered = [filter.identifier, filter.workspace, filter.name].some(value => value !== undefined)
    const matching = isFiltered ? kept.filter(row => matches(row, filter)) : kept
    const after = filter.after ?? 0
    return {
      items: matching.filter(row => row.order > after).slice(0, filter.limit),
      counts_by_decision: isFiltered ? countByDecision(matching) : this.countsByDecision(),
      total: isFiltered ? matching.length : this.#order,
      forgotten: this.#order - kept.length,
    }
  }

  clear(): void {
    this.#rows.clear()
    this.#counts = noCounts()
    this.#order = 0
  }
}

function matches(row: LedgerRow, filter: LedgerFilter): boolean {
  if (filter.identifier !== undefined && row.identifier !== filter.identifier) return false
  if (filter.workspace !== undefined && row.workspace !== filter.workspace) return false
  return filter.name === undefined || row.name === filter.name
}

function noCounts(): Record<Decision, number> {
  return Object.fromEntries(decisions.map(decision => [decision, 0])) as Record<Decision, number>
}

function countByDecision(rows: readonly LedgerRow[]): Record<Decision, number> {
  const counts = noCounts()
  for (const row of rows) counts[row.decision]++
  return counts
}
