import type { JobHelpers, TaskList } from 'graphile-worker'
import type { Platform } from '../platform.ts'

/** Which job it is: its brand is what the enqueuing transaction was set to. */
export interface Job {
  brandId: number
  jobId: string
  /** Whether the queue gives up when it fails once more. */
  isLastTry?: boolean
}

/** What a job does. It may run again after it has run (a worker may die before it can say so): tasks are idempotent. */
export type Task<Payload = never> = (platform: Platform, payload: Payload, job: Job) => Promise<void>

export type TaskTable = Record<string, Task>

/** Counts and logs how a task ends; what it throws goes on to the queue, which tries again later. */
async function observe(platform: Platform, task: string, { job }: JobHelpers, work: () => Promise<void>) {
  try {
    await work()
    platform.metrics.jobs.inc({ task, outcome: 'done' })
  } catch (error) {
    const isLast = job.attempts >= job.max_attempts
    platform.metrics.jobs.inc({ task, outcome: isLast ? 'failed' : 'retried' })
    const facts = { err: error, task, job_id: String(job.id), attempt: job.attempts }
    if (isLast) platform.log.error(facts, 'a job failed for good')
    else platform.log.warn(facts, 'a job failed and will be tried again')
    throw error
  }
}

/** The tasks as the queue calls them, each in the name of its job's brand. */
export function wrapTasks(platform: Platform, tasks: TaskTable): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      (payload: unknown, helpers: JobHelpers) =>
        observe(platform, name, helpers, () => {
          const { brand_id: brandId } = payload as { brand_id: number }
          const { id, attempts, max_attempts } = helpers.job
          const isLastTry = attempts >= max_attempts
          return task(platform, payload as never, { brandId, jobId: String(id), isLastTry })
        }),
    ]),
  )
}

/** A task that is no brand's, such as those that run by the clock. */
export function wrapSystemTask(platform: Platform, name: string, work: () => Promise<void>): TaskList {
  return { [name]: (_payload: unknown, helpers: JobHelpers) => observe(platform, name, helpers, work) }
}
