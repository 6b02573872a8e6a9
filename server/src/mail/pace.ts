import { setTimeout as sleep } from 'node:timers/promises'
import type { Tx } from '../platform/db/database.ts'
import type { Platform } from '../platform/platform.ts'

/** Customer.io takes 3,000 transactional mails in 3 s: so many at once, and then so many a second, stay below it. */
const BURST = 250
const PER_SECOND = 900

/** Waits until the brand's next mail may be given to Customer.io, by the bucket that all workers share. */
export async function waitForSlot(platform: Platform, brandId: number): Promise<void> {
  const at = platform.clock()
  const slot = await platform.db.transaction(brandId, tx => takeSlot(tx, at))
  const waitMs = slot.getTime() - at.getTime()
  if (waitMs > 0) await sleep(waitMs)
}

/** Takes the brand's next free slot: the moment before which a mail must not leave. */
export async function takeSlot(tx: Tx, at: Date): Promise<Date> {
  // A bucket as one moment: when it would be full again. What is `BURST` mails ahead of now waits for its turn.
  const [row] = await tx.raw<{ slot: Date }>(
    `insert into mail_pace as p (brand_id, next_at) values ($1, $2::timestamptz + interval '1 second' / $3)
     on conflict (brand_id) do update
       set next_at = greatest(p.next_at, $2::timestamptz) + interval '1 second' / $3
     returning next_at - interval '1 second' / $3 * $4 as slot`,
    [tx.brandId, at, PER_SECOND, BURST],
  )
  return (row as { slot: Date }).slot
}
