/** Counts requests per key and second of the clock. */
export class RateWindow {
  readonly #windows = new Map<string, { second: number; count: number }>()

  /** Whether one more request in this second is within the limit. */
  admit(key: string, limit: number, now_ms: number): boolean {
    const second = Math.floor(now_ms / 1000)
    const window = this.#windows.get(key)
    if (window?.second === second) return ++window.count <= limit
    this.#windows.set(key, { second, count: 1 })
    return limit >= 1
  }
}
