import type { Api } from '../faults/fault.ts'

type Size = { operations: number; bytes: number }

/** How hard each workspace drives each API: requests in the busiest second, and the largest request. */
export class Traffic {
  readonly #meters = new Map<string, Meter>()

  /** A request came in, whatever became of it. */
  addRequest(workspace: string, api: Api, now_ms: number): void {
    this.#meterOf(workspace, api).add(now_ms)
  }

  /** A request turned out to have so many operations and bytes. */
  addSize(workspace: string, api: Api, { operations, bytes }: Size): void {
    const { largest } = this.#meterOf(workspace, api)
    largest.operations = Math.max(largest.operations, operations)
    largest.bytes = Math.max(largest.bytes, bytes)
  }

  list() {
    return [...this.#meters.values()].map(({ workspace, api, requests, peak, largest }) => ({
      workspace,
      api,
      requests,
      peak_requests_per_second: peak,
      largest_batch: largest,
    }))
  }

  clear(): void {
    this.#meters.clear()
  }

  #meterOf(workspace: string, api: Api): Meter {
    const key = `${api} ${workspace}`
    const known = this.#meters.get(key)
    if (known) return known
    const meter = new Meter(workspace, api)
    this.#meters.set(key, meter)
    return meter
  }
}

class Meter {
  readonly workspace: string
  readonly api: Api
  readonly largest: Size = { operations: 0, bytes: 0 }
  requests = 0
  /** The most requests in any 1,000 ms, wherever they begin. */
  peak = 0
  #times_ms: number[] = []
  #first = 0

  constructor(workspace: string, api: Api) {
    this.workspace = workspace
    this.api = api
  }

  add(now_ms: number): void {
    this.requests++
    this.#times_ms.push(now_ms)
    while ((this.#times_ms[this.#first] as number) <= now_ms - 1_000) this.#first++
    this.peak = Math.max(this.peak, this.#times_ms.length - this.#first)
    if (this.#first < 10_000) return
    this.#times_ms = this.#times_ms.slice(this.#first)
    this.#first = 0
  }
}
