import { erasedAt } from '../members/index.ts'
import { enqueue, type Task, type TaskTable } from '../platform/jobs.ts'
import { clearTraces } from './clear-traces.ts'

const TASK = 'sweep_erased_member'
const DAY_MS = 24 * 3_600_000

/**
 * Takes away what a request that was under way while a member was erased has left behind, and day by day looks whether
 * a parcel has arrived whose address was still needed.
 */
const sweep: Task<{ member_id: string }> = async ({ db, clock }, { member_id: id }, { brandId }) => {
  await db.transaction(brandId, async tx => {
    const erased = await erasedAt(tx, id)
    if (!erased) return
    const { isParcelUnderWay } = await clearTraces(tx, { id, email: null, erasedAt: erased }, clock())
    if (!isParcelUnderWay) return
    await enqueue(tx, TASK, { member_id: id }, { runAt: new Date(Date.now() + DAY_MS) })
  })
}

export const privacyTasks = { [TASK]: sweep } satisfies TaskTable
