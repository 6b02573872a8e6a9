import { endOfDay, isoDate } from '../platform/calendar.ts'
import { expiredLots, type HoldRecord, heldPoints, type Lot, noticeDay, settleLots } from '../points/index.ts'
import { fallenRank } from '../ranks/index.ts'
import type { Account } from './account.ts'
import { type LotDates, nextDue, pointsEnding, rankEnding } from './due.ts'
import { promoteAndProgress } from './progress.ts'

export interface Settled {
  /** Holds that were released, by id. */
  released: string[]
  /** Last days of the lots whose notice was given. */
  notified: number[]
}

type DatedLot = Lot & LotDates

const BY_CLOCK = { requestId: null }

/**
 * What time has done to an account by now, in this order: holds are released, lots end, all points end through
 * inactivity, the rank falls, and notices are given. Running it again at the same moment does nothing.
 */
export function settle(account: Account, lots: DatedLot[], holds: HoldRecord[]): Settled {
  const due = holds.filter(({ settles_at }) => settles_at !== null && settles_at <= account.at)
  for (const hold of due) release(account, hold, { facts: { by: 'time' }, requestId: null })
  expireLots(account, lots)
  expireInactive(account)
  fall(account)
  const left = lotsLeft(lots, account)
  const notified = noticeLots(account, left)
  noticeInactive(account)
  noticeFall(account)
  const waiting = holds.filter(hold => !due.includes(hold)).map(({ settles_at }) => settles_at)
  const told = left.map(lot =>
    notified.includes(lot.expires_day) ? { ...lot, notified_at: account.at } : lot,
  )
  account.set({ due_at: nextDue(account.program, account.member, told, waiting) })
  return { released: due.map(({ id }) => id), notified }
}

/** The lots with points in them after what has come in and gone out. */
function lotsLeft(lots: DatedLot[], account: Account): DatedLot[] {
  const { credits, debits } = settleLots(lots, account.lots)
  const left = new Map(lots.map(lot => [lot.expires_day, lot]))
  const change = (expires_day: number, points: number) => {
    const { remaining = 0, notified_at = null } = left.get(expires_day) ?? {}
    left.set(expires_day, { expires_day, remaining: remaining + points, notified_at })
  }
  for (const { expires_day, points } of credits) change(expires_day, points)
  for (const { expires_day, points } of debits) change(expires_day, -points)
  return [...left.values()].filter(({ remaining }) => remaining > 0)
}

/** Enters what a hold kept back as the entries it would have been, under the action that earned it. */
export function release(
  account: Account,
  hold: HoldRecord,
  { facts, requestId }: { facts: object; requestId: string | null },
): void {
  const points = heldPoints(hold.entries)
  account.act(
    { name: 'points_released', requestId, facts: { ...facts, hold_id: hold.id, earned_by: hold.action_id } },
    () => {
      account.set({ points_held: account.member.points_held - points })
      for (const entry of hold.entries) account.earn({ ...entry, earnedBy: hold.action_id })
      promoteAndProgress(account)
    },
  )
}

function expireLots(account: Account, lots: Lot[]) {
  const expired = expiredLots(lots, account.day)
  const amount = expired.reduce((sum, { remaining }) => sum + remaining, 0)
  if (amount === 0) return
  account.act({ name: 'points_expired', ...BY_CLOCK, facts: {} }, () => {
    for (const { expires_day, remaining } of expired) {
      const source = `lot:${isoDate(expires_day)}`
      account.take({ amount: remaining, reason: 'expiry', source, rule: settingsRule(account) })
    }
  })
}

const settingsRule = ({ program: { brand } }: Account) => ({
  policy: brand.settings.expiry.policy,
  settings_version: brand.settingsVersion,
})

function expireInactive(account: Account) {
  const end = pointsEnding(account.program, account.member)
  if (!end || end.noticeDay !== null || end.lastDay >= account.day) return
  account.act({ name: 'points_expired', ...BY_CLOCK, facts: {} }, () => {
    const amount = account.member.points_balance
    account.take({ amount, reason: 'expiry', source: 'inactivity', rule: settingsRule(account) })
    // What comes in without the member's doing, such as an apology, has a notice of its own.
    account.set({ expiry_notified_at: null })
  })
}

function fall(account: Account) {
  const { ladder } = account.program
  const end = rankEnding(account.program, account.member)
  if (!end || end.noticeDay !== null || end.lastDay >= account.day) return
  const next = fallenRank(ladder, account.rank)
  if (!next) return
  account.act({ name: 'rank_fell', ...BY_CLOCK, facts: { from: account.rank.key } }, () => {
    account.set({
      rank_key: next.key,
      rank_offset: Math.max(0, account.member.lifetime_points - next.threshold),
      rank_fell_at: account.at,
      // The next step down has a notice of its own, which may be due at this very moment.
      rank_notified_at: null,
    })
  })
}

function noticeLots(account: Account, lots: DatedLot[]): number[] {
  const { expiry } = account.program.brand.settings
  if (expiry.policy === 'none' || expiry.notice_days === 0) return []
  const near = lots.filter(
    ({ expires_day, notified_at }) =>
      !notified_at &&
      expires_day >= account.day &&
      endOfDay(expires_day, account.program.brand.timeZone) !== null &&
      noticeDay(expiry, expires_day) <= account.day,
  )
  for (const { expires_day, remaining } of near) {
    const facts = { expiring: remaining, expires_on: isoDate(expires_day) }
    account.act({ name: 'points_expiring', ...BY_CLOCK, facts }, () =>
      account.tell('points_expiring', { points: remaining, expires_on: facts.expires_on }),
    )
  }
  return near.map(({ expires_day }) => expires_day)
}

function noticeInactive(account: Account) {
  const end = pointsEnding(account.program, account.member)
  if (!end || end.noticeDay === null || end.noticeDay > account.day) return
  const { expiry } = account.program.brand.settings
  const noticeDays = expiry.policy === 'none' ? 0 : expiry.notice_days
  const expires_on = isoDate(Math.max(end.lastDay, account.day + noticeDays))
  const expiring = account.member.points_balance
  account.act({ name: 'points_expiring', ...BY_CLOCK, facts: { expiring, expires_on } }, () => {
    account.set({ expiry_notified_at: account.at })
    account.tell('points_expiring', { points: expiring, expires_on })
  })
}

function noticeFall(account: Account) {
  const { ladder } = account.program
  const end = rankEnding(account.program, account.member)
  if (!end || end.noticeDay === null || end.noticeDay > account.day) return
  const to = fallenRank(ladder, account.rank)
  if (!to) return
  const falls_on = isoDate(Math.max(end.lastDay, account.day + (ladder.fall?.notice_days ?? 0)))
  account.act(
    { name: 'rank_will_fall', ...BY_CLOCK, facts: { from: account.rank.key, to: to.key, falls_on } },
    () => {
      account.set({ rank_notified_at: account.at })
      account.tell('rank_falling', { from: account.rank.key, to: to.key, falls_on })
    },
  )
}
