import { Digest } from './digest.ts'
import { FullList } from './full-list.ts'
import { type Decision, type DigestRow, decisions, describeEntry, type Entry, type LedgerRow } from './row.ts'

export type Counts = Record<Decision, number>

export type LedgerFilter = {
  identifier?: string
  workspace?: string
  ulid?: string
  decision?: string
  /** Not in a digest, which keeps no names. */
  name?: string
  after?: number
  limit: number
}

const NAME_LIMIT = 1_000
const OTHER_NAMES = '(other names)'

/** The oracle: every operation that came in and what became of it, never changed afterwards. */
export class Ledger {
  readonly isDigest: boolean
  readonly #kept: FullList | Digest
  #counts = noCounts()
  #countsByName = new Map<string, Counts>()
  #order = 0

  constructor(limit: number, keeps: 'everything' | 'digest') {
    this.isDigest = keeps === 'digest'
    this.#kept = this.isDigest ? new Digest(limit) : new FullList(limit)
  }

  /** Writes an entry down, and gives it its order. */
  append(unnumbered: Omit<Entry, 'order'>): Entry {
    // The same object and not a copy: a million times a copy is a second of a core.
    const entry = unnumbered as Entry
    entry.order = ++this.#order
    this.#counts[entry.decision]++
    this.#countsOf(entry.name || entry.action)[entry.decision]++
    this.#kept.push(entry)
    return entry
  }

  /** How many operations were ever received; exact whatever has been forgotten. */
  get total(): number {
    return this.#order
  }

  /** How many operations ended in each way; exact for ever. */
  countsByDecision(): Counts {
    return { ...this.#counts }
  }

  /** The same for each event name, and for each action that has none. */
  countsByName(): Record<string, Counts> {
    return Object.fromEntries(this.#countsByName)
  }

  /**
   * The rows that match, oldest first; `next_after` is the `after` of the page that follows, null on the last one.
   * Counts and total cover every row that matches, whatever `after` and `limit` say; they are exact for ever without
   * a filter, and cover the rows still kept with one.
   */
  find({ after = 0, limit, ...filter }: LedgerFilter) {
    const wanted = Object.entries(filter).filter(([, value]) => value !== undefined) as [
      keyof Entry,
      string,
    ][]
    const isFiltered = wanted.length > 0
    const items: (LedgerRow | DigestRow)[] = []
    const counts = isFiltered ? noCounts() : this.countsByDecision()
    let total = isFiltered ? 0 : this.#order
    let next_after: number | null = null
    for (const entry of this.#kept.from(isFiltered ? 0 : after + 1)) {
      if (wanted.some(([field, value]) => (entry as Entry)[field] !== value)) continue
      if (isFiltered) {
        counts[entry.decision]++
        total++
      }
      if (entry.order <= after) continue
      if (items.length < limit) items.push('receipt' in entry ? describeEntry(entry) : entry)
      else next_after ??= items.at(-1)?.order ?? after
      if (next_after !== null && !isFiltered) break
    }
    return { items, next_after, counts_by_decision: counts, total, forgotten: this.#kept.oldest - 1 }
  }

  clear(): void {
    this.#kept.clear()
    this.#counts = noCounts()
    this.#countsByName.clear()
    this.#order = 0
  }

  #countsOf(name: string): Counts {
    const known = this.#countsByName.get(name)
    if (known) return known
    if (this.#countsByName.size >= NAME_LIMIT && name !== OTHER_NAMES) return this.#countsOf(OTHER_NAMES)
    const counts = noCounts()
    this.#countsByName.set(name, counts)
    return counts
  }
}

function noCounts(): Counts {
  return Object.fromEntries(decisions.map(decision => [decision, 0])) as Counts
}
