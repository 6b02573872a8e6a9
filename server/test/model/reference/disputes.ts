import { act, earn } from './account.ts'
import type { Brand } from './brand.ts'
import { type Refused, returnPack } from './correct.ts'
import { followGoal } from './goals.ts'
import type { Member } from './member.ts'
import { claim, closedBy } from './scan.ts'
import { settle } from './time.ts'

/** A member says that a pack is theirs, though another has its code. */
export interface Dispute {
  member: string
  code: string
  claimedBy: string
  /** The claim that is disputed. */
  claimedIn: number
  at: number
  state: 'open' | 'moved' | 'goodwill' | 'refused' | 'withdrawn'
  points: number | null
  /** The scan by which the code came to the member. */
  movedIn: number | null
}

export interface Settlement {
  award: 'move' | 'goodwill' | 'refuse'
  points: number | null
  isBySupport: boolean
}

const WINDOW_MS = 30 * 86_400_000
const MOST_IN_WINDOW = 5
/** What support may give at once where a brand says nothing else. */
const SUPPORT_LIMIT = 5_000

const refused = (code: string, status = 409): Refused => ({ status, code })

/** A member was told that another has this code; the first time counts. */
export function noteRefused({ now }: Brand, { refusedAt }: Member, code: string): void {
  if (!refusedAt.has(code)) refusedAt.set(code, now)
}

/** Why a member cannot dispute a code; null where they can. */
export function disputeRefusal(brand: Brand, member: Member, text: string): Refused | null {
  const first = member.refusedAt.get(text)
  const code = brand.codes.get(text)
  if (first === undefined || !code) return refused('not_refused')
  const own = brand.disputes.filter(one => one.member === member.name)
  if (own.some(one => one.code === text)) return refused('already_disputed')
  if (code.claimedBy === member.name) return refused('already_yours')
  if (code.state !== 'claimed') return refused('not_claimed')
  if (first <= brand.now - WINDOW_MS) return refused('dispute_too_late')
  const lately = own.filter(({ at }) => at > brand.now - WINDOW_MS)
  return lately.length >= MOST_IN_WINDOW ? refused('too_many_disputes') : null
}

/** A member disputes who has a code. */
export function openDispute(brand: Brand, member: Member, text: string): object {
  const { claimedBy, claimedIn } = brand.codes.get(text) as { claimedBy: string; claimedIn: number }
  const nothing = { state: 'open', points: null, movedIn: null } as const
  brand.disputes.push({ member: member.name, code: text, claimedBy, claimedIn, at: brand.now, ...nothing })
  act(brand, member, act => act.events.push('dispute_opened'))
  return { state: 'open' }
}

/** Why a dispute cannot be settled in this way; null where it can. */
export function settleRefusal(brand: Brand, dispute: Dispute, settlement: Settlement): Refused | null {
  const { award, points, isBySupport } = settlement
  if (isBySupport && (points ?? 0) > SUPPORT_LIMIT) return refused('above_your_limit', 403)
  if ((award === 'goodwill') !== (points !== null)) return refused('validation_failed', 400)
  if (dispute.state !== 'open') return refused('dispute_settled')
  if (award !== 'move') return null
  if (brand.members.get(dispute.claimedBy)?.isErased) return refused('claimant_gone')
  const code = brand.codes.get(dispute.code)
  if (code?.claimedIn !== dispute.claimedIn) return refused('claim_changed')
  const closed = closedBy(brand, code)
  return closed && refused(closed)
}

/** A dispute is over: the code goes to who disputes it, or points instead, or nothing. */
export function settleDispute(brand: Brand, dispute: Dispute, { award, points }: Settlement): object {
  const member = brand.members.get(dispute.member) as Member
  settle(brand, member)
  const moved = award === 'move' ? moveCode(brand, dispute, member) : null
  dispute.state = ({ move: 'moved', goodwill: 'goodwill', refuse: 'refused' } as const)[award]
  dispute.points = moved ? moved.points : points
  act(brand, member, act => {
    const given = { reason: 'adjustment', source: 'dispute', countsForRank: false } as const
    if (award === 'goodwill') earn(act, { ...given, amount: points ?? 0 })
    act.events.push('dispute_settled')
  })
  if (award === 'goodwill') followGoal(brand, member)
  const { taken = null, owed = null } = moved ?? {}
  return {
    state: dispute.state,
    points: dispute.points,
    claimant_points_taken: taken,
    claimant_points_owed: owed,
  }
}

/** The first claim never was, and who disputes it has scanned the pack now. */
function moveCode(brand: Brand, dispute: Dispute, member: Member) {
  settle(brand, brand.members.get(dispute.claimedBy) as Member)
  const { points_taken: taken, points_owed: owed } = returnPack(brand, dispute.code, 'reopen')
  const { points_earned: points } = claim(brand, member, dispute.code)
  dispute.movedIn = brand.actions
  return { points, taken, owed }
}

/** Who leaves disputes nothing any more. */
export function withdrawDisputes({ disputes }: Brand, { name }: Member): void {
  for (const one of disputes) if (one.member === name && one.state === 'open') one.state = 'withdrawn'
}
