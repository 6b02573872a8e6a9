import { randomUUID } from 'node:crypto'
import { deriveInsight } from './derive-insight.ts'
import type { Feed } from './feed.ts'
import { type Identifiers, identifierOf } from './operation.ts'
import type { Person } from './people.ts'
import { type AttemptResult, WebhookSender } from './webhook-sender.ts'
import type { Workspace } from './workspace.ts'

const QUIET_MS = 1_000

export type PostedInsight = { insight_id: string; delivery_id: string } & AttemptResult

/** Decides when a person's predictions are due, and posts them to the workspace's webhook. */
export class Insights {
  readonly #seed: number
  readonly #feed: Feed
  readonly #sender = new WebhookSender()
  readonly #due = new Map<string, NodeJS.Timeout>()

  constructor(seed: number, feed: Feed) {
    this.#seed = seed
    this.#feed = feed
  }

  /** After a person's event: predictions follow once they are quiet for a second, or at once when asked for. */
  eventReceived(workspace: Workspace, identifiers: Identifiers, eventName: string | null): void {
    if (workspace.config.webhook_url === undefined) return
    const person = workspace.people.find(identifiers)
    if (!person) return
    const key = `${workspace.config.name}\n${person.key}`
    clearTimeout(this.#due.get(key))
    const delay_ms = eventName === 'insights_requested' ? 0 : QUIET_MS
    const timer = setTimeout(() => {
      this.#due.delete(key)
      // Deleted or suppressed in the meantime: nothing is said about them any more.
      const present = workspace.people.find(identifiers)
      if (present) this.#derive(workspace, present)
    }, delay_ms)
    this.#due.set(key, timer)
  }

  /** Posts an insight now, with these predictions or with derived ones; resolves after the first attempt. */
  postNow(workspace: Workspace, identifier: string, predictions: unknown): Promise<PostedInsight> {
    const body = predictions ?? this.#predict(workspace.people.find({ id: identifier }), identifier)
    return new Promise(resolve => this.#post(workspace, { id: identifier }, body, resolve))
  }

  status() {
    return { due: this.#due.size, ...this.#sender.status() }
  }

  clear(): void {
    for (const timer of this.#due.values()) clearTimeout(timer)
    this.#due.clear()
    this.#sender.clear()
  }

  close(): void {
    this.clear()
    this.#sender.close()
  }

  #derive(workspace: Workspace, person: Person): void {
    const predictions = this.#predict(person, identifierOf(person.identifiers) ?? person.key)
    this.#post(workspace, person.identifiers, predictions)
  }

  #predict(person: Person | undefined, identifier: string) {
    const predictions = deriveInsight({
      seed: this.#seed,
      identifier,
      activities: person?.activities ?? [],
      previousSegment: person?.insight?.recommended_segment,
      now_ms: Date.now(),
    })
    if (person) person.insight = predictions
    return predictions
  }

  #post(
    workspace: Workspace,
    identifiers: Identifiers,
    predictions: unknown,
    onFirstAttempt?: (posted: PostedInsight) => void,
  ): void {
    const { webhook_url, webhook_signing_key } = workspace.config
    if (webhook_url === undefined || webhook_signing_key === undefined) return
    const insight = {
      insight_id: randomUUID(),
      identifiers,
      computed_at: new Date().toISOString(),
      predictions,
    }
    const delivery = this.#sender.send({
      url: webhook_url,
      signingKey: webhook_signing_key,
      body: JSON.stringify(insight),
      onAttempt: result => {
        // The retries in between would drown everything else in the feed.
        if (result.attempt === 1 || result.outcome !== 'retrying')
          this.#tell(workspace, insight.identifiers, insight, result)
        if (result.attempt === 1)
          onFirstAttempt?.({ insight_id: insight.insight_id, delivery_id: delivery.delivery_id, ...result })
      },
    })
  }

  #tell(
    workspace: Workspace,
    identifiers: Identifiers,
    insight: { predictions: unknown },
    result: AttemptResult,
  ) {
    const { churn_probability, engagement_score, recommended_segment } = Object(insight.predictions)
    const parts = [
      recommended_segment,
      churn_probability === undefined ? undefined : `churn ${churn_probability}`,
      engagement_score === undefined ? undefined : `engagement ${engagement_score}`,
      result.outcome === 'delivered' ? undefined : result.answer,
    ]
    this.#feed.add({
      at_ms: Date.now(),
      workspace: workspace.config.name,
      kind: 'insight',
      identifier: identifierOf(identifiers),
      name: 'insight',
      decision: result.outcome,
      story: {
        summary: parts.filter(part => part !== undefined).join(' · '),
        detail: { ...insight, attempt: result.attempt, answer: result.answer },
      },
    })
  }
}
