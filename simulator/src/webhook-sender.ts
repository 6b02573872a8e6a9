import { randomUUID } from 'node:crypto'
import { signWebhook } from './sign-webhook.ts'

export type Delivery = {
  url: string
  signingKey: string
  body: string
  delivery_id: string
  idempotency_key: string
  attempts: number
  /** Told how each attempt ended. */
  onAttempt: (result: AttemptResult) => void
}

export type AttemptResult = { outcome: 'delivered' | 'retrying' | 'gave_up'; attempt: number; answer: string }

const TIMEOUT_MS = 4_000
const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 60_000
const ATTEMPT_LIMIT = 20
const IN_FLIGHT_LIMIT = 8
const WAITING_LIMIT = 10_000

/** Posts signed webhooks, a few at a time, again and again with growing pauses until they are taken. */
export class WebhookSender {
  readonly #waiting: Delivery[] = []
  readonly #retries = new Set<NodeJS.Timeout>()
  readonly #closing = new AbortController()
  #inFlight = 0
  #dropped = 0

  /** Posts this body; the two keys are made once and stay the same through every retry. */
  send(wanted: Pick<Delivery, 'url' | 'signingKey' | 'body' | 'onAttempt'>): Delivery {
    const delivery = { ...wanted, delivery_id: randomUUID(), idempotency_key: randomUUID(), attempts: 0 }
    this.#enqueue(delivery)
    return delivery
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
    this.clear()
    this.#closing.abort()
  }

  #enqueue(delivery: Delivery): void {
    if (this.#closing.signal.aborted) return
    if (this.#waiting.length >= WAITING_LIMIT) {
      this.#waiting.shift()
      this.#dropped++
    }
    this.#waiting.push(delivery)
    this.#startNext()
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
    delivery.attempts++
    const answer = await this.#post(delivery)
    if (this.#closing.signal.aborted) return
    const isTaken = /^2\d\d$/.test(answer)
    const isLast = delivery.attempts >= ATTEMPT_LIMIT
    delivery.onAttempt({
      outcome: isTaken ? 'delivered' : isLast ? 'gave_up' : 'retrying',
      attempt: delivery.attempts,
      answer,
    })
    if (isTaken || isLast) return
    const delay_ms = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (delivery.attempts - 1))
    const retry = setTimeout(() => {
      this.#retries.delete(retry)
      this.#enqueue(delivery)
    }, delay_ms)
    this.#retries.add(retry)
  }

  /** The status of the answer, or why there was none. */
  async #post({ url, signingKey, body, delivery_id, idempotency_key }: Delivery): Promise<string> {
    const timestamp_s = Math.floor(Date.now() / 1000)
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: {
          'Content-Type': 'application/json',
          'X-CIO-Timestamp': String(timestamp_s),
          'X-CIO-Signature': signWebhook(signingKey, timestamp_s, body),
          'X-CIO-Delivery-ID': delivery_id,
          'X-CIO-Idempotency-Key': idempotency_key,
        },
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), this.#closing.signal]),
      })
      await response.arrayBuffer()
      return String(response.status)
    } catch (error) {
      const { message, cause } = error as Error
      return cause instanceof Error ? `${message}: ${cause.message}` : message
    }
  }
}
