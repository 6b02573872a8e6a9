import { randomUUID } from 'node:crypto'
import type { Feed } from '../feed.ts'
import { type Identifiers, identifierOf } from '../operation.ts'
import type { Person } from '../people.ts'
import type { Workspace } from '../workspace.ts'
import type { AttemptResult, Delivery, Trick } from './delivery.ts'
import { deriveInsight } from './derive-insight.ts'
import type { Poster } from './poster.ts'
import { WebhookSender } from './webhook-sender.ts'

const QUIET_MS = 1_000
/** How much older the second of two reordered insights is. */
const REORDERED_MS = 60_000

export type PostedInsight = { insight_id: string; delivery_id: string } & AttemptResult

type Insight = {
  insight_id: string
  identifiers: Identifiers
  computed_at: string
  predictions: unknown
}

/** Decides when a person's predictions are due, and posts them to the workspace's webhook. */
export class Insights {
  readonly #seed: number
  readonly #feed: Feed
  readonly #sender: WebhookSender
  readonly #due = new Map<string, NodeJS.Timeout>()

  constructor(seed: number, feed: Feed, poster: Poster) {
    this.#seed = seed
    this.#feed = feed
    this.#sender = new WebhookSender(poster)
  }

  /** After a person's event: predictions follow once they are quiet for a second, or at once when asked for. */
  eventReceived(workspace: Workspace, identifiers: Identifiers, eventName: string | null): void {
    if (workspace.config.webhook_url === undefined) return
    const person = workspace.people.find(identifiers)
    if (!person) return
    const key = `${workspace.config.name}\n${person.key}`
    const isAsked = eventName === 'insights_requested'
    const known = this.#due.get(key)
    // Starting the same timer again costs a fraction of making another.
    if (known && !isAsked) return void known.refresh()
    clearTimeout(known)
    const derive = () => {
      this.#due.delete(key)
      // Deleted or suppressed in the meantime: nothing is said about them any more.
      const present = workspace.people.find(identifiers)
      if (present) this.#post(workspace, this.compute(workspace, present.identifiers))
    }
    this.#due.set(key, setTimeout(derive, isAsked ? 0 : QUIET_MS))
  }

  /**
   * Posts an insight now, with these predictions or with derived ones. Resolves when each post was tried once: there
   * are two when the trick is a repetition or a wrong order.
   */
  async postNow(
    workspace: Workspace,
    identifier: string,
    predictions: unknown,
    trick?: Trick,
  ): Promise<PostedInsight[]> {
    const insight = this.compute(workspace, { id: identifier }, predictions)
    const first = await this.#postOnce(workspace, insight, trick)
    if (trick === 'duplicate') return [first.posted, await this.#repeat(first.delivery, insight)]
    if (trick !== 'reordered') return [first.posted]
    const computed_at = new Date(Date.parse(insight.computed_at) - REORDERED_MS).toISOString()
    const older = { ...insight, insight_id: randomUUID(), computed_at, predictions: { churn_probability: 1 } }
    return [first.posted, (await this.#postOnce(workspace, older)).posted]
  }

  /** An insight of this moment about that person, with these predictions or with derived ones. */
  compute(workspace: Workspace, identifiers: Identifiers, predictions?: unknown): Insight {
    return {
      insight_id: randomUUID(),
      identifiers,
      computed_at: new Date().toISOString(),
      predictions: predictions ?? this.#predict(workspace.people.find(identifiers), identifiers),
    }
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

  #predict(person: Person | undefined, identifiers: Identifiers) {
    const predictions = deriveInsight({
      seed: this.#seed,
      identifier: identifierOf(person?.identifiers ?? identifiers) ?? '',
      activities: person?.activities ?? [],
      previousSegment: person?.insight?.recommended_segment,
      now_ms: Date.now(),
    })
    if (person) person.insight = predictions
    return predictions
  }

  #postOnce(workspace: Workspace, insight: Insight, trick?: Trick) {
    return new Promise<{ delivery: Delivery; posted: PostedInsight }>(resolve => {
      const delivery = this.#post(workspace, insight, trick, result => {
        const { insight_id } = insight
        const posted = { insight_id, delivery_id: delivery?.delivery_id ?? '', ...result }
        if (delivery) resolve({ delivery, posted })
      })
    })
  }

  #repeat(delivery: Delivery, { insight_id }: Insight): Promise<PostedInsight> {
    return new Promise(resolve => {
      const onAttempt = (result: AttemptResult) =>
        resolve({ insight_id, delivery_id: delivery.delivery_id, ...result })
      this.#sender.resend({ ...delivery, onAttempt })
    })
  }

  #post(
    workspace: Workspace,
    insight: Insight,
    trick?: Trick,
    onFirstAttempt?: (result: AttemptResult) => void,
  ): Delivery | undefined {
    const { webhook_url: url } = workspace.config
    if (url === undefined) return undefined
    return this.#sender.send({
      url,
      signingKey: () => workspace.signingKeys.campaign,
      body: JSON.stringify(insight),
      ...(trick === undefined ? {} : { trick }),
      onAttempt: result => {
        // The retries in between would drown everything else in the feed.
        if (result.attempt === 1 || result.outcome !== 'retrying')
          this.#tell(workspace, insight, result, trick)
        if (result.attempt === 1) onFirstAttempt?.(result)
      },
    })
  }

  #tell(workspace: Workspace, insight: Insight, result: AttemptResult, trick: Trick | undefined): void {
    const { churn_probability, engagement_score, recommended_segment } = Object(insight.predictions)
    const parts = [
      trick,
      recommended_segment,
      churn_probability === undefined ? undefined : `churn ${churn_probability}`,
      engagement_score === undefined ? undefined : `engagement ${engagement_score}`,
      result.outcome === 'delivered' ? undefined : result.answer,
    ]
    this.#feed.add({
      at_ms: Date.now(),
      workspace: workspace.config.name,
      kind: 'insight',
      identifier: identifierOf(insight.identifiers),
      name: 'insight',
      decision: result.outcome,
      summary: parts.filter(part => part !== undefined).join(' · '),
      detail: { ...insight, attempt: result.attempt, answer: result.answer },
    })
  }
}
