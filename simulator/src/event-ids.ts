import type { Knobs } from './knobs/knobs.ts'

/** The event ids that one workspace has seen lately, by which repeats are recognised. */
export class EventIds {
  readonly #knobs: Knobs
  readonly #seenAt = new Map<string, number>()

  constructor(knobs: Knobs) {
    this.#knobs = knobs
  }

  /** Remembers the id; false when it was remembered already, which does not make it be remembered for longer. */
  add(id: string, now_ms: number): boolean {
    const { remembered_event_ids, remembered_event_ms } = this.#knobs
    const seen_at_ms = this.#seenAt.get(id)
    if (seen_at_ms !== undefined) {
      if (now_ms - seen_at_ms < (remembered_event_ms ?? Infinity)) return false
      this.#seenAt.delete(id)
    }
    this.#seenAt.set(id, now_ms)
    if (this.#seenAt.size > remembered_event_ids) this.#forgetOldest(remembered_event_ids)
    return true
  }

  clear(): void {
    this.#seenAt.clear()
  }

  #forgetOldest(limit: number): void {
    for (const id of this.#seenAt.keys()) {
      if (this.#seenAt.size <= limit) return
      this.#seenAt.delete(id)
    }
  }
}
