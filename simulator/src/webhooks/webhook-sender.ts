import { type AttemptResult, type Delivery, newDelivery, strangersTricks, type Wanted } from './delivery.ts'
import { isTaken, type Poster } from './poster.ts'

const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 60_000
const ATTEMPT_LIMIT = 20
const IN_FLIGHT_LIMIT = 8
const WAITING_LIMIT = 10_000

/** Posts a campaign's webhooks, a few at a time, again and again with growing pauses until they are taken. */
export class WebhookSender {
  readonly #poster: Poster
  readonly #waiting: Delivery[] = []
  readonly #retries = new Set<NodeJS.Timeout>()
  #isClosed = false
  #inFlight = 0
  #dropped = 0

  constructor(poster: Poster) {
    this.#poster = poster
  }

  /** Posts this until it is taken; what a stranger sends is tried once. */
  send(wanted: Wanted): Delivery {
    const delivery = newDelivery(wanted)
    this.resend(delivery)
    return delivery
  }

  /** Posts a delivery once more, as it is. */
  resend(delivery: Delivery): void {
    if (this.#isClosed) return
    if (this.#waiting.length >= WAITING_LIMIT) {
      this.#waiting.shift()
      this.#dropped++
    }
    this.#waiting.push(delivery)
    this.#startNext()
  }

  status() {
    return {
      in_flight: this.#inFlight,
      waiting: this.#waiting.length,
      retrying: this.#retries.size,
      dropped: this.#dropped,
    }
  }

  /** Gives up everything that waits. */
  clear(): void {
    this.#waiting.length = 0
    for (const retry of this.#retries) clearTimeout(retry)
    this.#retries.clear()
  }

  close(): void {
    this.#isClosed = true
    this.clear()
  }

  #startNext(): void {
    while (this.#inFlight < IN_FLIGHT_LIMIT) {
      const delivery = this.#waiting.shift()
      if (!delivery) return
      this.#inFlight++
      void this.#attempt(delivery).finally(() => {
        this.#inFlight--
        this.#startNext()
      })
    }
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const attempt = ++delivery.attempts
    const answer = await this.#poster.post(delivery)
    if (this.#isClosed) return
    const outcome = outcomeOf(delivery, attempt, answer)
    delivery.onAttempt?.({ outcome, attempt, answer })
    if (outcome === 'retrying') this.#retryLater(delivery)
  }

  #retryLater(delivery: Delivery): void {
    const delay_ms = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (delivery.attempts - 1))
    const retry = setTimeout(() => {
      this.#retries.delete(retry)
      this.resend(delivery)
    }, delay_ms)
    this.#retries.add(retry)
  }
}

function outcomeOf({ trick }: Delivery, attempt: number, answer: string): AttemptResult['outcome'] {
  if (isTaken(answer)) return 'delivered'
  const isStrangers = trick !== undefined && strangersTricks.includes(trick)
  return isStrangers || attempt >= ATTEMPT_LIMIT ? 'gave_up' : 'retrying'
}
