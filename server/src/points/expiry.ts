import { addMonths, type Day, dayOf, NEVER } from '../platform/calendar.ts'
import type { Expiry } from '../tenancy/index.ts'

/** The last day on which points that are earned today can be used. */
export const lastUsableDay = (expiry: Expiry, today: Day): Day =>
  expiry.policy === 'after_earning' ? addMonths(today, expiry.months) : NEVER

/** The last day on which any points can be used if the member does nothing more; null where inactivity costs nothing. */
export const inactivityEnd = (expiry: Expiry, lastActiveDay: Day): Day | null =>
  expiry.policy === 'inactivity' ? addMonths(lastActiveDay, expiry.months) : null

/** What is known of a member's activity, and of the notice that all points will end. */
export interface Inactivity {
  activeAt: Date
  notifiedAt: Date | null
}

/**
 * The day through which points are there that inactivity ends: as planned, or later where the notice was, or will be,
 * late. Null where inactivity costs nothing.
 */
export function inactivityEndAsTold(
  expiry: Expiry,
  { activeAt, notifiedAt }: Inactivity,
  { today, timeZone }: { today: Day; timeZone: string },
): Day | null {
  const planned = inactivityEnd(expiry, dayOf(activeAt, timeZone))
  if (planned === null || expiry.policy === 'none' || expiry.notice_days === 0) return planned
  const told = notifiedAt && notifiedAt > activeAt ? dayOf(notifiedAt, timeZone) : today
  return Math.max(planned, told + expiry.notice_days)
}

/** The first day on which a member is told that points end with the day `lastUsable`. */
export const noticeDay = (expiry: Expiry, lastUsable: Day): Day =>
  lastUsable - (expiry.policy === 'none' ? 0 : expiry.notice_days)

/** Lots with the day on which each really ends: its own, or that of inactivity where it is sooner. */
export function effectiveLots<L extends { expires_day: Day }>(lots: readonly L[], end: Day | null): L[] {
  return end === null ? [...lots] : lots.map(lot => ({ ...lot, expires_day: Math.min(lot.expires_day, end) }))
}
