import type { FilterableProduct } from '../achievements/index.ts'
import type { Tx } from '../platform/db/database.ts'
import { idTime } from '../platform/id.ts'

/** A scan that stands: not taken back, not rejected. */
export interface PastScan {
  actionId: string
  at: Date
  product: FilterableProduct & { id: string }
}

/** What an entry of the ledger, or of a hold that is still held, adds to lifetime points after what was taken back. */
export interface PastEntry {
  actionId: string
  /** Null while it is held. */
  seq: number | null
  reason: string
  source: string
  points: number
}

export interface Past {
  scans: PastScan[]
  entries: PastEntry[]
}

// What is taken back is read once, as MATERIALIZED: with old statistics it would be read once for every scan and entry.
// And what is read out of JSON before it joins: under row-level security no index is searched for it, and each scan would
// read the whole catalogue.
const SCANS = `
  with reversed as materialized (
    select (data->>'reversed_action_id')::uuid as action_id from actions
    where brand_id = $1 and member_id = any($2::uuid[]) and name in ('scan_reversed', 'points_rejected')
  ), scanned as materialized (
    select brand_id, member_id, id as action_id, (data->'product'->>'id')::uuid as product_id from actions
    where brand_id = $1 and member_id = any($2::uuid[]) and name = 'product_scanned'
  )
  select s.member_id, s.action_id, p.id, p.form, p.strain_type, p.product_line, p.tags, p.sku
  from scanned s
  join products p on p.brand_id = s.brand_id and p.id = s.product_id
  where not exists (select 1 from reversed r where r.action_id = s.action_id)
  order by s.action_id`

const ENTRIES = `
  with taken as materialized (
    select member_id, reverses, sum(owed_amount - amount) as points from ledger_entries
    where brand_id = $1 and member_id = any($2::uuid[]) and reverses is not null
    group by member_id, reverses
  )
  select e.member_id, e.action_id, e.seq, e.reason, e.source, (e.amount - coalesce(t.points, 0))::bigint as points
  from ledger_entries e
  left join taken t on t.member_id = e.member_id and t.reverses = e.seq
  where e.brand_id = $1 and e.member_id = any($2::uuid[]) and e.lifetime_amount > 0
  union all
  select h.member_id, h.action_id, null, i.reason, i.source, i.amount
  from point_holds h
  cross join lateral jsonb_to_recordset(h.entries) as i(reason text, source text, amount bigint)
  where h.brand_id = $1 and h.member_id = any($2::uuid[]) and h.state = 'held'
  order by 2, 3`

type ScanRow = { member_id: string; action_id: string } & PastScan['product']
type EntryRow = { member_id: string; action_id: string } & Omit<PastEntry, 'actionId'>

/**
 * What members did that still counts, oldest first. It reads their whole history: for what is rare (a return) or long
 * (a back-fill), never for a scan. The caller holds the members' locks where it decides on it.
 */
export async function readPast(tx: Tx, memberIds: string[]): Promise<Map<string, Past>> {
  const pasts = new Map<string, Past>(memberIds.map(id => [id, { scans: [], entries: [] }]))
  for (const { member_id, action_id, ...product } of await tx.raw<ScanRow>(SCANS, [tx.brandId, memberIds])) {
    pasts.get(member_id)?.scans.push({ actionId: action_id, at: idTime(action_id), product })
  }
  for (const { member_id, action_id, ...entry } of await tx.raw<EntryRow>(ENTRIES, [tx.brandId, memberIds])) {
    pasts.get(member_id)?.entries.push({ ...entry, actionId: action_id })
  }
  return pasts
}
