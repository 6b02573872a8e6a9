import { type Day, NEVER } from './calendar.ts'
import type { AchievementDefinition, Product } from './configuration.ts'
import type { Counted } from './counting.ts'

export type Reason =
  | 'scan'
  | 'campaign'
  | 'achievement'
  | 'rank'
  | 'adjustment'
  | 'reversal'
  | 'expiry'
  | 'repayment'
  | 'redemption'
  | 'referral'

/** Points with their cause, before they are entered. */
export interface Earned {
  amount: number
  reason: Reason
  /** `achievement:<key>`, `rank:<key>`, `campaign:<age>`; empty where the reason says all. */
  source: string
  countsForRank: boolean
}

export interface Entry {
  /** The action that earned it: for a released hold the scan's, not the release's. */
  action: number
  amount: number
  owed: number
  lifetime: number
  balance: number
  reason: Reason
  source: string
  /** When it was earned, which for a released hold is before it was entered. */
  at: number
  /** Lifetime points that later entries took back of it. */
  takenBack: number
}

/** One time that an achievement was unlocked, under the version that was current. */
export interface Unlock {
  definition: AchievementDefinition
  version: number
  /** In which period, for a repeatable one. */
  period: string | null
  action: number
  at: number
}

export interface Hold {
  action: number
  earned: Earned[]
  reason: 'settling' | 'review'
  settlesAt: number | null
  state: 'held' | 'released' | 'rejected'
  /** The action that released it. */
  releasedIn?: number
  at: number
}

export interface PastScan {
  action: number
  at: number
  product: Product
  code: string
  /** Whether it still counts: not returned, not rejected. */
  stands: boolean
}

export interface TimedMultiplier {
  basisPoints: number
  from: number
  until: number
  achievement: string
  action: number
}

export interface Member {
  name: string
  confirmed: boolean
  isErased: boolean
  /** The door, as far as it matters who lives behind the same one; null where nobody knows. */
  home: string | null
  /** Whether it is known by now who else lives there. */
  isHomeNoted: boolean
  /** The first gift went out, though its pack came back: there is no second one. */
  hasGift: boolean
  consent: boolean
  birthMonth: number | null
  createdAt: number
  balance: number
  owed: number
  lifetime: number
  rankOffset: number
  rankKey: string
  ranksRewarded: Set<string>
  scanCount: number
  lastActiveAt: number | null
  rankFellAt: number | null
  expiryNotifiedAt: number | null
  rankNotifiedAt: number | null
  lots: Map<Day, number>
  lotsNotified: Set<Day>
  entries: Entry[]
  holds: Hold[]
  /** By the achievement's key, the earliest first. */
  unlocks: Map<string, Unlock[]>
  /** Keys of achievements of which an unlock was ever taken back. */
  revoked: Set<string>
  multipliers: TimedMultiplier[]
  /** Everything that each counter counted, by what it counts. */
  counted: Map<string, Counted[]>
  scans: PastScan[]
  /** Points that each cap's counter has seen, and what campaigns gave. */
  capped: { cap: string; day: Day; points: number; sku: string }[]
  given: Map<number, number>
  /** The day of each scan since a brand looks at the many-th one of a day. */
  scansOfDay: Day[]
  /** Names of the events for Customer.io, in order. */
  events: string[]
  /** Of orders that were not cancelled. */
  pointsSpent: number
  redemptions: number
  /** How many friends have counted. */
  friends: number
  /** Numbers of rewards. */
  wishes: Set<number>
  goal: { reward: number; isCompleted: boolean } | null
  /** Until when nothing can be redeemed, after a change of the e-mail. */
  redemptionHeldUntil: number | null
  custom: Record<string, string>
  /** What was said about suggestions, and on which day: each counts once. */
  responses: Set<string>
  /** When they were first told that another has a code. */
  refusedAt: Map<string, number>
  /** By which import they came. */
  importedBy: number | null
}

/** Where everybody lives of whom nothing else is said. */
export const COMMON_HOME = '1 Main St'

export const newMember = (
  input: Pick<Member, 'name' | 'consent' | 'createdAt' | 'confirmed' | 'rankKey'>,
): Member => ({
  birthMonth: null,
  isErased: false,
  home: COMMON_HOME,
  isHomeNoted: false,
  hasGift: false,
  balance: 0,
  owed: 0,
  lifetime: 0,
  rankOffset: 0,
  ranksRewarded: new Set(),
  scanCount: 0,
  lastActiveAt: null,
  rankFellAt: null,
  expiryNotifiedAt: null,
  rankNotifiedAt: null,
  lots: new Map(),
  lotsNotified: new Set(),
  entries: [],
  holds: [],
  unlocks: new Map(),
  revoked: new Set(),
  multipliers: [],
  counted: new Map(),
  scans: [],
  capped: [],
  given: new Map(),
  scansOfDay: [],
  events: [],
  pointsSpent: 0,
  redemptions: 0,
  friends: 0,
  wishes: new Set(),
  goal: null,
  redemptionHeldUntil: null,
  custom: {},
  responses: new Set(),
  refusedAt: new Map(),
  importedBy: null,
  ...input,
})

export const qualifying = (member: Member): number => member.lifetime - member.rankOffset

export const heldPoints = ({ earned }: Hold): number => earned.reduce((sum, { amount }) => sum + amount, 0)

/** Points come in: all of them are in the balance for a moment, then a debt is repaid first. */
export function enter(
  member: Member,
  { amount, reason, source, countsForRank }: Earned,
  context: { action: number; at: number; lastUsableDay: Day },
): void {
  if (amount === 0) return
  const lifetime = countsForRank ? amount : 0
  member.balance += amount
  member.lifetime += lifetime
  push(member, { ...context, amount, owed: 0, lifetime, reason, source })
  const repaid = Math.min(member.owed, amount)
  if (repaid > 0) {
    member.balance -= repaid
    member.owed -= repaid
    push(member, { ...context, amount: -repaid, owed: -repaid, lifetime: 0, reason: 'repayment', source })
  }
  const { lastUsableDay } = context
  member.lots.set(lastUsableDay, (member.lots.get(lastUsableDay) ?? 0) + amount - repaid)
}

/** Points go out, those that end soonest first; what the balance lacks is owed. */
export function take(
  member: Member,
  input: {
    amount: number
    reason: Reason
    source: string
    fromLifetime: boolean
    action: number
    at: number
  },
): void {
  const { amount, fromLifetime, ...rest } = input
  if (amount === 0) return
  const paid = Math.min(member.balance, amount)
  const lifetime = fromLifetime ? -amount : 0
  member.balance -= paid
  member.owed += amount - paid
  member.lifetime += lifetime
  push(member, { ...rest, amount: paid === 0 ? 0 : -paid, owed: amount - paid, lifetime })
  takeFromLots(member, paid)
}

function takeFromLots({ lots }: Member, amount: number): void {
  let left = amount
  for (const day of [...lots.keys()].sort()) {
    const taken = Math.min(left, lots.get(day) ?? 0)
    lots.set(day, (lots.get(day) ?? 0) - taken)
    left -= taken
  }
}

function push(member: Member, entry: Omit<Entry, 'balance' | 'takenBack'> & { lastUsableDay?: Day }): void {
  const { lastUsableDay: _, ...rest } = entry
  member.entries.push({ ...rest, balance: member.balance, takenBack: 0 })
}

/** Lots that hold something, soonest first. */
export const lotsOf = ({ lots }: Member): [Day, number][] =>
  [...lots].filter(([, points]) => points > 0).sort(([a], [b]) => (a < b ? -1 : 1))

export const isNever = (day: Day): boolean => day === NEVER
