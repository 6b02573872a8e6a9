import { dayOf } from '../platform/calendar.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Schedule, Task, TaskTable } from '../platform/jobs.ts'
import { everyBrand, readBrand } from '../tenancy/index.ts'

/** A year and a month: longer than anything is dismissed for, and one Christmas can be compared with the next. */
export const RESPONSES_KEPT_DAYS = 396
const ROWS_A_SLICE = 5_000
const TASK = 'forget_responses'

const FORGET = `
  with gone as (
    delete from personalization_responses where ctid = any(array(
      select ctid from personalization_responses where brand_id = $1 and day < $2 limit ${ROWS_A_SLICE}))
    returning 1
  )
  select count(*)::int as count from gone`

/** Deletes the next responses to suggestions that are older than they are kept. Answers whether there may be more. */
async function forgetSlice(tx: Tx, at: Date): Promise<boolean> {
  const { timeZone } = await readBrand(tx)
  const firstKept = dayOf(at, timeZone) - RESPONSES_KEPT_DAYS
  const [gone] = await tx.raw<{ count: number }>(FORGET, [tx.brandId, firstKept])
  return gone?.count === ROWS_A_SLICE
}

const forgetResponses: Task<Record<string, never>> = async ({ db, clock }, _payload, { brandId }) => {
  while (await db.transaction(brandId, tx => forgetSlice(tx, clock()))) {
    // Each slice is a transaction of its own: nobody waits long for what it holds.
  }
}

export const personalizationTasks = { [TASK]: forgetResponses } satisfies TaskTable

/** At night: the index finds what is old, so a brand without any costs one look. */
export const personalizationSchedules: Schedule[] = [
  everyBrand({ schedule: 'find_old_responses', cron: '41 3 * * *', task: TASK }),
]
