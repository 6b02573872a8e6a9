import { sql } from '../platform/db/database.ts'
import { notFound, Problem } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'

/** Activates a batch: its codes can be claimed from now on. Again changes nothing; a void batch is a 409 Problem. */
export async function activateBatch(platform: Platform, brandId: number, batchId: string): Promise<void> {
  const at = platform.clock()
  await changeBatch(platform, brandId, batchId, ['generated'], { state: 'active', activated_at: at })
}

/** Voids a batch with a reason: what is not claimed yet cannot be claimed any more. */
export async function voidBatch(
  platform: Platform,
  brandId: number,
  batchId: string,
  reason: string,
): Promise<void> {
  const at = platform.clock()
  const change = { state: 'void', voided_at: at, void_reason: reason }
  await changeBatch(platform, brandId, batchId, ['generated', 'active'], change)
}

async function changeBatch(
  platform: Platform,
  brandId: number,
  batchId: string,
  from: string[],
  change: { state: string; activated_at?: Date; voided_at?: Date; void_reason?: string },
) {
  await platform.db.transaction(brandId, async tx => {
    const changed = await tx.run(
      sql
        .updateTable('batches')
        .set(change)
        .where('brand_id', '=', brandId)
        .where('id', '=', batchId)
        .where('state', 'in', from),
    )
    if (changed === 1) return
    const batch = await tx.first(
      sql.selectFrom('batches').select('state').where('brand_id', '=', brandId).where('id', '=', batchId),
    )
    if (!batch) throw notFound('batch')
    if (batch.state !== change.state)
      throw new Problem(409, 'batch_is_void', 'This batch was voided and stays so')
  })
}
