import type { Tx } from '../../platform/db/database.ts'
import { BREAKER_FAILURES } from '../deliver/pace.ts'

/** How it is with a brand's outbox, for whoever operates it. */
export interface OutboxStatus {
  waiting: number
  /** Whether all that waits was counted: where there is very much, each lane is counted to a bound. */
  is_all: boolean
  oldest_waiting_at: Date | null
  dead: number
  oldest_dead_at: Date | null
  requests_per_second: number
  ceiling: number
  failures: number
  /** Until when an open breaker lets nothing through; null while it is closed. */
  breaker_open_until: Date | null
  paused_at: Date | null
  paused_because: string | null
  last_trouble: string | null
  last_trouble_at: Date | null
  /** People whose operations alone keep failing: their events wait, those of others do not. */
  people_set_aside: number
  /** Where something waits, the deepest first. */
  lanes: { lane: number; waiting: number; oldest_waiting_at: Date; failures: number; due_at: Date | null }[]
}

interface Row extends Omit<OutboxStatus, 'lanes' | 'is_all' | 'breaker_open_until'> {
  next_at: Date
}

const BRAND = `
  select coalesce(p.per_second, 50) as requests_per_second, coalesce(p.ceiling, 100) as ceiling,
    coalesce(p.failures, 0) as failures, greatest(p.next_at, 'epoch') as next_at,
    p.paused_at, p.paused_because, p.trouble as last_trouble, p.trouble_at as last_trouble_at,
    (select count(*) from outbox_people where brand_id = $1 and failures > 0 and due_at > $2) as people_set_aside,
    (select count(*) from (select from outbox where brand_id = $1 and state = 'dead' limit $3) counted_rows) as dead,
    (select occurred_at from outbox where brand_id = $1 and state = 'dead' order by id limit 1) as oldest_dead_at
  from brands b left join outbox_pace p on p.brand_id = b.id where b.id = $1`

const LANES = `
  select l.lane, depth.waiting, first.occurred_at as oldest_waiting_at, l.failures,
    case when l.due_at > $2 then l.due_at end as due_at
  from outbox_lanes l
  cross join lateral (
    select occurred_at from outbox o
    where o.brand_id = $1 and o.lane = l.lane and o.state = 'waiting' order by o.id limit 1) first
  cross join lateral (
    select count(*) as waiting from (
      select from outbox o where o.brand_id = $1 and o.lane = l.lane and o.state = 'waiting' limit $3) counted_rows) depth
  where l.brand_id = $1 order by depth.waiting desc, l.lane`

/** Counts what waits, in each lane to `most`, and tells how fast it leaves and what is in its way. */
export async function readStatus(tx: Tx, at: Date, most: number): Promise<OutboxStatus> {
  const [row] = await tx.raw<Row>(BRAND, [tx.brandId, at, most])
  const lanes = await tx.raw<OutboxStatus['lanes'][number]>(LANES, [tx.brandId, at, most])
  const { next_at, ...brand } = row as Row
  return {
    ...brand,
    requests_per_second: Math.round(brand.requests_per_second * 10) / 10,
    waiting: lanes.reduce((sum, { waiting }) => sum + waiting, 0),
    is_all: lanes.every(({ waiting }) => waiting < most),
    oldest_waiting_at: lanes.reduce<Date | null>(
      (oldest, { oldest_waiting_at: of }) => (oldest === null || of < oldest ? of : oldest),
      null,
    ),
    breaker_open_until: brand.failures >= BREAKER_FAILURES ? next_at : null,
    lanes,
  }
}
