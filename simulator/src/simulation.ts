import type { SimulatorConfig } from './config.ts'
import { Faults } from './faults/faults.ts'
import { Feed } from './feed.ts'
import type { Knobs } from './knobs/knobs.ts'
import { RateWindow } from './knobs/rate-window.ts'
import { Ledger } from './ledger/ledger.ts'
import type { Decision } from './ledger/row.ts'
import { Traffic } from './ledger/traffic.ts'
import { Mailbox } from './mailbox.ts'
import { identifierOf, type Operation } from './operation.ts'
import { seededRandom } from './random.ts'
import type { Receipt } from './receipt.ts'
import { Burst, type BurstOrder } from './webhooks/burst.ts'
import { Insights } from './webhooks/insights.ts'
import { Poster } from './webhooks/poster.ts'
import { Reports } from './webhooks/reports.ts'
import { Workspace } from './workspace.ts'

/** Where an operation came in. */
export type Origin = { request: number; workspace: Workspace | null; received_ms: number }

/** All that the simulator knows, in memory only: a restart forgets it. */
export class Simulation {
  readonly config: SimulatorConfig
  /** One object for all who read them, changed in place. */
  readonly knobs: Knobs
  readonly workspaces: Workspace[]
  readonly ledger: Ledger
  readonly traffic = new Traffic()
  readonly feed = new Feed()
  readonly mailbox = new Mailbox()
  readonly rate = new RateWindow()
  readonly faults: Faults
  readonly insights: Insights
  readonly reports: Reports
  readonly #poster = new Poster()
  #burst: Burst | undefined
  readonly #random: () => number
  #requests = 0

  constructor(config: SimulatorConfig) {
    this.config = config
    this.knobs = { ...config.knobs }
    this.workspaces = config.workspaces.map(workspace => new Workspace(workspace, this.knobs))
    this.ledger = new Ledger(config.ledgerLimit, config.ledgerKeeps)
    this.#random = seededRandom(config.seed)
    this.faults = new Faults(config.seed)
    this.insights = new Insights(config.seed, this.feed, this.#poster)
    this.reports = new Reports(this.feed, this.#poster)
  }

  nextRequest(): number {
    return ++this.#requests
  }

  get requests(): number {
    return this.#requests
  }

  workspaceNamed(name: string): Workspace | undefined {
    return this.workspaces.find(workspace => workspace.config.name === name)
  }

  /** The latest burst of insights, if there was one. */
  get burst(): Burst | undefined {
    return this.#burst
  }

  /** Starts a burst of insights; one that still runs is stopped. */
  startBurst(order: BurstOrder): void {
    this.#burst?.stop()
    this.#burst = new Burst(order, this.insights, this.#poster)
  }

  /** Stops everything that would go on by itself. */
  close(): void {
    this.#burst?.stop()
    this.reports.clear()
    this.insights.close()
    this.#poster.close()
  }

  /** How long the next answer takes. */
  latency_ms(): number {
    const { latency_ms, latency_jitter_ms } = this.knobs
    return latency_jitter_ms === 0 ? latency_ms : latency_ms + this.#random() * latency_jitter_ms
  }

  /** Writes down what became of an operation. */
  record(
    { request, workspace: origin, received_ms: at_ms }: Origin,
    operation: Operation,
    receipt: Receipt,
    decision: Decision,
    reason: string | null,
  ): void {
    const { action, name, ulid, bytes } = operation
    const entry = this.ledger.append({
      at_ms,
      request,
      workspace: origin?.config.name ?? null,
      identifier: identifierOf(operation.identifiers),
      action,
      name,
      ulid,
      bytes,
      decision,
      reason,
      receipt,
    })
    this.feed.addOperation(entry)
  }

  /** Writes down a request whose operations were never looked at. */
  recordRequest(origin: Origin, bytes: number, decision: Decision, reason: string): void {
    this.ledger.append({
      at_ms: origin.received_ms,
      request: origin.request,
      workspace: origin.workspace?.config.name ?? null,
      identifier: null,
      action: 'request',
      name: null,
      ulid: null,
      bytes,
      decision,
      reason,
      receipt: null,
    })
  }

  /** As after a start: nothing known, no faults, the knobs as they were. Only the feed's numbers go on, for those who watch it. */
  reset(): void {
    for (const workspace of this.workspaces) workspace.clear()
    Object.assign(this.knobs, this.config.knobs)
    this.ledger.clear()
    this.traffic.clear()
    this.feed.clear()
    this.mailbox.clear()
    this.insights.clear()
    this.reports.clear()
    this.#burst?.stop()
    this.#burst = undefined
    this.faults.replace([], Date.now())
    this.#requests = 0
  }
}
