import { sql, type Tx } from '../../platform/db/database.ts'
import type { Predictions } from './read-insight.ts'

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

/** An insight as it is stored; one of each member at a time. */
export type NewInsight = Omit<Insight, 'source'> & { member_id: string }

const STORE = `
  insert into insights as i (brand_id, member_id, insight_id, source, computed_at, received_at, predictions, notes)
  select $1, member_id, insight_id, 'customer.io', computed_at, received_at, predictions, notes
  from jsonb_to_recordset($2::jsonb) as r(member_id uuid, insight_id text, computed_at timestamptz,
    received_at timestamptz, predictions jsonb, notes text[])
  order by member_id
  on conflict (brand_id, member_id) do update set insight_id = excluded.insight_id, source = excluded.source,
    computed_at = excluded.computed_at, received_at = excluded.received_at,
    predictions = i.predictions || excluded.predictions, notes = excluded.notes
  where excluded.computed_at > i.computed_at`

/** Stores insights unless one at least as new is there; predictions that they do not give stay as they were. */
export async function storeInsights(tx: Tx, insights: NewInsight[]): Promise<void> {
  if (insights.length > 0) await tx.raw(STORE, [tx.brandId, JSON.stringify(insights)])
}

/** A member that insights may be about, and when the stored one was computed. */
export interface KnownMember {
  id: string
  computed_at: Date | null
}

const KNOWN = `
  select m.id, m.state = 'erased' as is_erased, i.computed_at from members m
  left join insights i on i.brand_id = $1 and i.member_id = m.id
  where m.brand_id = $1 and m.id = any($2::uuid[])`

/** Which of these ids are members', and which were until they were erased. */
export async function findMembers(
  tx: Tx,
  ids: string[],
): Promise<{ known: Map<string, KnownMember>; erased: Set<string> }> {
  if (ids.length === 0) return { known: new Map(), erased: new Set() }
  const rows = await tx.raw<KnownMember & { is_erased: boolean }>(KNOWN, [tx.brandId, ids])
  return {
    known: new Map(rows.filter(row => !row.is_erased).map(row => [row.id, row])),
    erased: new Set(rows.filter(row => row.is_erased).map(({ id }) => id)),
  }
}
