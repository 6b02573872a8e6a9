import { setTimeout as sleep } from 'node:timers/promises'
import { createPool } from '../../platform/db/pool.ts'
import type { Schedule } from '../../platform/jobs.ts'
import type { Platform } from '../../platform/platform.ts'
import { glanceAtBrands } from './read-brands.ts'

const LOCK_TRIES = 20
const LOCK_PAUSE_MS = 500
const DAY_MS = 86_400_000
const LOCK_NOT_AVAILABLE = '55P03'

/**
 * Drops the months of the outbox that are older than the installation keeps them and in which nothing waits or is dead,
 * and warns of brands whose dead letters nobody has looked at. Answers the names of what was dropped.
 */
export async function dropOldMonths(platform: Platform): Promise<string[]> {
  const { roles, config, clock, log } = platform
  const before = monthsBefore(clock(), config.outboxMonths)
  const pool = createPool({ url: roles.jobs, max: 1, name: 'synergy outbox months' })
  const dropped: string[] = []
  try {
    for (let tries = 0; tries < LOCK_TRIES; ) {
      try {
        const { rows } = await pool.query<{ month: string | null }>(
          'select drop_settled_outbox_month($1) as month',
          [before],
        )
        const month = rows[0]?.month
        if (!month) break
        dropped.push(month)
      } catch (error) {
        if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE || ++tries === LOCK_TRIES) throw error
        // Those who write go first.
        await sleep(LOCK_PAUSE_MS)
      }
    }
  } finally {
    await pool.end()
  }
  if (dropped.length > 0) log.info({ months: dropped }, 'months of the outbox that are over were dropped')
  await warnOfOldDead(platform)
  return dropped
}

/** A month is dropped when it ended this many whole months before the one of `at`. */
export const monthsBefore = (at: Date, months: number): Date =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - months, 1))

async function warnOfOldDead({ db, config, clock, log }: Platform) {
  const before = clock().getTime() - config.outboxDeadDays * DAY_MS
  for (const { slug, oldest_dead } of await glanceAtBrands(db, 0)) {
    if (!oldest_dead || oldest_dead.getTime() >= before) continue
    log.warn({ brand: slug, since: oldest_dead }, 'dead letters wait for somebody; they keep their month')
  }
}

export const outboxSchedules: Schedule[] = [
  {
    task: 'drop_old_outbox_months',
    cron: '37 3 * * *',
    async work(platform) {
      await dropOldMonths(platform)
    },
  },
]
