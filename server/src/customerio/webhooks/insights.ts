import { sql, type Tx } from '../../platform/db/database.ts'
import type { Predictions, ReadInsight } from './read-insight.ts'

export interface Insight {
  insight_id: string
  source: 'customer.io'
  computed_at: Date
  received_at: Date
  predictions: Predictions
  notes: string[]
}

/** What is predicted about a member, however old; undefined when nothing was ever received. */
export async function readInsights(tx: Tx, memberId: string): Promise<Insight | undefined> {
  const row = await tx.first(
    sql
      .selectFrom('insights')
      .select(['insight_id', 'source', 'computed_at', 'received_at', 'predictions', 'notes'])
      .where('brand_id', '=', tx.brandId)
      .where('member_id', '=', memberId),
  )
  return row as Insight | undefined
}

/**
 * Stores an insight unless one at least as new is there; predictions that it does not give stay as they were.
 * Answers whether it was stored.
 */
export async function storeInsight(
  tx: Tx,
  insight: ReadInsight & { insightId: string },
  receivedAt: Date,
): Promise<boolean> {
  const stored = await tx.raw(
    `insert into insights as i (brand_id, member_id, insight_id, source, computed_at, received_at, predictions, notes)
     values ($1, $2, $3, 'customer.io', $4, $5, $6::jsonb, $7)
     on conflict (brand_id, member_id) do update set insight_id = excluded.insight_id, source = excluded.source,
       computed_at = excluded.computed_at, received_at = excluded.received_at,
       predictions = i.predictions || excluded.predictions, notes = excluded.notes
     where excluded.computed_at > i.computed_at
     returning 1`,
    [
      tx.brandId,
      insight.memberId,
      insight.insightId,
      insight.computedAt,
      receivedAt,
      JSON.stringify(insight.predictions),
      insight.notes,
    ],
  )
  return stored.length === 1
}
