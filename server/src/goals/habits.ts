import type { ProductFacts } from '../catalogue/index.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Pace } from './way.ts'

const DAY_MS = 86_400_000
const WINDOW_DAYS = 90
/** Of a newcomer: a first pack today is not a pack a day. */
const SHORTEST_DAYS = 7
/** Only so many entries are read, however many there are: who has more of them shows a pace in fewer days. */
const ENTRIES = 200
/** And so many of the latest actions, to find the usual product. */
const ACTIONS = 50

const EARNED = `
  select coalesce(sum(amount) filter (where amount > 0 and reason <> 'adjustment'), 0)::bigint as points,
    min(created_at) as since, count(*)::int as entries
  from (
    select amount, reason, created_at from ledger_entries
    where brand_id = $1 and member_id = $2 order by seq desc limit ${ENTRIES}
  ) latest
  where created_at >= $3`

/** What a member earned in the last 90 days, or since joining. Gifts of an operator are no pace. */
export async function readPace(
  tx: Tx,
  { id, created_at }: { id: string; created_at: Date },
  at: Date,
): Promise<Pace> {
  const window = new Date(at.getTime() - WINDOW_DAYS * DAY_MS)
  const [row] = await tx.raw<{ points: number; since: Date | null; entries: number }>(EARNED, [
    tx.brandId,
    id,
    window,
  ])
  const joined = created_at > window ? created_at : window
  const since = row?.entries === ENTRIES && row.since ? row.since : joined
  const days = Math.ceil((at.getTime() - since.getTime()) / DAY_MS)
  return { points: row?.points ?? 0, days: Math.max(SHORTEST_DAYS, days) }
}

const USUAL = `
  with scanned as (
    select (data->'product'->>'id')::uuid as product_id from (
      select name, data from actions where brand_id = $1 and member_id = $2 order by id desc limit ${ACTIONS}
    ) latest
    where name = 'product_scanned'
  )
  select p.* from (
    select product_id from scanned group by product_id order by count(*) desc, product_id limit 1
  ) usual
  join products p on p.brand_id = $1 and p.id = usual.product_id`

/** The product that a member has scanned most of late; undefined for who has scanned none. */
export async function readUsualProduct(tx: Tx, memberId: string): Promise<ProductFacts | undefined> {
  const [product] = await tx.raw<ProductFacts>(USUAL, [tx.brandId, memberId])
  return product
}
