import type { Unlock } from '../achievements/index.ts'
import type { ActionRow, EventRefs, OutboxRow } from '../activity/index.ts'
import type { AppliedCampaign } from '../campaigns/index.ts'
import { type Day, dayOf } from '../platform/calendar.ts'
import { newId } from '../platform/id.ts'
import {
  type HeldEntry,
  heldPoints,
  type Ledger,
  type LedgerReason,
  type LedgerRow,
  lastUsableDay,
  openLedger,
} from '../points/index.ts'
import { qualifyingPoints, type Rank, rankOf } from '../ranks/index.ts'
import { outboxEvent } from './events.ts'
import type { AccountState, MemberState, Program, RunningMultiplier, UnlockState } from './state.ts'

export interface Earning {
  amount: number
  reason: LedgerReason
  source: string
  rule: object
  countsForRank?: boolean
  /** The action that earned it, where that is an earlier one: a hold is released. */
  earnedBy?: string
}

/** Why what an action earns does not reach the balance yet. */
export interface Hold {
  reason: 'settling' | 'review'
  detail: string | null
  settles_at: Date | null
}

export interface NewHold extends Hold {
  id: string
  actionId: string
  entries: HeldEntry[]
}

export interface GivenMultiplier extends RunningMultiplier {
  id: string
  actionId: string
  source: string
}

/** What one action did to the account. */
export interface Act {
  actionId: string
  /** Before debts were repaid. */
  earned: number
  entries: LedgerRow[]
  held: NewHold | null
  unlocked: Unlock[]
  rankBefore: Rank
  rankAfter: Rank
}

export interface ActInput {
  name: string
  requestId: string | null
  clientOpId?: string | null
  /** What the action log keeps besides points, entries, rank and unlocks; numbers, ids and names of things only. */
  facts: object
}

interface PendingEvent {
  name: string
  refs: EventRefs
  award?: Record<string, number>
}

/**
 * A member's account within one transaction: the rules of points, ranks and achievements on what was loaded under the
 * member's lock. Pure but for the ids it makes. Everything happens in an act, which becomes one entry of the action log;
 * what the acts did is read from it afterwards and written by `AccountWrites`.
 */
export class Account {
  readonly program: Program
  readonly at: Date
  readonly day: Day
  readonly entries: LedgerRow[] = []
  readonly lots = { credits: new Map<Day, number>(), debit: 0 }
  readonly holds: NewHold[] = []
  readonly unlocks = new Map<string, Unlock & { actionId: string }>()
  /** What is left of what was revoked, by achievement id. */
  readonly revoked = new Map<string, UnlockState>()
  readonly given: GivenMultiplier[] = []
  readonly awards: (AppliedCampaign & { actionId: string })[] = []
  readonly actions: ActionRow[] = []
  readonly events: OutboxRow[] = []
  readonly #unlocked: Map<string, UnlockState>
  readonly #multipliers: readonly RunningMultiplier[]
  #member: MemberState
  #counters: AccountState['counters']
  #countersChanged = false
  #ledger: Ledger | undefined
  #actionId: string | undefined
  #qualifyingBefore: number
  #held: NewHold | null = null
  #pending: PendingEvent[] = []
  #actUnlocks: Unlock[] = []

  constructor(program: Program, state: AccountState, at: Date) {
    this.program = program
    this.at = at
    this.day = dayOf(at, program.brand.timeZone)
    this.#member = state.member
    this.#qualifyingBefore = qualifyingPoints(state.member)
    this.#counters = state.counters
    this.#unlocked = new Map(state.unlocked)
    this.#multipliers = state.multipliers
  }

  /** The member as it is now; absolute values. */
  get member(): MemberState {
    return this.#member
  }

  /** All counters when one of them changed, else undefined. */
  get changedCounters(): AccountState['counters'] | undefined {
    return this.#countersChanged ? this.#counters : undefined
  }

  get counters(): AccountState['counters'] {
    return this.#counters
  }

  get unlocked(): ReadonlyMap<string, UnlockState> {
    return this.#unlocked
  }

  /** The rank held; where the ladder no longer has it, the one that the points reached before the act under way. */
  get rank(): Rank {
    return rankOf(this.program.ladder, this.#member.rank_key, this.#qualifyingBefore)
  }

  /** The highest of the timed multipliers that run now, in basis points; 10,000 where none does. */
  get runningMultiplier(): number {
    return this.#multipliers
      .filter(({ starts_at, ends_at }) => starts_at <= this.at && this.at < ends_at)
      .reduce((highest, { basis_points }) => Math.max(highest, basis_points), 10_000)
  }

  /** The state that the next decision of the same transaction is made on. */
  get state(): AccountState {
    return {
      member: this.#member,
      counters: this.#counters,
      unlocked: this.#unlocked,
      multipliers: [...this.#multipliers, ...this.given],
    }
  }

  /** Does `work` as one action, and logs it with its points, entries, rank, unlocks and events. */
  act(input: ActInput, work: () => void): Act {
    const actionId = newId(this.at)
    this.#actionId = actionId
    this.#qualifyingBefore = qualifyingPoints(this.#member)
    const rankBefore = this.rank
    const { points_balance, points_owed, lifetime_points, ledger_seq } = this.#member
    this.#ledger = openLedger({
      brandId: this.#member.brand_id,
      memberId: this.#member.id,
      actionId,
      at: this.at,
      account: { points_balance, points_owed, lifetime_points, ledger_seq },
    })
    this.#held = null
    this.#pending = []
    this.#actUnlocks = []
    work()
    const act = this.#close(actionId, rankBefore)
    const events = this.#materialise(act)
    const balance = this.#member.points_balance
    this.actions.push({
      brand_id: this.#member.brand_id,
      id: actionId,
      member_id: this.#member.id,
      name: input.name,
      request_id: input.requestId,
      client_op_id: input.clientOpId ?? null,
      data: {
        ...input.facts,
        points: balance - points_balance,
        balance_after: balance,
        entries: act.entries.map(({ seq, amount, reason }) => ({ seq, amount, reason })),
        ...(act.held ? { held: heldPoints(act.held.entries) } : {}),
        ...(act.rankAfter.key === rankBefore.key ? {} : { rank: act.rankAfter.key }),
        unlocked: act.unlocked.map(({ achievement }) => achievement.key),
        unlocked_names: act.unlocked.map(({ achievement }) => achievement.definition.name),
        events: events.map(({ id, name }) => ({ id, name })),
      },
    })
    return act
  }

