import { glanceAtBrands } from '../customerio/index.ts'
import { type Check, type Finding, ok, warn } from '../platform/doctor/index.ts'
import type { Platform } from '../platform/platform.ts'

const DAY_MS = 86_400_000

/** Whether somebody has to look at events that do not leave: refused for long, or held back by an order. */
export const outboxCheck: Check<Platform> = { name: 'dead letters', look: checkDeadLetters }

async function checkDeadLetters({ db, clock, config }: Platform): Promise<Finding> {
  const brands = await glanceAtBrands(db, 0)
  const before = clock().getTime() - config.outboxDeadDays * DAY_MS
  const slugsOf = (found: typeof brands) => found.map(({ slug }) => slug).join(', ')
  const forgotten = brands.filter(({ oldest_dead }) => oldest_dead && oldest_dead.getTime() < before)
  if (forgotten.length > 0) {
    return warn(
      `dead letters of ${slugsOf(forgotten)} are older than ${config.outboxDeadDays} days`,
      '`outbox dead` says why; `outbox replay` sends them again. They are kept, and their month with them.',
    )
  }
  const paused = brands.filter(({ paused_at }) => paused_at)
  if (paused.length > 0) {
    return warn(
      `paused: ${slugsOf(paused)}`,
      '`outbox status` says since when and why; `outbox resume` ends it.',
    )
  }
  const dead = brands.filter(one => one.dead > 0)
  if (dead.length > 0)
    return warn(`Customer.io refused events of ${slugsOf(dead)}`, '`outbox dead` says why.')
  return ok('none, and no brand is paused')
}
