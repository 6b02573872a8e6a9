import type { Tx } from '../../platform/db/database.ts'
import type { OutboxEvent } from './build-event.ts'
import type { Settlement } from './plan-batches.ts'

/** A lane that this sender holds for a while; the token says whether it still does. */
export interface Lane {
  lane: number
  token: number
  failures: number
}

/** Longer than a request may take, so that a lane changes hands only when its sender is gone. */
const LEASE_MS = 30_000

const leaseEnd = (at: Date) => new Date(at.getTime() + LEASE_MS)
const held = (lanes: Lane[]) => [lanes.map(lane => lane.lane), lanes.map(lane => lane.token)]

/**
 * Takes free lanes of the brand that are due and have something waiting, at most so many: those first that had their
 * turn the longest ago. Not `exists`, which would be planned as a join that reads all that waits: with `order by` and
 * `limit` it is one look into the index for each lane.
 */
export function leaseLanes(tx: Tx, most: number, at: Date): Promise<Lane[]> {
  return tx.raw<Lane>(
    `with due as (
       select lane from outbox_lanes l
       where brand_id = $1 and leased_until < $2 and due_at <= $2
         and (select true from outbox o where o.brand_id = $1 and o.lane = l.lane and o.state = 'waiting'
              order by o.id limit 1)
       order by token limit $4 for update skip locked)
     update outbox_lanes l set token = token + 1, leased_until = $3
     from due where l.brand_id = $1 and l.lane = due.lane
     returning l.lane, l.token, l.failures`,
    [tx.brandId, at, leaseEnd(at), most],
  )
}

/** Holds the lanes for longer. Answers whether all of them are still this sender's. */
export async function extendLease(tx: Tx, lanes: Lane[], at: Date): Promise<boolean> {
  const kept = await tx.raw(
    `update outbox_lanes l set leased_until = $4
     from unnest($2::smallint[], $3::bigint[]) h(lane, token)
     where l.brand_id = $1 and l.lane = h.lane and l.token = h.token returning 1`,
    [tx.brandId, ...held(lanes), leaseEnd(at)],
  )
  return kept.length === lanes.length
}

/** The first waiting rows of these lanes, oldest first, without those of people who are set aside. */
export function readWaiting(tx: Tx, lanes: Lane[], most: number, at: Date): Promise<OutboxEvent[]> {
  return tx.raw<OutboxEvent>(
    `with aside as materialized (
       select member_id from outbox_people where brand_id = $1 and failures > 0 and due_at > $4)
     select o.* from unnest($2::smallint[]) h(lane) cross join lateral (
       select id, member_id, lane, name, schema_version, occurred_at, numbers, refs from outbox o
       where o.brand_id = $1 and o.lane = h.lane and o.state = 'waiting'
         and not (o.member_id = any(array(select member_id from aside)))
       order by o.id limit $3) o
     order by o.id limit $3`,
    [tx.brandId, lanes.map(lane => lane.lane), most, at],
  )
}

/**
 * Ends rows, as long as their lanes are still this sender's. What was sent or discarded is cut to what happened to
 * it; a dead row keeps its payload, so that it can be sent again with the same id. Answers the states of the rows ended.
 */
export function settleRows(
  tx: Tx,
  lanes: Lane[],
  settled: Settlement[],
  at: Date,
): Promise<{ state: string }[]> {
  const rows = settled.map(({ row, state, detail }) => ({ id: row.id, lane: row.lane, state, detail }))
  return tx.raw(
    `with held as (
       select l.lane from outbox_lanes l join unnest($2::smallint[], $3::bigint[]) h(lane, token)
         on l.lane = h.lane and l.token = h.token
       where l.brand_id = $1 for update of l)
     update outbox o set state = r.state, detail = r.detail, settled_at = $5,
       numbers = case r.state when 'dead' then o.numbers end, refs = case r.state when 'dead' then o.refs end
     from jsonb_to_recordset($4::jsonb) r(id uuid, lane smallint, state text, detail jsonb), held
     where o.brand_id = $1 and o.id = r.id and held.lane = r.lane and o.state = 'waiting'
     returning o.state`,
    [tx.brandId, ...held(lanes), JSON.stringify(rows), at],
  )
}

/**
 * Gives the lanes back. With `dueAt` they failed, and nobody takes them before that. Answers whether all of them were
 * still this sender's.
 */
export async function releaseLanes(tx: Tx, lanes: Lane[], dueAt: Date | undefined): Promise<boolean> {
  if (lanes.length === 0) return true
  const released = await tx.raw(
    `update outbox_lanes l set leased_until = '-infinity', due_at = coalesce($4::timestamptz, '-infinity'),
       failures = case when $4::timestamptz is null then 0 else l.failures + 1 end
     from unnest($2::smallint[], $3::bigint[]) h(lane, token)
     where l.brand_id = $1 and l.lane = h.lane and l.token = h.token returning 1`,
    [tx.brandId, ...held(lanes), dueAt ?? null],
  )
  return released.length === lanes.length
}
