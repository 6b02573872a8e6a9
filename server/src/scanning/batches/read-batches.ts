import type { Tx } from '../../platform/db/database.ts'
import { notFound } from '../../platform/errors.ts'
import { idTime } from '../../platform/id.ts'
import type { BatchAlert, BatchDetail, BatchView } from './schema.ts'
import { rangesOf, type SerialRange } from './serial-range.ts'

interface Row {
  id: string
  sku: string
  product_name: string
  lot_number: string | null
  code_count: number
  state: 'generated' | 'active' | 'void'
  is_being_made: boolean
  active_serials: SerialRange[]
  void_serials: SerialRange[]
  expires_at: Date | null
  pin_digits: number | null
  is_waiting: boolean
  run_id: string | null
  recall_id: string | null
  created_at: Date
  activated_at: Date | null
  voided_at: Date | null
  void_reason: string | null
  claimed: number
  first_claim_at: Date | null
  last_claim_at: Date | null
}

/** Batches of the subquery `page`, with what was claimed of each: counted in the index `codes_claims`. */
const batchesOf = (page: string) => `
  select b.id, p.sku, p.name as product_name, b.lot_number, b.code_count, b.state, b.is_being_made,
    ${rangesOf('b.active_serials')} as active_serials, ${rangesOf('b.void_serials')} as void_serials,
    b.expires_at, b.pin_digits, b.run_id, b.recall_id, b.created_at, b.activated_at, b.voided_at, b.void_reason,
    exists (select 1 from sealed_codes s where s.brand_id = b.brand_id and s.batch_id = b.id) as is_waiting,
    c.claimed, c.first_claim_at, c.last_claim_at
  from (${page}) b
  join products p on p.brand_id = b.brand_id and p.id = b.product_id
  cross join lateral (
    select count(*)::int as claimed, min(c.claimed_at) as first_claim_at, max(c.claimed_at) as last_claim_at
    from codes c where c.brand_id = b.brand_id and c.batch_id = b.id and c.claimed_by is not null
  ) c
  order by b.id desc`

const PAGE = batchesOf(`
  select * from batches
  where brand_id = $1 and id < (select coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
  order by id desc limit $3`)

const ONE = batchesOf('select * from batches where brand_id = $1 and id = $2')

/** A brand's batches, newest first, from the one after `after`. */
export async function listBatches(
  tx: Tx,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<BatchView[]> {
  return (await tx.raw<Row>(PAGE, [tx.brandId, after ?? null, limit])).map(viewOf)
}

/** A batch with its claim rate. Throws a 404 Problem when there is none. */
export async function readBatch(tx: Tx, id: string): Promise<BatchView> {
  const [row] = await tx.raw<Row>(ONE, [tx.brandId, id])
  if (!row) throw notFound('batch')
  return viewOf(row)
}

const iso = (at: Date | null) => at?.toISOString() ?? null

function viewOf({ is_being_made, is_waiting, ...row }: Row): BatchView {
  return {
    ...row,
    state: is_being_made && row.state === 'generated' ? 'being_made' : row.state,
    codes: is_being_made || is_waiting ? 'waiting' : 'handed_out',
    expires_at: iso(row.expires_at),
    created_at: row.created_at.toISOString(),
    activated_at: iso(row.activated_at),
    voided_at: iso(row.voided_at),
    claim_rate: Math.round((row.claimed / row.code_count) * 10_000) / 10_000,
    first_claim_at: iso(row.first_claim_at),
    last_claim_at: iso(row.last_claim_at),
  }
}

const ATTEMPTS = `
  select verdict, count(*)::int as attempts, count(distinct member_id)::int as people
  from code_attempts where brand_id = $1 and batch_id = $2 group by verdict order by verdict`

const CHANGES = `
  select id, change, from_serial, to_serial, expires_at, reason, changed_by
  from batch_changes where brand_id = $1 and batch_id = $2 order by id desc limit 100`

/** The same with refused scans by verdict and with what operators did to it. Throws a 404 Problem. */
export async function readBatchDetail(tx: Tx, id: string): Promise<BatchDetail> {
  const batch = await readBatch(tx, id)
  const key = [tx.brandId, id]
  const attempts = await tx.raw<BatchDetail['attempts'][number]>(ATTEMPTS, key)
  const changes = await tx.raw<
    Omit<BatchDetail['changes'][number], 'at' | 'expires_at'> & { id: string; expires_at: Date | null }
  >(CHANGES, key)
  return {
    ...batch,
    attempts,
    changes: changes.map(({ id: changeId, expires_at, ...change }) => ({
      at: idTime(changeId).toISOString(),
      ...change,
      expires_at: iso(expires_at),
    })),
  }
}

/**
 * Batches that are not active, with who scanned their packs all the same and is not credited yet. OFFSET 0 looks each
 * code up by its key: joined, all codes of the brand would be read.
 */
const ALERTS = `
  select b.id as batch_id, p.sku, p.name as product_name, b.lot_number, a.people, a.packs, a.first_id, a.last_id
  from batches b
  join products p on p.brand_id = b.brand_id and p.id = b.product_id
  cross join lateral (
    select count(distinct a.member_id)::int as people, count(distinct a.hmac)::int as packs,
      (array_agg(a.id order by a.id))[1] as first_id, (array_agg(a.id order by a.id desc))[1] as last_id
    from code_attempts a
    cross join lateral (
      select * from codes c where c.brand_id = a.brand_id and c.hmac = a.hmac offset 0
    ) c
    where a.brand_id = b.brand_id and a.batch_id = b.id and a.verdict = 'inactive' and c.claimed_by is null
      and not b.active_serials @> c.serial and not b.void_serials @> c.serial
  ) a
  where b.brand_id = $1 and b.id = coalesce($2::uuid, b.id) and b.state = 'generated' and a.people > 0
  order by a.people desc, b.id limit 100`

/**
 * What operators have to be told: packs of which batches are in people's hands although they are not active; of one
 * batch, or of all.
 */
export async function readAlerts(tx: Tx, batchId: string | null = null): Promise<BatchAlert[]> {
  const rows = await tx.raw<Omit<BatchAlert, 'first_at' | 'last_at'> & { first_id: string; last_id: string }>(
    ALERTS,
    [tx.brandId, batchId],
  )
  return rows.map(({ first_id, last_id, ...alert }) => ({
    ...alert,
    first_at: idTime(first_id).toISOString(),
    last_at: idTime(last_id).toISOString(),
  }))
}
