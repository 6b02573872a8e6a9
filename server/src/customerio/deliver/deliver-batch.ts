import { setTimeout as sleep } from 'node:timers/promises'
import { sql, type Tx } from '../../platform/db/database.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Ladder } from '../../ranks/index.ts'
import type { Brand } from '../../tenancy/index.ts'
import type { OutboxEvent } from './build-event.ts'
import {
  extendLease,
  holdBrand,
  type Lane,
  leaseLanes,
  readWaiting,
  releaseLanes,
  settleRows,
} from './lanes.ts'
import { type RequestRate, waitAfterFailures } from './pace.ts'
import { type Plan, planBatch, type Settlement } from './plan-batch.ts'
import type { PostBatch } from './post-batch.ts'
import { type Sent, sendPlan } from './send-plan.ts'
import type { MemberRow, ProductRow } from './snapshots.ts'

/** Where a brand's events go. */
export interface Destination {
  brand: Brand
  ladder: Ladder
  post: PostBatch
  rate: RequestRate
}

/** After a refusal that somebody has to look at, a brand is left alone for this long. */
const STOPPED_MS = 60_000
/** A lease is renewed when this much of it has gone by. */
const RENEW_AFTER_MS = 10_000

/**
 * Sends one batch of a brand's waiting events and settles them. Answers `idle` when nothing could be taken, `sent`
 * when there may be more, `halted` when what is left has to wait.
 */
export async function deliverBatch(platform: Platform, to: Destination): Promise<'idle' | 'sent' | 'halted'> {
  const at = platform.clock()
  const { lanes, plan } = await platform.db.transaction(to.brand.id, tx => takeWork(tx, to, at))
  if (lanes.length === 0) return 'idle'
  const sent = await sendPlan(plan.planned, {
    post: to.post,
    now: platform.clock,
    admit: createAdmission(platform, to, lanes, at),
    onRequest: operations => platform.metrics.outboxBatch.observe(operations),
  })
  await platform.db.transaction(to.brand.id, tx => finish(tx, platform, lanes, plan.settled, sent))
  if (sent.halted?.verdict === 'stop') {
    const until = new Date(platform.clock().getTime() + STOPPED_MS)
    await platform.db.transaction(to.brand.id, tx => holdBrand(tx, until))
  }
  report(platform, to.brand, sent)
  return sent.halted ? 'halted' : 'sent'
}

async function takeWork(
  tx: Tx,
  { brand, ladder }: Destination,
  at: Date,
): Promise<{ lanes: Lane[]; plan: Plan }> {
  const lanes = await leaseLanes(tx, at)
  if (lanes.length === 0) return { lanes, plan: { planned: [], settled: [] } }
  const rows = await readWaiting(tx, lanes)
  const [members, products] = [await readMembers(tx, rows), await readProducts(tx, rows)]
  const snapshotBrand = { timeZone: brand.timeZone, pointsName: brand.settings.points_name.many, ladder }
  return { lanes, plan: planBatch({ rows, members, products, brand: snapshotBrand, at }) }
}

async function readMembers(tx: Tx, rows: OutboxEvent[]): Promise<Map<string, MemberRow>> {
  const ids = [...new Set(rows.map(row => row.member_id))]
  if (ids.length === 0) return new Map()
  const members = await tx.raw<MemberRow>(
    'select * from members where brand_id = $1 and id = any($2::uuid[])',
    [tx.brandId, ids],
  )
  return new Map(members.map(member => [member.id, member]))
}

async function readProducts(tx: Tx, rows: OutboxEvent[]): Promise<Map<string, ProductRow>> {
  const ids = [...new Set(rows.flatMap(row => (row.refs?.product_id ? [String(row.refs.product_id)] : [])))]
  if (ids.length === 0) return new Map()
  const products = await tx.many(
    sql.selectFrom('products').selectAll().where('brand_id', '=', tx.brandId).where('id', 'in', ids),
  )
  return new Map(products.map(product => [product.id, product]))
}

/** Before each request: a token of the brand's rate, and a lease that outlasts the request. */
function createAdmission(platform: Platform, { brand, rate }: Destination, lanes: Lane[], leasedAt: Date) {
  let renewedMs = leasedAt.getTime()
  return async () => {
    await sleep(rate.take(platform.clock().getTime()))
    const now = platform.clock()
    if (now.getTime() - renewedMs < RENEW_AFTER_MS) return true
    renewedMs = now.getTime()
    return platform.db.transaction(brand.id, tx => extendLease(tx, lanes, now))
  }
}

async function finish(
  tx: Tx,
  platform: Platform,
  lanes: Lane[],
  unsent: Settlement[],
  { settled, halted }: Sent,
) {
  const at = platform.clock()
  for (const { state } of await settleRows(tx, lanes, [...unsent, ...settled], at)) {
    platform.metrics.outboxSent.inc({ outcome: state })
  }
  if (halted?.verdict !== 'again') return releaseLanes(tx, lanes, undefined)
  const failures = Math.max(...lanes.map(lane => lane.failures)) + 1
  const waitMs = Math.max(waitAfterFailures(failures), halted.waitMs ?? 0)
  await releaseLanes(tx, lanes, new Date(at.getTime() + waitMs))
}

function report({ log, metrics }: Platform, brand: Brand, { halted, refusedIdentifies }: Sent) {
  const facts = { brand: brand.slug, why: halted?.why }
  if (halted?.verdict === 'again') {
    metrics.outboxSent.inc({ outcome: 'retried' })
    log.warn(facts, 'Customer.io did not take a batch; it is sent again')
  }
  if (halted?.verdict === 'stop') {
    metrics.outboxSent.inc({ outcome: 'stopped' })
    log.error(facts, 'Customer.io refuses this brand; its events wait. Check the credentials')
  }
  for (const refusal of refusedIdentifies) {
    metrics.outboxSent.inc({ outcome: 'identify_refused' })
    log.error({ brand: brand.slug, ...refusal }, 'Customer.io refused the attributes of a person')
  }
}
