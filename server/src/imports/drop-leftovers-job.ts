import type { Schedule, Task, TaskTable } from '../platform/jobs.ts'
import { everyBrand } from '../tenancy/index.ts'
import { ABANDONED_MS, dropLeftovers } from './stored-imports.ts'

const TASK = 'drop_import_leftovers'

const drop: Task<Record<string, never>> = async ({ db, clock }, _payload, { brandId }) => {
  const before = new Date(clock().getTime() - ABANDONED_MS)
  await db.transaction(brandId, tx => dropLeftovers(tx, before))
}

export const importTasks = { [TASK]: drop } satisfies TaskTable

/** At night: rows of members nobody will import do not stay, though the brand imports nothing more. */
export const importSchedules: Schedule[] = [
  everyBrand({ schedule: 'find_import_leftovers', cron: '47 3 * * *', task: TASK }),
]
