import { act, earn, spend } from './account.ts'
import { type Brand, rankFor } from './brand.ts'
import { dayOf } from './calendar.ts'
import { withdrawDisputes } from './disputes.ts'
import { type Member, newMember } from './member.ts'
import { isWaiting, putBack } from './rewards.ts'
import { settle } from './time.ts'

/** A member leaves: what nobody packs yet is cancelled, points lapse, what is held never comes. */
export function erase(brand: Brand, member: Member, source = 'erasure'): object {
  settle(brand, member)
  for (const order of brand.orders) {
    if (order.member === member.name && isWaiting(order.state)) putBack(brand, order)
  }
  act(brand, member, act =>
    spend(act, { amount: member.balance, reason: 'expiry', source, fromLifetime: false }),
  )
  for (const hold of member.holds) if (hold.state === 'held') hold.state = 'rejected'
  withdrawDisputes(brand, member)
  Object.assign(member, { isErased: true, consent: false, custom: {}, redemptionHeldUntil: null, home: null })
  return { status: 'erased' }
}

export interface Newcomer {
  name: string
  points: number
  lifetimePoints: number
}

/** Members come from elsewhere with what they have: it moves no metric, and the ranks that it reaches reward nothing. */
export function importMembers(brand: Brand, newcomers: Newcomer[]): void {
  const number = brand.imports
  brand.imports += 1
  for (const { name, points, lifetimePoints } of newcomers) {
    const { key: rankKey } = rankFor(brand.ladder, lifetimePoints)
    const reached = brand.ladder.ranks.filter(({ threshold }) => threshold <= lifetimePoints)
    const member: Member = {
      ...newMember({ name, consent: false, createdAt: brand.now, confirmed: false, rankKey }),
      home: null,
      lastActiveAt: brand.now,
      ranksRewarded: new Set(reached.map(({ key }) => key)),
      importedBy: number,
    }
    brand.members.set(name, member)
    act(brand, member, act => {
      const adjusted = { reason: 'adjustment', source: 'import' } as const
      earn(act, { ...adjusted, amount: lifetimePoints, countsForRank: true })
      spend(act, { ...adjusted, amount: lifetimePoints - points, fromLifetime: false })
    })
  }
}

/** An import is taken back: of those to whom nothing has happened since. */
export function undoImport(brand: Brand, number: number): void {
  for (const member of brand.members.values()) {
    if (member.importedBy !== number || member.isErased) continue
    const isTouched =
      member.confirmed || member.scanCount > 0 || member.entries.some(({ source }) => source !== 'import')
    if (!isTouched) erase(brand, member, 'import_undo')
  }
}

const said = ({ now, zone }: Brand, card: string, response: string) =>
  `${card} ${response} ${dayOf(now, zone)}`

/** Whether a member says this about a suggestion for the first time today. */
export const isNewResponse = (brand: Brand, { responses }: Member, card: string, response: string): boolean =>
  !responses.has(said(brand, card, response))

/** What a member did about a suggestion: told once a day. */
export function respond(brand: Brand, member: Member, card: string, response: string): object {
  const is_new = isNewResponse(brand, member, card, response)
  member.responses.add(said(brand, card, response))
  return { is_new }
}
