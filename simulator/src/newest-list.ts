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

  /** The items kept, oldest first. */
  all(): readonly T[] {
    return this.#items.length > this.#limit ? this.#items.slice(-this.#limit) : this.#items
  }

  clear(): void {
    this.#items = []
  }
}
