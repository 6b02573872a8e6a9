import { evaluate, type FilterableProduct, type Moves, type Unlock } from '../achievements/index.ts'
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
import { qualifyingPoints, type Rank, rankFor, rankOf, ranksReached } from '../ranks/index.ts'
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
  /** How often what was revoked still counts, by achievement id. */
  readonly revoked = new Map<string, number>()
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
  #held: NewHold | null = null
  #pending: PendingEvent[] = []
  #actUnlocks: Unlock[] = []

  constructor(program: Program, state: AccountState, at: Date) {
    this.program = program
    this.at = at
    this.day = dayOf(at, program.brand.timeZone)
    this.#member = state.member
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

  get rank(): Rank {
    return rankOf(this.program.ladder, this.#member.rank_key, qualifyingPoints(this.#member))
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
  act(input: ActInput, work: (actionId: string) => void): Act {
    const actionId = newId(this.at)
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
    work(actionId)
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
        events: events.map(({ id, name }) => ({ id, name })),
      },
    })
    return act
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
      held.actionId = actionId
      this.holds.push(held)
      this.set({ points_held: this.#member.points_held + heldPoints(held.entries) })
    }
    this.#ledger = undefined
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

  /** Within an act: from here on what it earns is held. */
  hold(hold: Hold): void {
    this.#held = { ...hold, id: newId(this.at), actionId: '', entries: [] }
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
  award(applied: AppliedCampaign, actionId: string): void {
    this.awards.push({ ...applied, actionId })
  }

  /** Within an act: an event to be written with the numbers as they are at the end of the act, where the member consents. */
  tell(name: string, refs: EventRefs, award?: Record<string, number>): void {
    this.#pending.push(award ? { name, refs, award } : { name, refs })
  }

  /**
   * Within an act: metrics move, what is newly met unlocks, and a rank that is reached is held. What unlocks and ranks
   * give counts as earned and may unlock or promote further, until nothing more does.
   */
  progress(moves: Moves, actionId: string, product?: FilterableProduct & { id: string }): void {
    let next: Moves | undefined = moves
    while (next) {
      const result = evaluate(this.program.achievements, {
        moves: next,
        product,
        counters: this.#counters,
        unlocked: this.#unlocked,
        at: this.at,
        day: this.day,
      })
      if (result.counters.size > 0) {
        this.#counters = { ...this.#counters, ...Object.fromEntries(result.counters) }
        this.#countersChanged = true
      }
      const bonus = this.unlock(result.unlocked, actionId) + this.promote()
      next =
        bonus > 0 || result.unlocked.length > 0
          ? { points_earned: bonus, achievements_unlocked: result.unlocked.length }
          : undefined
    }
  }

  /** Within an act: unlocks these, with what they give. Answers the points. */
  unlock(unlocks: Unlock[], actionId: string): number {
    let bonus = 0
    for (const unlock of unlocks) {
      const { achievement, times, period } = unlock
      const { points, multiplier } = achievement.definition.rewards
      this.#unlocked.set(achievement.id, { times, period })
      this.unlocks.set(achievement.id, { ...unlock, actionId })
      this.#actUnlocks.push(unlock)
      const source = `achievement:${achievement.key}`
      const rule = { achievement_id: achievement.id, version: achievement.version, period }
      this.earn({ amount: points, reason: 'achievement', source, rule })
      bonus += points
      if (multiplier) {
        this.given.push({
          id: newId(this.at),
          actionId,
          source,
          basis_points: multiplier.basis_points,
          starts_at: this.at,
          ends_at: new Date(this.at.getTime() + multiplier.days * 86_400_000),
        })
      }
    }
    if (unlocks.length > 0) {
      this.set({ achievement_count: this.#member.achievement_count + unlocks.length })
    }
    return bonus
  }

  /** Within an act: holds the rank that the points reach, with what it gives the first time. Answers those points. */
  promote(): number {
    const { ladder, brand } = this.program
    const held = this.rank
    const reached = rankFor(ladder, qualifyingPoints(this.#member))
    if (reached.threshold <= held.threshold) return 0
    const news = ranksReached(ladder, held, reached, this.#member.ranks_rewarded)
    this.set({
      rank_key: reached.key,
      ranks_rewarded: [...this.#member.ranks_rewarded, ...news.map(({ key }) => key)],
    })
    let bonus = 0
    for (const { key, rewards } of news) {
      const amount = rewards?.points ?? 0
      const rule = { rank: key, ladder_version: brand.ladderVersion }
      this.earn({ amount, reason: 'rank', source: `rank:${key}`, rule })
      bonus += amount
    }
    return bonus
  }

  /** Within an act: an unlock no longer holds; a repeatable one counts once less. */
  revoke(achievementId: string): void {
    const times = (this.#unlocked.get(achievementId)?.times ?? 1) - 1
    if (times > 0) this.#unlocked.set(achievementId, { times, period: null })
    else this.#unlocked.delete(achievementId)
    this.revoked.set(achievementId, times)
    this.set({ achievement_count: this.#member.achievement_count - 1 })
  }

  /** Within an act: the rank follows when the points no longer reach it, though they did with `qualifyingBefore`. */
  demote(qualifyingBefore: number): void {
    const held = this.rank
    const qualifying = qualifyingPoints(this.#member)
    if (qualifyingBefore < held.threshold || qualifying >= held.threshold) return
    this.set({ rank_key: rankFor(this.program.ladder, qualifying).key })
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
