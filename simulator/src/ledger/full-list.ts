import { NewestList } from '../newest-list.ts'
import type { Entry } from './row.ts'

/** The newest entries with all that is known of them. */
export class FullList {
  readonly #entries: NewestList<Entry>

  constructor(limit: number) {
    this.#entries = new NewestList(limit)
  }

  push(entry: Entry): void {
    this.#entries.push(entry)
  }

  get oldest(): number {
    return this.#entries.all()[0]?.order ?? 1
  }

  /** The kept entries from that order on, oldest first. */
  from(order: number): readonly Entry[] {
    return this.#entries.all().slice(Math.max(0, order - this.oldest))
  }

  clear(): void {
    this.#entries.clear()
  }
}
