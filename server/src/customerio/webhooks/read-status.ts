import { dayOf } from '../../platform/calendar.ts'
import type { Tx } from '../../platform/db/database.ts'
import { readBrand } from '../../tenancy/index.ts'
import { ACTIVE_MS, FRESH_MS } from './request-insights.ts'

/** How it is with what Customer.io tells about a brand's members. */
export interface InsightStatus {
  /** Webhooks that are not read yet. */
  waiting: number
  oldest_waiting_at: Date | null
  quarantined: number
  /** Of the newest thousand, by how they ended. */
  latest: { applied: number; ignored: number; quarantined: number }
  /** Members active in the last hour who consent, and those of them without a fresh insight. */
  active_members: number
  stale_members: number
  /** What became of messages in the last 7 days. */
  reports: { metric: string; count: number }[]
}

/** Counted so far, so that a backlog costs no more than a glance. */
export const COUNTED_MOST = 10_000
const LATEST = 1_000
const REPORT_DAYS = 7

const STATUS = `
  select
    (select count(*) from (
      select from insight_webhooks where brand_id = $1 and state = 'received' limit ${COUNTED_MOST}) w) as waiting,
    (select received_at from insight_webhooks where brand_id = $1 and state = 'received' order by id limit 1)
      as oldest_waiting_at,
    (select count(*) from (
      select from insight_webhooks where brand_id = $1 and state = 'quarantined' limit ${COUNTED_MOST}) q) as quarantined,
    active.members as active_members, active.stale as stale_members, ended.applied, ended.ignored, ended.aside
  from (
    select count(*) as members, count(*) filter (where i.computed_at is null or i.computed_at < $3) as stale
    from insight_requests r left join insights i on i.brand_id = $1 and i.member_id = r.member_id
    where r.brand_id = $1 and r.active_at > $2) active
  cross join (
    select count(*) filter (where state = 'applied') as applied, count(*) filter (where state = 'ignored') as ignored,
      count(*) filter (where state = 'quarantined') as aside
    from (select state from insight_webhooks where brand_id = $1 order by id desc limit ${LATEST}) latest) ended`

const REPORTS = `
  select metric, sum(count)::bigint as count from report_counts
  where brand_id = $1 and day > $2 group by metric order by 2 desc, 1`

type Row = Omit<InsightStatus, 'latest' | 'reports'> & { applied: number; ignored: number; aside: number }

/** Counts what waits and what was set aside (to a bound), how the newest ended, and how many active members have no fresh insight. */
export async function readInsightStatus(tx: Tx, at: Date): Promise<InsightStatus> {
  const since = (ms: number) => new Date(at.getTime() - ms)
  const [row] = await tx.raw<Row>(STATUS, [tx.brandId, since(ACTIVE_MS), since(FRESH_MS)])
  const { applied, ignored, aside, ...status } = row as Row
  const { timeZone } = await readBrand(tx)
  const reports = await tx.raw<{ metric: string; count: number }>(REPORTS, [
    tx.brandId,
    dayOf(at, timeZone) - REPORT_DAYS,
  ])
  return { ...status, latest: { applied, ignored, quarantined: aside }, reports }
}