  /** The id of the action under way. */
  get actionId(): string {
    if (!this.#actionId) throw new Error('That is done within an act only')
    return this.#actionId
  }

  #close(actionId: string, rankBefore: Rank): Act {
    const ledger = this.#ledger as Ledger
    this.entries.push(...ledger.entries)
    for (const [day, points] of ledger.lots.credits) {
      this.lots.credits.set(day, (this.lots.credits.get(day) ?? 0) + points)
    }
    this.lots.debit += ledger.lots.debit
    const held = this.#held as NewHold | null
    const isHeld = held !== null && held.entries.length > 0
    if (isHeld) {
      this.holds.push(held)
      this.set({ points_held: this.#member.points_held + heldPoints(held.entries) })
    }
    this.#ledger = undefined
    this.#actionId = undefined
    return {
      actionId,
      earned: ledger.earned + (isHeld ? heldPoints(held.entries) : 0),
      entries: ledger.entries,
      held: isHeld ? held : null,
      unlocked: this.#actUnlocks,
      rankBefore,
      rankAfter: this.rank,
    }
  }

  /** Within an act: from here on what it earns is held, for this action or for the earlier one that earned it. */
  hold(hold: Hold, actionId: string = this.actionId): void {
    this.#held = { ...hold, id: newId(this.at), actionId, entries: [] }
  }

  /** Within an act: points come in, or are held. A debt is repaid first. Nothing is entered for 0. */
  earn(earning: Earning): void {
    const { amount, reason, source, rule, countsForRank = true, earnedBy } = earning
    if (this.#held) {
      if (amount > 0) this.#held.entries.push({ amount, reason, source, rule, countsForRank })
      return
    }
    const expiresDay = lastUsableDay(this.program.brand.settings.expiry, this.day)
    const ledger = this.#open()
    const entered = ledger.entries.length
    ledger.earn({ amount, reason, source, rule, countsForRank, expiresDay })
    if (earnedBy) for (const entry of ledger.entries.slice(entered)) entry.action_id = earnedBy
    this.#follow()
  }

  /** Within an act: points go out. With `owes` what the balance lacks is owed. */
  take(debit: Parameters<Ledger['take']>[0]): void {
    this.#open().take(debit)
    this.#follow()
  }

  #open(): Ledger {
    if (!this.#ledger) throw new Error('Points move within an act only')
    return this.#ledger
  }

  #follow() {
    this.set(this.#open().account)
  }

  /** Changes what is stored about the member, in absolute values. */
  set(values: Partial<MemberState>): void {
    this.#member = { ...this.#member, ...values }
  }

  setCounter(key: string, state: unknown): void {
    this.#counters = { ...this.#counters, [key]: state }
    this.#countersChanged = true
  }

  /** The counters as they are after a reversal or a back-fill. */
  replaceCounters(counters: AccountState['counters']): void {
    this.#counters = counters
    this.#countersChanged = true
  }

  /** Within an act: a campaign gave points. */
  award(applied: AppliedCampaign): void {
    this.awards.push({ ...applied, actionId: this.actionId })
  }

  /** Within an act: an event to be written with the numbers as they are at the end of the act, where the member consents. */
  tell(name: string, refs: EventRefs, award?: Record<string, number>): void {
    this.#pending.push(award ? { name, refs, award } : { name, refs })
  }

  /** Within an act: an achievement is unlocked, once more where it repeats. What it gives is for `unlock` to give. */
  noteUnlock(unlock: Unlock): void {
    const { achievement, times, period } = unlock
    this.#unlocked.set(achievement.id, { times, period })
    this.unlocks.set(achievement.id, { ...unlock, actionId: this.actionId })
    this.#actUnlocks.push(unlock)
    this.set({ achievement_count: this.#member.achievement_count + 1 })
  }

  /** Within an act: an unlock no longer holds; a repeatable one counts once less, and may be had again in that period. */
  noteRevoked(achievementId: string, revokedPeriod: string | null): void {
    const standing = this.#unlocked.get(achievementId) ?? { times: 1, period: null }
    const times = standing.times - 1
    const period = standing.period === revokedPeriod ? null : standing.period
    if (times > 0) this.#unlocked.set(achievementId, { times, period })
    else this.#unlocked.delete(achievementId)
    this.revoked.set(achievementId, { times, period })
    this.set({ achievement_count: this.#member.achievement_count - 1 })
  }

  #materialise(act: Act): OutboxRow[] {
    for (const { achievement } of act.unlocked) {
      const refs = { achievement_key: achievement.key, achievement_name: achievement.definition.name }
      this.tell('achievement_unlocked', refs)
    }
    if (act.rankAfter.key !== act.rankBefore.key) {
      this.tell('rank_changed', { from: act.rankBefore.key, to: act.rankAfter.key })
    }
    if (!this.#member.marketing_consent) return []
    const events = this.#pending.map(({ name, refs, award }) =>
      outboxEvent(this.#member, this.rank, { name, at: this.at, actionId: act.actionId, refs, award }),
    )
    this.events.push(...events)
    return events
  }
}
