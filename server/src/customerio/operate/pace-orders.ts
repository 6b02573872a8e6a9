import { type Administrator, audit } from '../../operators/index.ts'
import type { Tx } from '../../platform/db/database.ts'
import { invalid } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { readPace } from '../deliver/pace.ts'

/** What somebody may order of a brand's pace. */
export const CEILING_MOST = 1_000
const BECAUSE_MOST = 200

export interface PaceOrders {
  ceiling: number
  paused_at: Date | null
  paused_because: string | null
}

/**
 * Stops a brand's delivery after the requests under way. What waits is kept until somebody resumes, however long that
 * is. A brand that is paused already keeps its time and takes the new reason. Throws 400 without a reason.
 */
export function pauseOutbox(platform: Platform, by: Administrator, because: string): Promise<PaceOrders> {
  const reason = because.trim()
  if (reason === '' || reason.length > BECAUSE_MOST) {
    throw invalid([{ field: 'because', message: `takes 1 to ${BECAUSE_MOST} characters` }])
  }
  return order(platform, by, 'outbox.paused', (tx, at) =>
    tx.raw(
      `update outbox_pace set paused_at = coalesce(paused_at, $2), paused_because = $3 where brand_id = $1`,
      [tx.brandId, at, reason],
    ),
  )
}

/** Lets a paused brand send again, at once: whatever it had to wait for is over. Of one that is not it changes nothing. */
export const resumeOutbox = (platform: Platform, by: Administrator): Promise<PaceOrders> =>
  order(platform, by, 'outbox.resumed', tx =>
    tx.raw(
      `update outbox_pace set paused_at = null, paused_because = null, next_at = '-infinity'
       where brand_id = $1 and paused_at is not null`,
      [tx.brandId],
    ),
  )

/** Sets how many requests a second a brand may reach. Throws 400 for what is no whole number from 1 to 1,000. */
export function setCeiling(platform: Platform, by: Administrator, ceiling: number): Promise<PaceOrders> {
  if (!Number.isInteger(ceiling) || ceiling < 1 || ceiling > CEILING_MOST) {
    throw invalid([{ field: 'ceiling', message: `takes a whole number from 1 to ${CEILING_MOST}` }])
  }
  return order(platform, by, 'outbox.ceiling_set', tx =>
    tx.raw('update outbox_pace set ceiling = $2, per_second = least(per_second, $2) where brand_id = $1', [
      tx.brandId,
      ceiling,
    ]),
  )
}

/** Ends the rest that a refusal of the credentials brought about: they are other ones now. */
export const endStop = (tx: Tx): Promise<unknown> =>
  tx.raw(
    `update outbox_pace set next_at = '-infinity'
     where brand_id = $1 and trouble in ('status 401', 'status 403')`,
    [tx.brandId],
  )

const readOrders = async (tx: Tx) =>
  (
    await tx.raw<PaceOrders>(
      'select ceiling, paused_at, paused_because from outbox_pace where brand_id = $1 for update',
      [tx.brandId],
    )
  )[0] as PaceOrders

function order(
  { db, keys, clock }: Platform,
  { brand, operator, requestId }: Administrator,
  action: string,
  change: (tx: Tx, at: Date) => Promise<unknown>,
): Promise<PaceOrders> {
  return db.transaction(brand.id, async tx => {
    const at = clock()
    // A brand that never sent anything has no row yet.
    await readPace(tx)
    const before = await readOrders(tx)
    await change(tx, at)
    const after = await readOrders(tx)
    if (JSON.stringify(before) === JSON.stringify(after)) return after
    await audit(tx, keys, { operator, action, subject: 'outbox', before, after, at, requestId })
    return after
  })
}
