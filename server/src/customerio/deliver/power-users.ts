import type { Tx } from '../../platform/db/database.ts'
import { enqueue, type Schedule, type Task, type TaskTable } from '../../platform/jobs.ts'
import { everyBrand, readBrand } from '../../tenancy/index.ts'

const TASK = 'measure_power_users'

/** All members of the brand are read, at night; a statement of a request may take 5 s. */
const MEASURE_TIMEOUT = '60s'

// A member without a point is no power user, however many there are.
const MEASURE = `
  insert into power_thresholds (brand_id, lifetime_points, measured_at)
  select $1, greatest(1, coalesce(percentile_disc($2) within group (order by lifetime_points desc), 1)), $3
  from members where brand_id = $1 and state <> 'erased'
  on conflict (brand_id) do update
  set lifetime_points = excluded.lifetime_points, measured_at = excluded.measured_at`

/** Measures from how many lifetime points on a member belongs to the share that the brand has set. */
async function measureThreshold(tx: Tx, at: Date): Promise<void> {
  const { settings } = await readBrand(tx)
  await tx.raw(`set local statement_timeout = '${MEASURE_TIMEOUT}'`)
  await tx.raw(MEASURE, [tx.brandId, settings.engagement.power_user_percent / 100, at])
}

/** From how many lifetime points on a member is a power user; null before it was ever measured, which it then is soon. */
export async function powerThreshold(tx: Tx): Promise<number | null> {
  const [row] = await tx.raw<{ lifetime_points: number }>(
    'select lifetime_points from power_thresholds where brand_id = $1',
    [tx.brandId],
  )
  if (row) return row.lifetime_points
  await enqueue(tx, TASK, {}, { jobKey: `${TASK}:${tx.brandId}` })
  return null
}

const measure: Task<Record<string, never>> = ({ db, clock }, _payload, { brandId }) =>
  db.transaction(brandId, tx => measureThreshold(tx, clock()))

export const powerUserTasks = { [TASK]: measure } satisfies TaskTable

export const powerUserSchedules: Schedule[] = [
  everyBrand({ schedule: 'find_power_users', cron: '23 3 * * *', task: TASK }),
]
