export { enqueue, enqueueJobs, type JobRow } from './jobs/enqueue.ts'
export { type JobPlan, type JobPool, type Schedule, startJobPool } from './jobs/pool.ts'
export type { Job, Task, TaskTable } from './jobs/task.ts'
