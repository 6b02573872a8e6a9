import type { KnownMember, NewInsight } from './insights.ts'
import type { ReadInsight } from './read-insight.ts'

/** How a webhook ended. A quarantined one keeps its body, for somebody to look at. */
export interface Outcome {
  state: 'applied' | 'ignored' | 'quarantined'
  note: string | null
}

/** An insight that was read, and the webhook that it came with. */
export interface Arrived {
  webhook: { id: string; received_at: Date }
  insight: ReadInsight
}

export interface SettledInsights {
  /** One of each member: what all that apply say together, the newest last. */
  insights: NewInsight[]
  /** By webhook. */
  outcomes: Map<string, Outcome>
}

/**
 * Which of these insights apply, whatever order they came in: those of members that are newer than what is stored and
 * than those before them; a newer one fills in only what it gives.
 */
export function settleInsights(
  arrived: readonly Arrived[],
  known: ReadonlyMap<string, KnownMember>,
): SettledInsights {
  const outcomes = new Map<string, Outcome>()
  const stored = new Map<string, NewInsight>()
  for (const { webhook, insight } of [...arrived].sort(byMoment)) {
    const { memberId, computedAt, notes } = insight
    const member = known.get(memberId)
    const before = stored.get(memberId)
    const newest = before?.computed_at ?? member?.computed_at
    if (!member) outcomes.set(webhook.id, { state: 'ignored', note: 'there is no such member' })
    else if (newest && computedAt <= newest) {
      outcomes.set(webhook.id, { state: 'ignored', note: 'one at least as new is stored' })
    } else {
      outcomes.set(webhook.id, { state: 'applied', note: notes.join('; ') || null })
      stored.set(memberId, {
        member_id: memberId,
        insight_id: insight.insightId ?? webhook.id,
        computed_at: computedAt,
        received_at: webhook.received_at,
        predictions: { ...before?.predictions, ...insight.predictions },
        notes,
      })
    }
  }
  return { insights: [...stored.values()], outcomes }
}

/** By the moment they were computed; of the same moment the one that came first counts. */
function byMoment(a: Arrived, b: Arrived): number {
  return (
    a.insight.computedAt.getTime() - b.insight.computedAt.getTime() || (a.webhook.id < b.webhook.id ? -1 : 1)
  )
}
