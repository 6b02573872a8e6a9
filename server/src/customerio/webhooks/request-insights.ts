import { insertOutbox, laneOf } from '../../activity/index.ts'
import type { Tx } from '../../platform/db/database.ts'
import { newId } from '../../platform/id.ts'
import { enqueue, type Schedule, type Task } from '../../platform/jobs.ts'

/** Whoever did something in this time is active. */
export const ACTIVE_MS = 60 * 60_000
/** As long as an insight is fresh, and as often as it may be asked for. */
export const FRESH_MS = 30 * 60_000
/** Events written in this time are looked at each minute, so that a late minute loses nobody. */
const LOOK_BACK_MS = 5 * 60_000
const MEMBERS_A_SLICE = 1_000
const TASK = 'request_insights'

// Events are written of consenting members alone; those that time brings about do not make anybody active.
const NOTE_ACTIVE = `
  insert into insight_requests as r (brand_id, member_id, active_at)
  select $1, m.id, greatest(m.last_scan_at, m.last_session_at)
  from (select distinct member_id from outbox where brand_id = $1 and id >= (select uuid_floor($2))) o
  join members m on m.brand_id = $1 and m.id = o.member_id
  where m.state <> 'erased' and m.marketing_consent and greatest(m.last_scan_at, m.last_session_at) > $3
  order by m.id
  on conflict (brand_id, member_id) do update set active_at = excluded.active_at
  where excluded.active_at > r.active_at`

const TAKE_DUE = `
  with due as (
    select r.member_id from insight_requests r
    join members m on m.brand_id = $1 and m.id = r.member_id
    left join insights i on i.brand_id = $1 and i.member_id = r.member_id
    where r.brand_id = $1 and r.active_at > $2 and r.requested_at <= $3
      and m.marketing_consent and m.state <> 'erased' and (i.computed_at is null or i.computed_at <= $3)
    order by r.member_id limit ${MEMBERS_A_SLICE} for update of r)
  update insight_requests r set requested_at = $4 from due
  where r.brand_id = $1 and r.member_id = due.member_id and r.requested_at <= $3
  returning r.member_id`

const FORGET = `delete from insight_requests where brand_id = $1 and active_at <= $2 and requested_at <= $3`

const WRITE_EVENTS = insertOutbox.sql('$1::jsonb')

/**
 * Asks Customer.io for the insights of members who are active, consent, and have none that is fresh: each at most once
 * in half an hour. Answers how many were asked for.
 */
export async function requestInsights(tx: Tx, at: Date): Promise<number> {
  const since = (ms: number) => new Date(at.getTime() - ms)
  await tx.raw(NOTE_ACTIVE, [tx.brandId, since(LOOK_BACK_MS), since(ACTIVE_MS)])
  const due = await tx.raw<{ member_id: string }>(TAKE_DUE, [
    tx.brandId,
    since(ACTIVE_MS),
    since(FRESH_MS),
    at,
  ])
  if (due.length > 0) {
    const rows = due.map(({ member_id }) => ({
      brand_id: tx.brandId,
      id: newId(at),
      member_id,
      lane: laneOf(member_id),
      name: 'insights_requested',
      schema_version: 1,
      occurred_at: at,
      numbers: {},
      refs: {},
    }))
    await tx.raw(WRITE_EVENTS, [JSON.stringify(rows)])
  }
  await tx.raw(FORGET, [tx.brandId, since(ACTIVE_MS), since(FRESH_MS)])
  return due.length
}

/** Asks for the insights of a brand's active members, a slice in each transaction. */
export const requestInsightsTask: Task<Record<string, never>> = async ({ db, clock }, _payload, job) => {
  while ((await db.transaction(job.brandId, tx => requestInsights(tx, clock()))) === MEMBERS_A_SLICE) {
    // The next ones: nobody waits long for what a slice holds.
  }
}

export const requestInsightsTasks = { [TASK]: requestInsightsTask }

/** Each minute, for the brands where somebody is active. */
export const requestInsightsSchedule: Schedule = {
  task: 'find_active_members',
  cron: '* * * * *',
  async work({ db, clock }) {
    const since = new Date(clock().getTime() - LOOK_BACK_MS)
    const brands = await db.system<{ id: number }>(
      'select id from brands_with_active_members(uuid_floor($1)) as id',
      [since],
    )
    for (const { id } of brands) {
      await db.transaction(id, tx => enqueue(tx, TASK, {}, { jobKey: `${TASK}:${id}` }))
    }
  },
}
