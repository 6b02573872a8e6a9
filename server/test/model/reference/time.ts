import { act, earn, progress, promote, spend } from './account.ts'
import { type Brand, rankOf } from './brand.ts'
import { addDays, addMonths, type Day, dayOf, later, NEVER } from './calendar.ts'
import { type Hold, lotsOf, type Member } from './member.ts'

/** Lets time do its work on all accounts of the brand up to now. */
export function settleAll(brand: Brand): void {
  for (const member of brand.members.values()) settle(brand, member)
}

/** Answers `ask` as if time had done its work on the account; a refusal leaves nothing of that. */
export function asSettled<T>(brand: Brand, name: string, ask: () => T): T {
  const member = brand.members.get(name)
  if (!member || member.isErased) return ask()
  const { actions } = brand
  const copy = structuredClone(member)
  brand.members.set(name, copy)
  try {
    settle(brand, copy)
    return ask()
  } finally {
    brand.members.set(name, member)
    brand.actions = actions
  }
}

/** Rules 5 to 8 by the clock: holds are released, points end, the rank falls, and notices are given. */
export function settle(brand: Brand, member: Member): void {
  if (member.isErased) return
  for (const hold of member.holds) {
    if (hold.state === 'held' && hold.settlesAt !== null && hold.settlesAt <= brand.now)
      release(brand, member, hold)
  }
  expireLots(brand, member)
  expireInactive(brand, member)
  fall(brand, member)
  noticeLots(brand, member)
  noticeInactive(brand, member)
  noticeFall(brand, member)
}

/** Rule 7: what was held is entered as the entries that it would have been. */
export function release(brand: Brand, member: Member, hold: Hold): void {
  hold.state = 'released'
  act(brand, member, act => {
    hold.releasedIn = act.action
    for (const earned of hold.earned) earn(act, earned, hold)
    const bonus = promote(act)
    if (bonus > 0) progress(act, { points_earned: bonus }, null)
  })
}

const today = (brand: Brand): Day => dayOf(brand.now, brand.zone)

function expireLots(brand: Brand, member: Member): void {
  const over = lotsOf(member).filter(([day]) => day < today(brand))
  if (over.length === 0) return
  act(brand, member, act => {
    for (const [day, amount] of over) {
      spend(act, { amount, reason: 'expiry', source: `lot:${day}`, fromLifetime: false })
    }
  })
}

const activeAt = (member: Member): number => member.lastActiveAt ?? member.createdAt

interface Ending {
  lastDay: Day
  /** When a notice has to be given first; null when none is needed any more. */
  noticeDay: Day | null
}

/** Nothing ends without its notice: where none was given since `since`, the end waits for it. */
function ending(
  brand: Brand,
  lastDay: Day,
  noticeDays: number,
  notified: number | null,
  since: number,
): Ending {
  if (noticeDays === 0) return { lastDay, noticeDay: null }
  if (notified === null || notified <= since) return { lastDay, noticeDay: addDays(lastDay, -noticeDays) }
  const promised = addDays(dayOf(notified, brand.zone), noticeDays)
  return { lastDay: later(lastDay, promised), noticeDay: null }
}

function inactivityEnding(brand: Brand, member: Member): Ending | null {
  const { expiry } = brand.settings
  if (expiry.policy !== 'inactivity' || member.balance === 0) return null
  const lastDay = addMonths(dayOf(activeAt(member), brand.zone), expiry.months)
  return ending(brand, lastDay, expiry.notice_days, member.expiryNotifiedAt, activeAt(member))
}

function expireInactive(brand: Brand, member: Member): void {
  const end = inactivityEnding(brand, member)
  if (!end || end.noticeDay !== null || end.lastDay >= today(brand)) return
  act(brand, member, act => {
    spend(act, { amount: member.balance, reason: 'expiry', source: 'inactivity', fromLifetime: false })
    member.expiryNotifiedAt = null
  })
}

function noticeInactive(brand: Brand, member: Member): void {
  const end = inactivityEnding(brand, member)
  if (!end || end.noticeDay === null || end.noticeDay > today(brand)) return
  act(brand, member, act => {
    member.expiryNotifiedAt = brand.now
    act.events.push('points_expiring')
  })
}

/** The last day on which the rank is kept: every `after_months` of inactivity cost one step, `grace_days` late. */
function fallEnding(brand: Brand, member: Member): Ending | null {
  const { fall, ranks } = brand.ladder
  if (!fall || rankOf(brand, member) === ranks[0]) return null
  const active = dayOf(activeAt(member), brand.zone)
  const since = Math.max(activeAt(member), member.rankFellAt ?? 0)
  for (let step = 1; ; step++) {
    const lastDay = addDays(addMonths(active, step * fall.after_months), fall.grace_days)
    if (lastDay > dayOf(since, brand.zone)) {
      return ending(brand, lastDay, fall.notice_days, member.rankNotifiedAt, activeAt(member))
    }
  }
}

function fall(brand: Brand, member: Member): void {
  const end = fallEnding(brand, member)
  if (!end || end.noticeDay !== null || end.lastDay >= today(brand)) return
  const held = rankOf(brand, member)
  const next = brand.ladder.ranks.findLast(({ threshold }) => threshold < held.threshold)
  if (!next) return
  act(brand, member, () => {
    member.rankKey = next.key
    member.rankOffset = Math.max(0, member.lifetime - next.threshold)
    member.rankFellAt = brand.now
    member.rankNotifiedAt = null
  })
}

function noticeFall(brand: Brand, member: Member): void {
  const end = fallEnding(brand, member)
  if (!end || end.noticeDay === null || end.noticeDay > today(brand)) return
  act(brand, member, act => {
    member.rankNotifiedAt = brand.now
    act.events.push('rank_falling')
  })
}

function noticeLots(brand: Brand, member: Member): void {
  const { expiry } = brand.settings
  if (expiry.policy === 'none' || expiry.notice_days === 0) return
  for (const [day] of lotsOf(member)) {
    if (day === NEVER || member.lotsNotified.has(day) || addDays(day, -expiry.notice_days) > today(brand))
      continue
    act(brand, member, act => act.events.push('points_expiring'))
    member.lotsNotified.add(day)
  }
}
