import { sql } from '../../platform/db/database.ts'
import { newId } from '../../platform/id.ts'
import { enqueue } from '../../platform/jobs.ts'
import type { Platform } from '../../platform/platform.ts'

export interface ReceivedWebhook {
  brandId: number
  uniqueKey: string
  raw: Buffer
  at: Date
}

/** Keeps a webhook and queues its reading, in one transaction; one that is there already changes nothing. */
export async function storeWebhook(platform: Platform, { brandId, uniqueKey, raw, at }: ReceivedWebhook) {
  await platform.db.transaction(brandId, async tx => {
    const id = newId(at)
    const stored = await tx.run(
      sql
        .insertInto('insight_webhooks')
        .values({ brand_id: brandId, id, unique_key: uniqueKey, raw, received_at: at })
        .onConflict(conflict => conflict.columns(['brand_id', 'unique_key']).doNothing()),
    )
    if (stored === 1) await enqueue(tx, 'process_insight', { webhook_id: id })
  })
}
