/** A set that forgets its oldest members beyond a limit, so that memory stays bounded. */
export class NewestSet {
  readonly #limit: number
  readonly #members = new Set<string>()

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Adds the value; false when it was there already. */
  add(value: string): boolean {
    if (this.#members.has(value)) return false
    this.#members.add(value)
    if (this.#members.size > this.#limit) {
      const oldest = this.#members.values().next()
      if (!oldest.done) this.#members.delete(oldest.value)
    }
    return true
  }

  clear(): void {
    this.#members.clear()
  }
}
