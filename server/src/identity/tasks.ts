import type { Task, TaskTable } from '../platform/jobs.ts'
import { endChange } from './email-changes.ts'

/** Forgets the addresses of a change of an e-mail when its time is over. */
const endEmailChange: Task<{ id: string }> = async ({ db, clock }, { id }, { brandId }) => {
  await db.transaction(brandId, tx => endChange(tx, id, clock()))
}

export const identityTasks = { end_email_change: endEmailChange } satisfies TaskTable
