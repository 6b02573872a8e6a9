import { sql, type Tx } from '../../platform/db/database.ts'
import { UUID_PATTERN } from '../../platform/id.ts'
import type { Job } from '../../platform/jobs.ts'
import type { Platform } from '../../platform/platform.ts'
import { storeInsight } from './insights.ts'
import { readBody, readInsight } from './read-insight.ts'

type Outcome =
  | { state: 'applied'; note: string | null; memberId: string; computedAt: Date }
  | { state: 'ignored' | 'quarantined'; note: string }

const UUID = new RegExp(UUID_PATTERN)

/** Reads one stored webhook and applies what it says, once however often it runs; the member's open screens are told. */
export async function processInsight(
  platform: Platform,
  payload: { webhook_id: string },
  job: Job,
): Promise<void> {
  const outcome = await platform.db.transaction(job.brandId, async tx => {
    const webhook = await tx.first(
      sql
        .selectFrom('insight_webhooks')
        .select(['id', 'raw', 'received_at'])
        .where('brand_id', '=', tx.brandId)
        .where('id', '=', payload.webhook_id)
        .where('state', '=', 'received')
        .forUpdate(),
    )
    if (!webhook) return undefined
    const decided = await apply(tx, webhook)
    await tx.run(
      sql
        .updateTable('insight_webhooks')
        .set({
          state: decided.state,
          note: decided.note,
          settled_at: platform.clock(),
          // What was understood is not kept twice: the body names a person. What was not is for somebody to look at.
          ...(decided.state === 'quarantined' ? {} : { raw: Buffer.alloc(0) }),
        })
        .where('brand_id', '=', tx.brandId)
        .where('id', '=', webhook.id),
    )
    return decided
  })
  if (!outcome) return
  platform.metrics.insights.inc({ outcome: outcome.state })
  if (outcome.state !== 'applied') return
  platform.fanout.publish(`member:${job.brandId}:${outcome.memberId}`, {
    event: 'insights',
    data: { source: 'customer.io', computed_at: outcome.computedAt.toISOString() },
  })
}

async function apply(tx: Tx, webhook: { id: string; raw: Buffer; received_at: Date }): Promise<Outcome> {
  const body = readBody(webhook.raw)
  if (!body) return { state: 'quarantined', note: 'the body is not a JSON object' }
  const insight = readInsight(body, webhook.received_at)
  if ('ignored' in insight) return { state: 'ignored', note: insight.ignored }
  const { memberId, computedAt, notes } = insight
  if (!(await isMember(tx, memberId))) return { state: 'ignored', note: 'there is no such member' }
  const insightId = insight.insightId ?? webhook.id
  const isNewer = await storeInsight(tx, { ...insight, insightId }, webhook.received_at)
  if (!isNewer) return { state: 'ignored', note: 'one at least as new is stored' }
  return { state: 'applied', note: notes.join('; ') || null, memberId, computedAt }
}

async function isMember(tx: Tx, id: string): Promise<boolean> {
  if (!UUID.test(id)) return false
  const member = await tx.first(
    sql
      .selectFrom('members')
      .select('id')
      .where('brand_id', '=', tx.brandId)
      .where('id', '=', id)
      .where('state', '!=', 'erased'),
  )
  return member !== undefined
}
