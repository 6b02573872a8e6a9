import type { Tx } from '../../platform/db/database.ts'
import { UUID_PATTERN } from '../../platform/id.ts'
import { type ArrivedReport, applyReports } from './apply-reports.ts'
import { findMembers, type NewInsight, storeInsights } from './insights.ts'
import { readBody } from './read-body.ts'
import { readInsight } from './read-insight.ts'
import { isReport, readReport } from './read-report.ts'
import { type Arrived, type Outcome, settleInsights } from './settle-insights.ts'

/** A stored webhook that is still to be read. */
export interface Webhook {
  id: string
  raw: Buffer
  received_at: Date
  signed_at: Date | null
}

export interface TakenIn {
  /** What applies now, one of each member. */
  insights: NewInsight[]
  /** By webhook. */
  outcomes: Map<string, Outcome>
}

const UUID = new RegExp(UUID_PATTERN)
const UUIDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi
const UNREADABLE = 'the body is not a JSON object'
const OF_ERASED = 'it named a member who was erased'

/**
 * Reads webhooks and applies what they say, as one set: in the order of what was computed, not of receipt. Whoever
 * calls holds the brand's webhooks (`holdWebhooks`). Members are locked before insights, and those before webhooks,
 * as an erasure does it.
 */
export async function takeIn(tx: Tx, webhooks: readonly Webhook[], at: Date): Promise<TakenIn> {
  const insights: Arrived[] = []
  const reports: ArrivedReport[] = []
  const unreadable: { id: string; named: string[] }[] = []
  const outcomes = new Map<string, Outcome>()
  for (const webhook of webhooks) {
    const body = readBody(webhook.raw)
    if (!body) unreadable.push({ id: webhook.id, named: idsIn(webhook.raw) })
    else if (isReport(body)) reports.push({ webhook, report: readReport(body, webhook) })
    else {
      const insight = readInsight(body, webhook)
      if ('ignored' in insight) outcomes.set(webhook.id, { state: 'ignored', note: insight.ignored })
      else insights.push({ webhook, insight })
    }
  }
  const named = [
    ...insights.map(({ insight }) => insight.memberId),
    ...reports.map(({ report }) => report.memberId ?? ''),
    ...unreadable.flatMap(one => one.named),
  ]
  const { known, erased } = await findMembers(tx, [...new Set(named.filter(id => UUID.test(id)))])
  // Of who was erased nothing is kept, not even to be looked at.
  for (const { id, named } of unreadable) {
    const isErased = named.some(one => erased.has(one))
    outcomes.set(
      id,
      isErased ? { state: 'ignored', note: OF_ERASED } : { state: 'quarantined', note: UNREADABLE },
    )
  }
  for (const [id, one] of await applyReports(tx, reports, new Set(known.keys()), at)) outcomes.set(id, one)
  const settled = settleInsights(insights, known)
  for (const [id, one] of settled.outcomes) outcomes.set(id, one)
  await storeInsights(tx, settled.insights)
  await markSettled(tx, outcomes, at)
  return { insights: settled.insights, outcomes }
}

const idsIn = (raw: Buffer) => [...(raw.toString('latin1').match(UUIDS) ?? [])].map(id => id.toLowerCase())

// What was understood is not kept twice: the body names a person. What was not is for somebody to look at.
const MARK = `
  update insight_webhooks w set state = r.state, note = r.note, settled_at = $3,
    raw = case when r.state = 'quarantined' then w.raw else '' end
  from jsonb_to_recordset($2::jsonb) as r(id uuid, state text, note text)
  where w.brand_id = $1 and w.id = r.id`

/** Writes how webhooks ended. */
export async function markSettled(tx: Tx, outcomes: ReadonlyMap<string, Outcome>, at: Date): Promise<void> {
  const rows = [...outcomes].map(([id, { state, note }]) => ({ id, state, note }))
  await tx.raw(MARK, [tx.brandId, JSON.stringify(rows), at])
}

/** Takes a brand's webhooks for the rest of the transaction; false when somebody else has them. */
export async function holdWebhooks(tx: Tx): Promise<boolean> {
  const [row] = await tx.raw<{ is_held: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext('insight_webhooks'), $1) as is_held`,
    [tx.brandId],
  )
  return row?.is_held === true
}
