import { isBlank, isObject, type Json, readMoment, readText } from './read-body.ts'
import type { Received } from './read-insight.ts'

/** What is counted by its own name; everything else as `other`, so that the names are not the sender's to make up. */
const METRICS = new Set([
  'drafted',
  'attempted',
  'sent',
  'delivered',
  'opened',
  'human_opened',
  'clicked',
  'human_clicked',
  'converted',
  'deferred',
  'bounced',
  'dropped',
  'failed',
  'undeliverable',
  'spammed',
  'subscribed',
  'unsubscribed',
])

/** After these the person wants no more of it. */
const WITHDRAWALS = new Set(['unsubscribed', 'spammed'])

const EMAIL_LENGTH_MAX = 254
/** Reports are retried for 7 days; what claims to be older has a wrong clock. */
const OLDEST_MS = 8 * 86_400_000

/** What Customer.io says became of a message, or of a person's wish for messages. */
export interface Report {
  metric: string
  /** `withdraws`: marketing consent; `bounces`: mail to the address comes back. */
  means: 'withdraws' | 'bounces' | 'counts'
  memberId: string | undefined
  email: string | undefined
  at: Date
}

/** The id that a report keeps however often it is sent; undefined for what is no report. */
export const reportIdOf = (body: Json | undefined): string | undefined =>
  body && isReport(body) ? readText(body.event_id) : undefined

/** Whether a body is a report, and no insight. */
export const isReport = (body: Json): boolean => !isBlank(body.metric)

/** Reads a report; who it is about may be missing. */
export function readReport(body: Json, { received_at, signed_at }: Received): Report {
  const named = readText(body.metric)?.toLowerCase() ?? ''
  const metric = METRICS.has(named) ? named : 'other'
  const data = isObject(body.data) ? body.data : {}
  const identifiers = isObject(data.identifiers) ? data.identifiers : {}
  const isMail = isBlank(body.object_type) || body.object_type === 'email'
  const at = readMoment(body.timestamp)
  const isPlausible = at && at <= received_at && received_at.getTime() - at.getTime() <= OLDEST_MS
  return {
    metric,
    means: WITHDRAWALS.has(metric) ? 'withdraws' : metric === 'bounced' && isMail ? 'bounces' : 'counts',
    memberId: (readText(identifiers.id) ?? readText(data.customer_id))?.toLowerCase(),
    email: readText(data.recipient, EMAIL_LENGTH_MAX) ?? readText(identifiers.email, EMAIL_LENGTH_MAX),
    at: isPlausible ? at : signed_at && signed_at < received_at ? signed_at : received_at,
  }
}
