import type { SimulatorConfig } from './config.ts'
import { Faults } from './faults/faults.ts'
import { Feed } from './feed.ts'
import { Insights } from './insights.ts'
import { type Decision, Ledger } from './ledger.ts'
import { Mailbox } from './mailbox.ts'
import { identifierOf, type Operation } from './operation.ts'
import { RateWindow } from './rate-window.ts'
import { summariseOperation } from './summarise-operation.ts'
import { Workspace } from './workspace.ts'

/** Where an operation came in. */
export type Origin = { request: number; workspace: Workspace | null; received_ms: number }

/** All that the simulator knows, in memory only: a restart forgets it. */
export class Simulation {
  readonly config: SimulatorConfig
  readonly workspaces: Workspace[]
  readonly ledger: Ledger
  readonly feed = new Feed()
  readonly mailbox = new Mailbox()
  readonly rate = new RateWindow()
  readonly faults: Faults
  readonly insights: Insights
  #requests = 0

  constructor(config: SimulatorConfig) {
    this.config = config
    this.workspaces = config.workspaces.map(workspace => new Workspace(workspace, config.knobs))
    this.ledger = new Ledger(config.ledgerLimit)
    this.faults = new Faults(config.seed)
    this.insights = new Insights(config.seed, this.feed)
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

  /** Writes down what became of an operation. */
  record(origin: Origin, operation: Operation, decision: Decision, reason: string | null): void {
    const at_ms = origin.received_ms
    const workspace = origin.workspace?.config.name ?? null
    const identifier = identifierOf(operation.identifiers)
    const { action, name, ulid, bytes, payload } = operation
    this.ledger.append({
      at: new Date(at_ms).toISOString(),
      request: origin.request,
      workspace,
      identifier,
      action,
      name,
      ulid,
      bytes,
      decision,
      reason,
      payload,
    })
    const kind = action === 'event' ? 'event' : action === 'send_email' ? 'mail' : 'identify'
    const summary = reason ?? summariseOperation(operation)
    const item = { workspace, kind, identifier, name: name || action, summary, decision } as const
    this.feed.add(item, payload, at_ms)
  }

  /** Writes down a request whose operations were never looked at. */
  recordRequest(origin: Origin, bytes: number, decision: Decision, reason: string): void {
    this.ledger.append({
      at: new Date(origin.received_ms).toISOString(),
      request: origin.request,
      workspace: origin.workspace?.config.name ?? null,
      identifier: null,
      action: 'request',
      name: null,
      ulid: null,
      bytes,
      decision,
      reason,
      payload: null,
    })
  }

  /** As after a start: nothing known, no faults. Only the feed's numbers go on, for those who watch it. */
  reset(): void {
    for (const workspace of this.workspaces) workspace.clear()
    this.ledger.clear()
    this.feed.clear()
    this.mailbox.clear()
    this.insights.clear()
    this.faults.replace([], Date.now())
    this.#requests = 0
  }
}
