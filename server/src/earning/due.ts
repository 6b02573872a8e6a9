import { type Day, dayOf, endOfDay, startOfDay } from '../platform/calendar.ts'
import { inactivityEnd, noticeDay } from '../points/index.ts'
import { fallsAt, qualifyingPoints, rankOf } from '../ranks/index.ts'
import type { Account } from './account.ts'
import type { MemberState, Program } from './state.ts'

/** A lot as far as time matters. */
export interface LotDates {
  expires_day: Day
  notified_at: Date | null
}

/** What ends through inactivity: the last day on which it is there, and when its notice is due or was given. */
export interface Ending {
  lastDay: Day
  /** Null when notices are off, or it was given. */
  noticeDay: Day | null
}

/**
 * Nothing ends without its notice: where none was given, the notice comes first and the end waits for it, also when a
 * policy is new or the worker was away.
 */
function ending(
  lastDay: Day,
  noticeDays: number,
  noticeOn: Day,
  notified: Date | null,
  since: Date,
  zone: string,
) {
  if (noticeDays === 0) return { lastDay, noticeDay: null }
  if (!notified || notified <= since) return { lastDay, noticeDay: noticeOn }
  return { lastDay: Math.max(lastDay, dayOf(notified, zone) + noticeDays), noticeDay: null }
}

const activeAt = (member: MemberState) => member.last_active_at ?? member.created_at

/** When all points end through inactivity; null when the brand has no such policy or there are none. */
export function pointsEnding({ brand }: Program, member: MemberState): Ending | null {
  const { expiry } = brand.settings
  if (expiry.policy !== 'inactivity' || member.points_balance === 0) return null
  const since = activeAt(member)
  const lastDay = inactivityEnd(expiry, dayOf(since, brand.timeZone))
  if (lastDay === null) return null
  const notified = member.expiry_notified_at
  const noticeOn = noticeDay(expiry, lastDay)
  return ending(lastDay, expiry.notice_days, noticeOn, notified, since, brand.timeZone)
}

/** When the rank falls through inactivity; null when it does not. */
export function rankEnding({ brand, ladder }: Program, member: MemberState): Ending | null {
  const active = activeAt(member)
  const since = member.rank_fell_at && member.rank_fell_at > active ? member.rank_fell_at : active
  const rank = rankOf(ladder, member.rank_key, qualifyingPoints(member))
  const zone = brand.timeZone
  const lastDay = fallsAt(ladder, rank, dayOf(active, zone), dayOf(since, zone))
  if (lastDay === null || !ladder.fall) return null
  const { notice_days } = ladder.fall
  return ending(lastDay, notice_days, lastDay - notice_days, member.rank_notified_at, active, zone)
}

/**
 * The next moment at which time does something to the account, given these lots and moments at which holds settle;
 * null for never.
 */
export function nextDue(
  program: Program,
  member: MemberState,
  lots: LotDates[],
  settling: (Date | null)[],
): Date | null {
  const { timeZone, settings } = program.brand
  const moments: (Date | null)[] = [...settling]
  for (const { expires_day, notified_at } of lots) {
    const { expiry } = settings
    moments.push(
      expiry.policy === 'none' || expiry.notice_days === 0 || notified_at
        ? endOfDay(expires_day, timeZone)
        : momentOfNotice(noticeDay(expiry, expires_day), expires_day, timeZone),
    )
  }
  for (const end of [pointsEnding(program, member), rankEnding(program, member)]) {
    if (end)
      moments.push(
        end.noticeDay === null ? endOfDay(end.lastDay, timeZone) : startOfDay(end.noticeDay, timeZone),
      )
  }
  return earliest(moments)
}

const momentOfNotice = (notice: Day, expires: Day, timeZone: string) =>
  endOfDay(expires, timeZone) && startOfDay(notice, timeZone)

/** The first of these moments; null when there is none. */
export function earliest(moments: (Date | null | undefined)[]): Date | null {
  let first: Date | null = null
  for (const moment of moments) if (moment && (!first || moment < first)) first = moment
  return first
}

/** Thrown where an account has to be settled first: `settleAccount`, then once more. */
export class AccountIsDue extends Error {
  override name = 'AccountIsDue'
}

/**
 * After an act that read neither lots nor holds: what it brought may be due earlier than what was. A later date is left
 * to be found by the job, so that the indexed column seldom moves.
 */
export function dueAfterAct(account: Account): Date | null {
  const lots = [...account.lots.credits.keys()].map(expires_day => ({ expires_day, notified_at: null }))
  const settling = account.holds.map(({ settles_at }) => settles_at)
  return earliest([account.member.due_at, nextDue(account.program, account.member, lots, settling)])
}
