import type { Feed } from '../feed.ts'
import { newUlid } from '../new-ulid.ts'
import type { Identifiers } from '../operation.ts'
import { identifierOf } from '../operation.ts'
import type { Workspace } from '../workspace.ts'
import { type AttemptResult, strangersTricks, type Trick } from './delivery.ts'
import type { Poster } from './poster.ts'
import { ReportQueue } from './report-queue.ts'
import { WebhookSender } from './webhook-sender.ts'

export const metrics = [
  'sent',
  'delivered',
  'opened',
  'clicked',
  'unsubscribed',
  'bounced',
  'dropped',
  'spammed',
] as const
export type Metric = (typeof metrics)[number]

/** What a report is about: a mail that was sent, or one that is made up. */
export type Reported = { identifiers: Identifiers; delivery_id: string; recipient: string; subject: string }

/** Tells a workspace's reporting webhook what became of mail, in order. */
export class Reports {
  readonly #feed: Feed
  readonly #poster: Poster
  readonly #strangers: WebhookSender
  readonly #queues = new Map<Workspace, ReportQueue>()

  constructor(feed: Feed, poster: Poster) {
    this.#feed = feed
    this.#poster = poster
    this.#strangers = new WebhookSender(poster)
  }

  /** A mail has gone out. Workspaces that did not ask for reports get none. */
  mailSent(workspace: Workspace, mail: Reported): void {
    if (workspace.config.reporting_webhook_url === undefined) return
    for (const metric of ['sent', 'delivered'] as const) this.post(workspace, metric, mail)
  }

  /** Reports this, after all that was reported before; answers the event's id and how many are before it. */
  post(workspace: Workspace, metric: Metric, mail: Reported, trick?: Trick) {
    const event_id = newUlid(Date.now())
    const body = JSON.stringify(describeReport(event_id, metric, mail))
    const { reporting_webhook_url, webhook_url } = workspace.config
    const wanted = {
      url: reporting_webhook_url ?? webhook_url ?? '',
      signingKey: () => workspace.signingKeys.reporting,
      body,
      ...(trick === undefined ? {} : { trick }),
      onAttempt: (result: AttemptResult) => {
        if (result.attempt === 1 || result.outcome !== 'retrying')
          this.#tell(workspace, metric, mail, JSON.parse(body), result)
      },
    }
    if (trick !== undefined && strangersTricks.includes(trick)) {
      this.#strangers.send(wanted)
      return { event_id, ahead: 0 }
    }
    const queue = this.#queueOf(workspace)
    const ahead = queue.add(wanted)
    if (trick === 'duplicate') queue.add(wanted)
    return { event_id, ahead }
  }

  status() {
    return [...this.#queues].map(([{ config }, queue]) => ({ workspace: config.name, ...queue.status() }))
  }

  clear(): void {
    for (const queue of this.#queues.values()) queue.clear()
    this.#strangers.clear()
  }

  #queueOf(workspace: Workspace): ReportQueue {
    const known = this.#queues.get(workspace)
    if (known) return known
    const queue = new ReportQueue(this.#poster)
    this.#queues.set(workspace, queue)
    return queue
  }

  #tell(workspace: Workspace, metric: Metric, mail: Reported, detail: unknown, result: AttemptResult): void {
    this.#feed.add({
      at_ms: Date.now(),
      workspace: workspace.config.name,
      kind: 'report',
      identifier: identifierOf(mail.identifiers),
      name: `email ${metric}`,
      decision: result.outcome,
      summary: result.outcome === 'delivered' ? mail.subject : result.answer,
      detail,
    })
  }
}

function describeReport(event_id: string, metric: Metric, mail: Reported) {
  const { identifiers, delivery_id, recipient, subject } = mail
  return {
    event_id,
    object_type: 'email',
    metric,
    timestamp: Math.floor(Date.now() / 1000),
    data: { customer_id: identifiers.id ?? '', identifiers, delivery_id, recipient, subject },
  }
}
