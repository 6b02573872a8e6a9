import { enqueue, type Schedule } from '../platform/jobs.ts'

/** What begins by the clock for every brand: a job of this task each, one at a time. */
export const everyBrand = (input: { schedule: string; cron: string; task: string }): Schedule => ({
  task: input.schedule,
  cron: input.cron,
  async work(platform) {
    const brands = await platform.db.system<{ id: number }>('select id from list_brands()')
    for (const { id } of brands) {
      const jobKey = `${input.task}:${id}`
      await platform.db.transaction(id, tx => enqueue(tx, input.task, {}, { jobKey }))
    }
  },
})
