import type { Workspace } from '../workspace.ts'
import { newDelivery } from './delivery.ts'
import type { Insights } from './insights.ts'
import { isTaken, type Poster } from './poster.ts'

export type BurstOrder = {
  workspace: Workspace
  identifiers: readonly string[]
  per_second: number
  seconds: number
}

const TICK_MS = 10
/** With more than this unanswered the receiver is behind, and what is due is left out and counted. */
const IN_FLIGHT_LIMIT = 1_000
const LATENCY_LIMIT = 100_000

/** Insights at a steady rate whatever the receiver does, to measure it under load; each is tried once. */
export class Burst {
  readonly #order: BurstOrder
  readonly #insights: Insights
  readonly #poster: Poster
  readonly #started_ms = performance.now()
  readonly #timer: NodeJS.Timeout
  readonly #latencies_ms: number[] = []
  readonly #failures = new Map<string, number>()
  #due = 0
  #posted = 0
  #held_back = 0
  #delivered = 0
  #answered = 0
  #last_ms = 0

  constructor(order: BurstOrder, insights: Insights, poster: Poster) {
    this.#order = order
    this.#insights = insights
    this.#poster = poster
    this.#timer = setInterval(() => this.#tick(), TICK_MS)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  status() {
    const { per_second, seconds } = this.#order
    const elapsed_s = this.#last_ms / 1_000
    const sorted = this.#latencies_ms.toSorted((a, b) => a - b)
    const quantile = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)
    return {
      is_running: this.#answered < this.#posted || this.#due < per_second * seconds,
      wanted_per_second: per_second,
      posted: this.#posted,
      delivered: this.#delivered,
      failed: Object.fromEntries(this.#failures),
      held_back: this.#held_back,
      delivered_per_second: elapsed_s === 0 ? 0 : Math.round(this.#delivered / elapsed_s),
      latency_ms: { p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) },
    }
  }

  #tick(): void {
    const { per_second, seconds } = this.#order
    const elapsed_s = Math.min(seconds, (performance.now() - this.#started_ms) / 1_000)
    for (const due = Math.floor(elapsed_s * per_second); this.#due < due; this.#due++)
      if (this.#posted - this.#answered >= IN_FLIGHT_LIMIT) this.#held_back++
      else void this.#post()
    if (elapsed_s >= seconds) this.stop()
  }

  async #post(): Promise<void> {
    const { workspace, identifiers } = this.#order
    const id = identifiers[this.#posted++ % identifiers.length] as string
    const started_ms = performance.now()
    const answer = await this.#poster.post(
      newDelivery({
        url: workspace.config.webhook_url ?? '',
        signingKey: () => workspace.signingKeys.campaign,
        body: JSON.stringify(this.#insights.compute(workspace, { id })),
      }),
    )
    const now_ms = performance.now()
    this.#answered++
    this.#last_ms = now_ms - this.#started_ms
    if (this.#latencies_ms.length < LATENCY_LIMIT) this.#latencies_ms.push(now_ms - started_ms)
    if (isTaken(answer)) this.#delivered++
    else this.#failures.set(answer, (this.#failures.get(answer) ?? 0) + 1)
  }
}
