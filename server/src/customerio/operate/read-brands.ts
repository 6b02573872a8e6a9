import type { Database } from '../../platform/db/database.ts'

/** How it is with one brand's outbox, as far as a glance tells. */
export interface OutboxGlance {
  brand_id: number
  slug: string
  /** Rows waiting, and whether all of them were counted. */
  waiting: number
  is_all: boolean
  oldest: Date | null
  dead: number
  oldest_dead: Date | null
  per_second: number
  ceiling: number
  failures: number
  next_at: Date
  paused_at: Date | null
}

/**
 * A glance at the outbox of every brand. It reads about so many rows at most, whatever waits, so that it can be asked
 * every few seconds.
 */
export const glanceAtBrands = (db: Database, rowsMost: number): Promise<OutboxGlance[]> =>
  db.system<OutboxGlance>('select * from outbox_by_brand($1)', [rowsMost])
