import { NewestList } from '../newest-list.ts'
import type { Entry } from './row.ts'

/** The newest entries with all that is known of them. */
export class FullList {
  readonly #entries: NewestList<Entry>
  #newest = 0

  constructor(limit: number) {
    this.#entries = new NewestList(limit)
  }

  push(entry: Entry): void {
    this.#entries.push(entry)
    this.#newest = entry.order
  }

  get oldest(): number {
    return this.#newest - this.#entries.size + 1
  }

  /** The kept entries from that order on, oldest first. */
  from(order: number): readonly Entry[] {
    return this.#entries.newest(Math.max(0, this.#newest - order + 1))
  }

  clear(): void {
    this.#entries.clear()
    this.#newest = 0
  }
}
