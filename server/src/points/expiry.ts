import { addMonths, type Day, NEVER } from '../platform/calendar.ts'
import type { Expiry } from '../tenancy/index.ts'

/** The last day on which points that are earned today can be used. */
export const lastUsableDay = (expiry: Expiry, today: Day): Day =>
  expiry.policy === 'after_earning' ? addMonths(today, expiry.months) : NEVER

/** The last day on which any points can be used if the member does nothing more; null where inactivity costs nothing. */
export const inactivityEnd = (expiry: Expiry, lastActiveDay: Day): Day | null =>
  expiry.policy === 'inactivity' ? addMonths(lastActiveDay, expiry.months) : null

/** The first day on which a member is told that points end with the day `lastUsable`. */
export const noticeDay = (expiry: Expiry, lastUsable: Day): Day =>
  lastUsable - (expiry.policy === 'none' ? 0 : expiry.notice_days)

/** Lots with the day on which each really ends: its own, or that of inactivity where it is sooner. */
export function effectiveLots<L extends { expires_day: Day }>(lots: readonly L[], end: Day | null): L[] {
  return end === null ? [...lots] : lots.map(lot => ({ ...lot, expires_day: Math.min(lot.expires_day, end) }))
}
