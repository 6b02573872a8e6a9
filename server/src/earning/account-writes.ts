import { type UnlockRow, upsertUnlocks } from '../achievements/index.ts'
import {
  type ActionRow,
  insertActions,
  insertOperations,
  insertOutbox,
  type OperationRow,
  type OutboxRow,
} from '../activity/index.ts'
import { addCampaignUsage, insertCampaignAwards } from '../campaigns/index.ts'
import { type Counters, type CountersRow, upsertCounters } from '../counters/index.ts'
import { updateMemberEconomy } from '../members/index.ts'
import type { WriteFragment } from '../platform/db/write-fragment.ts'
import {
  creditLots,
  debitLots,
  type HoldRow,
  heldPoints,
  insertHolds,
  insertLedgerEntries,
  insertTimedMultipliers,
  type LedgerRow,
  type Lot,
  type LotRow,
  settleLots,
  type TimedMultiplierRow,
} from '../points/index.ts'
import type { Account } from './account.ts'
import type { MemberState } from './state.ts'

interface UsageRow {
  brand_id: number
  campaign_id: string
  awards: number
  points: number
}

interface AwardRow {
  brand_id: number
  campaign_id: string
  action_id: string
  member_id: string
  version: number
  points: number
}

const keyOf = (...parts: (string | number)[]) => parts.join('/')

/** The rows that accounts write, by table: absolute values once a member, everything else added up. */
export class AccountWrites {
  readonly #members = new Map<string, MemberState>()
  readonly #counters = new Map<string, CountersRow>()
  readonly #unlocks = new Map<string, UnlockRow>()
  readonly #entries: LedgerRow[] = []
  readonly #lots = new Map<string, LotRow>()
  readonly #holds: HoldRow[] = []
  readonly #multipliers: TimedMultiplierRow[] = []
  readonly #usage = new Map<string, UsageRow>()
  readonly #awards: AwardRow[] = []
  readonly #actions: ActionRow[] = []
  readonly #outbox: OutboxRow[] = []
  readonly #operations: OperationRow[] = []

  /** Takes down what an account's acts did. `lots` are needed where points went out. */
  add(account: Account, lots: Lot[] = []): void {
    const { member, at } = account
    const { brand_id, id: member_id } = member
    this.#members.set(keyOf(brand_id, member_id), member)
    const counters = account.changedCounters as Counters | undefined
    if (counters) {
      this.#counters.set(keyOf(brand_id, member_id), { brand_id, member_id, counters, updated_at: at })
    }
    for (const { achievement, times, period, actionId } of account.unlocks.values()) {
      this.#unlocks.set(keyOf(brand_id, member_id, achievement.id), {
        brand_id,
        member_id,
        achievement_id: achievement.id,
        version: achievement.version,
        action_id: actionId,
        unlocked_at: at,
        times,
        period,
      })
    }
    this.#entries.push(...account.entries)
    this.#actions.push(...account.actions)
    this.#outbox.push(...account.events)
    this.#addLots(account, lots)
    this.#addHolds(account)
    this.#addCampaigns(account)
  }

  #addLots(account: Account, lots: Lot[]) {
    const { brand_id, id: member_id } = account.member
    const { credits, debits } = settleLots(lots, account.lots)
    const add = (expires_day: number, points: number) => {
      const key = keyOf(brand_id, member_id, expires_day)
      const known = this.#lots.get(key)?.points ?? 0
      this.#lots.set(key, { brand_id, member_id, expires_day, points: known + points })
    }
    for (const { expires_day, points } of credits) add(expires_day, points)
    for (const { expires_day, points } of debits) add(expires_day, -points)
  }

  #addHolds({ member, holds, given, at }: Account) {
    const { brand_id, id: member_id } = member
    for (const { id, actionId, entries, reason, detail, settles_at } of holds) {
      const points = heldPoints(entries)
      const hold = { brand_id, id, member_id, action_id: actionId, points, entries, reason, detail }
      this.#holds.push({ ...hold, settles_at, created_at: at })
    }
    for (const { actionId, ...multiplier } of given) {
      this.#multipliers.push({ brand_id, member_id, action_id: actionId, ...multiplier })
    }
  }

  #addCampaigns({ member, awards }: Account) {
    const { brand_id, id: member_id } = member
    for (const { campaign, points, actionId } of awards) {
      const campaign_id = campaign.id
      const key = keyOf(brand_id, campaign_id)
      const usage = this.#usage.get(key) ?? { brand_id, campaign_id, awards: 0, points: 0 }
      this.#usage.set(key, { ...usage, awards: usage.awards + 1, points: usage.points + points })
      const { version } = campaign
      this.#awards.push({ brand_id, campaign_id, action_id: actionId, member_id, version, points })
    }
  }

  /** The stored answer of an operation. */
  addOperation(operation: OperationRow): void {
    this.#operations.push(operation)
  }

  get isEmpty(): boolean {
    return this.#members.size === 0 && this.#operations.length === 0
  }

  /** The rows of each table, in the order of `ACCOUNT_FRAGMENTS`. */
  tables(): object[][] {
    const lots = [...this.#lots.values()]
    return [
      [...this.#members.values()],
      [...this.#counters.values()],
      [...this.#unlocks.values()],
      this.#entries,
      lots.filter(({ points }) => points > 0),
      lots.filter(({ points }) => points < 0).map(lot => ({ ...lot, points: -lot.points })),
      this.#holds,
      this.#multipliers,
      [...this.#usage.values()],
      this.#awards,
      this.#operations,
      this.#actions,
      this.#outbox,
    ]
  }
}

/** What each owner writes of an account, in the order of `AccountWrites.tables`. */
export const ACCOUNT_FRAGMENTS = [
  updateMemberEconomy,
  upsertCounters,
  upsertUnlocks,
  insertLedgerEntries,
  creditLots,
  debitLots,
  insertHolds,
  insertTimedMultipliers,
  addCampaignUsage,
  insertCampaignAwards,
  insertOperations,
  insertActions,
  insertOutbox,
] as WriteFragment<never>[]

/** The parameters of a composed statement: one jsonb a table, then how many rows each must write. */
export const writeParameters = (tables: object[][]): string[] => [
  ...tables.map(rows => JSON.stringify(rows)),
  `{${tables.map(rows => rows.length).join(',')}}`,
]
