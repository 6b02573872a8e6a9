/** An append-only list that keeps its newest items, cutting off the rest in slices to stay cheap. */
export class NewestList<T> {
  readonly #limit: number
  #items: T[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  push(item: T): void {
    this.#items.push(item)
    if (this.#items.length > this.#limit * 1.25) this.#items = this.#items.slice(-this.#limit)
  }

  get size(): number {
    return Math.min(this.#items.length, this.#limit)
  }

  /** The items kept, oldest first. */
  all(): readonly T[] {
    return this.newest(this.#limit)
  }

  /** So many of the newest items, oldest first, copied only when some are left out. */
  newest(count: number): readonly T[] {
    const wanted = Math.min(count, this.#limit)
    if (wanted >= this.#items.length) return this.#items
    return this.#items.slice(this.#items.length - wanted)
  }

  clear(): void {
    this.#items = []
  }
}
