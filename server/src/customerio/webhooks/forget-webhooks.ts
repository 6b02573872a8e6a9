import type { Tx } from '../../platform/db/database.ts'
import type { Task } from '../../platform/jobs.ts'
import { everyBrand } from '../../tenancy/index.ts'

/** Twice as long as a signature is good for: within it the same again is known to be the same. */
export const SETTLED_KEPT_DAYS = 14
/** Time to mend a template and replay what it sent. Its bodies name people, so they do not stay. */
export const QUARANTINED_KEPT_DAYS = 60
const DAY_MS = 86_400_000
const ROWS_A_SLICE = 5_000
const TASK = 'forget_webhooks'

// By id, which follows the time of receipt, from the oldest one on.
const FORGET = `
  with old as (
    select id from insight_webhooks
    where brand_id = $1 and id < (select uuid_floor($2)) and state = any($3::text[]) order by id limit ${ROWS_A_SLICE}
  ), gone as (
    delete from insight_webhooks w using old where w.brand_id = $1 and w.id = old.id returning 1
  )
  select count(*)::int as count from gone`

/** Deletes the next webhooks that are older than they are kept. Answers whether there may be more. */
async function forgetSlice(tx: Tx, states: string[], keptDays: number, at: Date): Promise<boolean> {
  const before = new Date(at.getTime() - keptDays * DAY_MS)
  const [gone] = await tx.raw<{ count: number }>(FORGET, [tx.brandId, before, states])
  return gone?.count === ROWS_A_SLICE
}

/** Deletes a brand's webhooks that are older than they are kept; one that was never read stays. */
export const forgetWebhooks: Task<Record<string, never>> = async ({ db, clock }, _payload, { brandId }) => {
  const forget = (states: string[], keptDays: number) =>
    db.transaction(brandId, tx => forgetSlice(tx, states, keptDays, clock()))
  while (await forget(['applied', 'ignored'], SETTLED_KEPT_DAYS)) {
    // Each slice is a transaction of its own: nobody waits long for what it holds.
  }
  while (await forget(['quarantined'], QUARANTINED_KEPT_DAYS)) {
    // Likewise.
  }
}

export const forgetWebhooksTasks = { [TASK]: forgetWebhooks }

export const forgetWebhooksSchedule = everyBrand({
  schedule: 'find_old_webhooks',
  cron: '47 3 * * *',
  task: TASK,
})
