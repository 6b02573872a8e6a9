import { sql } from '../../platform/db/database.ts'
import { newId } from '../../platform/id.ts'
import type { Platform } from '../../platform/platform.ts'

export interface ReceivedWebhook {
  brandId: number
  uniqueKey: string
  raw: Buffer
  signedAt: Date
  at: Date
}

/** Keeps a webhook as it came, to be read by a worker; one that is there already changes nothing. */
export async function storeWebhook(
  { db }: Platform,
  { brandId, uniqueKey, raw, signedAt, at }: ReceivedWebhook,
): Promise<void> {
  const row = { id: newId(at), unique_key: uniqueKey, raw, signed_at: signedAt, received_at: at }
  await db.transaction(brandId, tx =>
    tx.run(
      sql
        .insertInto('insight_webhooks')
        .values({ brand_id: brandId, ...row })
        .onConflict(conflict => conflict.columns(['brand_id', 'unique_key']).doNothing()),
    ),
  )
}
