import { dayOf } from '../platform/calendar.ts'
import { isUnavailable } from '../platform/http/problem-reply.ts'
import { enqueue, type Schedule, type Task } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { dropSpentLots } from '../points/index.ts'
import { readProgram } from './program.ts'
import { openAccounts, saveAccounts } from './transact.ts'

const ACCOUNTS_A_SLICE = 50
const JOB_MS = 15_000

const DUE = `
  select id from members
  where brand_id = $1 and due_at <= $2 and state <> 'erased' and id <> all($4::uuid[])
  order by due_at limit $3`

/**
 * Lets time do its work on accounts of a brand that are due: holds settle, points expire, ranks fall, notices go out.
 * In slices of one transaction; what a slice did is due no more, so that it may be killed and run again at any point.
 * Answers how many accounts it settled, and whether it stopped for lack of time.
 */
export async function settleDueAccounts(
  platform: Platform,
  brandId: number,
  budgetMs = JOB_MS,
): Promise<{ settled: number; more: boolean }> {
  const until = performance.now() + budgetMs
  const at = platform.clock()
  const failed: string[] = []
  let settled = 0
  for (;;) {
    const ids = await platform.db.transaction(brandId, async tx => {
      const rows = await tx.raw<{ id: string }>(DUE, [brandId, at, ACCOUNTS_A_SLICE, failed])
      return rows.map(({ id }) => id)
    })
    const bad = ids.length > 0 ? await settleSlice(platform, brandId, ids, at) : []
    failed.push(...bad)
    settled += ids.length - bad.length
    if (ids.length < ACCOUNTS_A_SLICE) return { settled, more: false }
    if (performance.now() > until) return { settled, more: true }
  }
}

/** Settles these accounts; where that fails one by one, so that one of them holds up no other. Answers those that failed. */
async function settleSlice(platform: Platform, brandId: number, ids: string[], at: Date): Promise<string[]> {
  try {
    await platform.db.transaction(brandId, async tx => {
      const program = await readProgram(tx, at)
      const open = await openAccounts(tx, program, ids, at)
      await saveAccounts(tx, [...open.values()])
      await dropSpentLots(tx, ids, dayOf(at, program.brand.timeZone))
    })
    return []
  } catch (error) {
    if (isUnavailable(error)) throw error
    if (ids.length === 1) {
      platform.log.error({ err: error, member_id: ids[0] }, 'an account cannot be settled; the others are')
      return ids
    }
    const failed: string[] = []
    for (const id of ids) failed.push(...(await settleSlice(platform, brandId, [id], at)))
    return failed
  }
}

const TASK = 'settle_due_accounts'

/** The job of one brand; it hands on to another one when there is more than it has time for. */
export const settleTask: Task<Record<string, never>> = async (platform, _payload, { brandId }) => {
  const { more } = await settleDueAccounts(platform, brandId)
  if (more)
    await platform.db.transaction(brandId, tx => enqueue(tx, TASK, {}, { jobKey: `${TASK}:${brandId}` }))
}

/** Every minute: a job for each brand where an account is due. */
export const settleSchedule: Schedule = {
  task: 'find_due_accounts',
  cron: '* * * * *',
  async work(platform) {
    const brands = await platform.db.system<{ id: number }>('select brands_with_due_accounts($1) as id', [
      platform.clock(),
    ])
    for (const { id } of brands) {
      await platform.db.transaction(id, tx => enqueue(tx, TASK, {}, { jobKey: `${TASK}:${id}` }))
    }
  },
}
