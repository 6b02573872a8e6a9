import { type Administrator, audit } from '../../operators/index.ts'
import type { Tx } from '../../platform/db/database.ts'
import { notFound } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { tell } from './drain-webhooks.ts'
import { type TakenIn, takeIn, type Webhook } from './take-in.ts'

/** A webhook that was signed but could not be read or applied. */
export interface Quarantined {
  id: string
  received_at: Date
  note: string
  /** As it came, cut: what is wrong with a template is seen at its beginning. */
  body: string
  body_bytes: number
}

/** How a webhook stands after a replay. */
export interface Replayed {
  id: string
  state: string
  note: string | null
}

const BODY_SHOWN = 2_000

// Only what is shown is read, and what is no text is shown as what can be.
const LIST = `
  select id, received_at, coalesce(note, '') as note, substring(raw for ${BODY_SHOWN}) as raw, length(raw) as body_bytes
  from insight_webhooks
  where brand_id = $1 and state = 'quarantined'
    and id < (select coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
  order by id desc limit $3`

/** A brand's quarantined webhooks, newest first, from the one after `after`. */
export async function listQuarantined(
  tx: Tx,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Quarantined[]> {
  const rows = await tx.raw<Omit<Quarantined, 'body'> & { raw: Buffer }>(LIST, [
    tx.brandId,
    after ?? null,
    limit,
  ])
  return rows.map(({ raw, ...row }) => ({ ...row, body: raw.toString('utf8').replaceAll('\0', '\ufffd') }))
}

/**
 * Reads a quarantined webhook once more, as it was when it came, once what was wrong is mended. One that has ended
 * otherwise stays as it is. Throws a 404 Problem when there is none.
 */
export async function replayWebhook(platform: Platform, by: Administrator, id: string): Promise<Replayed> {
  const { brand, operator, requestId } = by
  const { db, keys, clock } = platform
  const done = await db.transaction(brand.id, async (tx): Promise<Replayed & { taken?: TakenIn }> => {
    await tx.raw(`select pg_advisory_xact_lock(hashtext('insight_webhooks'), $1)`, [tx.brandId])
    const [webhook] = await tx.raw<Webhook & Replayed>(
      `select id, raw, received_at, signed_at, state, note from insight_webhooks where brand_id = $1 and id = $2`,
      [tx.brandId, id],
    )
    if (!webhook) throw notFound('webhook')
    const { state, note } = webhook
    if (state !== 'quarantined') return { id: webhook.id, state, note }
    const at = clock()
    const taken = await takeIn(tx, [webhook], at)
    const outcome = taken.outcomes.get(webhook.id) ?? { state, note }
    await audit(tx, keys, {
      operator,
      action: 'insight.replayed',
      subject: `webhook:${webhook.id}`,
      before: { state },
      after: { state: outcome.state },
      at,
      requestId,
    })
    return { id: webhook.id, state: outcome.state, note: outcome.note, taken }
  })
  const { taken, ...replayed } = done
  if (taken) tell(platform, brand.id, taken)
  return replayed
}
