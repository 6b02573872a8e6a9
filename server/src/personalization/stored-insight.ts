import { sql, type Tx } from '../platform/db/database.ts'
import type { StoredInsight } from './insight.ts'

/** What Customer.io last said of a member, if anything. */
export async function readStoredInsight(tx: Tx, memberId: string): Promise<StoredInsight | undefined> {
  const row = await tx.first(
    sql
      .selectFrom('insights')
      .select(['computed_at', 'predictions'])
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId),
  )
  return row && { computed_at: row.computed_at, predictions: row.predictions as StoredInsight['predictions'] }
}
