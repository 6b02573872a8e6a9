import { type Delivery, newDelivery, type Wanted } from './delivery.ts'
import { isTaken, type Poster } from './poster.ts'

const FIRST_DELAY_MS = 250
const LONGEST_DELAY_MS = 30_000
const GIVE_UP_AFTER_MS = 7 * 86_400_000
const WAITING_LIMIT = 10_000

/** Posts a workspace's reporting webhooks one after the other: one that fails holds up all that come after it. */
export class ReportQueue {
  readonly #poster: Poster
  readonly #waiting: { delivery: Delivery; since_ms: number }[] = []
  #retry: NodeJS.Timeout | undefined
  #isPosting = false
  #dropped = 0

  constructor(poster: Poster) {
    this.#poster = poster
  }

  /** Posts this when all before it has been taken; answers how many are before it. */
  add(wanted: Wanted): number {
    if (this.#waiting.length >= WAITING_LIMIT) {
      this.#dropped++
      return this.#waiting.length
    }
    this.#waiting.push({ delivery: newDelivery(wanted), since_ms: Date.now() })
    const ahead = this.#waiting.length - 1
    if (ahead === 0) void this.#postFirst()
    return ahead
  }

  status() {
    return { waiting: this.#waiting.length, is_blocked: this.#retry !== undefined, dropped: this.#dropped }
  }

  clear(): void {
    this.#waiting.length = 0
    clearTimeout(this.#retry)
    this.#retry = undefined
  }

  async #postFirst(): Promise<void> {
    const first = this.#waiting[0]
    if (!first || this.#isPosting) return
    this.#isPosting = true
    const attempt = ++first.delivery.attempts
    const answer = await this.#poster.post(first.delivery)
    this.#isPosting = false
    // Cleared in the meantime: what waits now has not been tried yet.
    if (this.#waiting[0] !== first) return this.#postFirst()
    const isOver = isTaken(answer) || Date.now() - first.since_ms > GIVE_UP_AFTER_MS
    const outcome = isTaken(answer) ? 'delivered' : isOver ? 'gave_up' : 'retrying'
    first.delivery.onAttempt?.({ outcome, attempt, answer })
    if (isOver) {
      this.#waiting.shift()
      return this.#postFirst()
    }
    const delay_ms = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1))
    this.#retry = setTimeout(() => {
      this.#retry = undefined
      void this.#postFirst()
    }, delay_ms)
  }
}
