import { insertUnlocks, type ProgressRow, type UnlockRow, upsertProgress } from '../achievements/index.ts'
import {
  type ActionRow,
  insertActions,
  insertOperations,
  insertOutbox,
  type OperationRow,
  type OutboxRow,
} from '../activity/index.ts'
import { type MemberEconomyRow, updateMemberEconomy } from '../members/index.ts'
import { composeWrites, type WriteFragment } from '../platform/db/write-fragment.ts'
import { newId } from '../platform/id.ts'
import { insertLedgerEntries, type LedgerRow } from '../points/index.ts'
import { type GiftOrderRow, insertGiftOrders } from '../rewards/index.ts'
import type { Decision } from './decide.ts'
import type { LoadedState } from './load.ts'
import type { ScanRequest } from './state.ts'

interface ClaimedCodeRow {
  brand_id: number
  hmac: string
  claimed_by: string
  claimed_at: Date
  claim_action_id: string
}

const claimCodes: WriteFragment<ClaimedCodeRow> = {
  name: 'codes',
  sql: rows => `
    update codes c set claimed_by = r.claimed_by, claimed_at = r.claimed_at, claim_action_id = r.claim_action_id
    from jsonb_to_recordset(${rows}) as r(brand_id int, hmac bytea, claimed_by uuid, claimed_at timestamptz,
      claim_action_id uuid)
    where c.brand_id = r.brand_id and c.hmac = r.hmac and c.claimed_by is null
    returning 1`,
}

interface AttemptRow {
  brand_id: number
  hmac: string
  id: string
  member_id: string
  verdict: string
  request_id: string | null
  client_op_id: string
}

const insertAttempts: WriteFragment<AttemptRow> = {
  name: 'attempts',
  sql: rows => `
    insert into code_attempts (brand_id, hmac, id, member_id, verdict, request_id, client_op_id)
    select * from jsonb_to_recordset(${rows}) as r(brand_id int, hmac bytea, id uuid, member_id uuid, verdict text,
      request_id uuid, client_op_id uuid)
    returning 1`,
}

/** The rows that a batch writes, by table, in the order of the statement's parameters. */
export class ScanWrites {
  readonly #members = new Map<string, MemberEconomyRow>()
  readonly #progress = new Map<string, ProgressRow>()
  readonly #codes: ClaimedCodeRow[] = []
  readonly #unlocks: UnlockRow[] = []
  readonly #entries: LedgerRow[] = []
  readonly #operations: OperationRow[] = []
  readonly #actions: ActionRow[] = []
  readonly #outbox: OutboxRow[] = []
  readonly #attempts: AttemptRow[] = []
  readonly #orders: GiftOrderRow[] = []

  /** Takes down what a decision writes, and puts its values back into the loaded state for the next request. */
  add(decision: Decision, request: ScanRequest, loaded: LoadedState) {
    if (decision.kind === 'refused') this.#addRefusal(decision, request)
    else if (decision.kind === 'claimed') this.#addClaim(decision, request, loaded)
    else return
    const keepsAnswer = decision.kind === 'claimed' || decision.kept
    if (!keepsAnswer) return
    const brandId = request.program.brand.id
    this.#operations.push({
      brand_id: brandId,
      client_op_id: request.clientOpId,
      member_id: request.memberId,
      request_hash: `\\x${request.requestHash}`,
      action_id: decision.kind === 'claimed' ? decision.effects.actionId : null,
      answer: decision.answer,
    })
    loaded.operations.set(`${brandId}/${request.clientOpId}/${request.memberId}`, {
      request_hash: request.requestHash,
      answer: decision.answer,
    })
  }

  #addRefusal(decision: Decision & { kind: 'refused' }, request: ScanRequest) {
    if (!decision.code) return
    this.#attempts.push({
      brand_id: request.program.brand.id,
      hmac: `\\x${decision.code.hmac}`,
      id: newId(request.at),
      member_id: request.memberId,
      verdict: decision.verdict,
      request_id: request.requestId,
      client_op_id: request.clientOpId,
    })
  }

  #addClaim({ code, effects }: Decision & { kind: 'claimed' }, request: ScanRequest, loaded: LoadedState) {
    const { member, actionId } = effects
    const brandId = member.brand_id
    const memberKey = `${brandId}/${member.id}`
    this.#members.set(memberKey, member)
    for (const [counter, value] of effects.counters) {
      const row = { brand_id: brandId, member_id: member.id, counter, value, updated_at: request.at }
      this.#progress.set(`${memberKey}/${counter}`, row)
      loaded.counters.get(memberKey)?.set(counter, value)
    }
    for (const { id, version } of effects.unlocked) {
      const unlock = { achievement_id: id, version, action_id: actionId, unlocked_at: request.at }
      this.#unlocks.push({ brand_id: brandId, member_id: member.id, ...unlock })
      loaded.unlocked.get(memberKey)?.add(id)
    }
    this.#codes.push({
      brand_id: brandId,
      hmac: `\\x${code.hmac}`,
      claimed_by: member.id,
      claimed_at: request.at,
      claim_action_id: actionId,
    })
    this.#entries.push(...effects.entries)
    this.#outbox.push(...effects.events)
    this.#actions.push({
      brand_id: brandId,
      id: actionId,
      member_id: member.id,
      name: 'product_scanned',
      request_id: request.requestId,
      client_op_id: request.clientOpId,
      data: effects.actionData,
    })
    if (effects.gift) {
      this.#orders.push({
        brand_id: brandId,
        id: effects.gift.orderId,
        member_id: member.id,
        kind: 'gift',
        item_name: effects.gift.name,
        state: member.state === 'confirmed' ? 'pending' : 'unconfirmed',
        action_id: actionId,
        created_at: request.at,
      })
    }
    loaded.members.set(memberKey, member)
    loaded.codes.set(`${brandId}/${code.hmac}`, { ...code, claimed_by: member.id })
  }

  get isEmpty(): boolean {
    return this.#operations.length === 0 && this.#attempts.length === 0
  }

  /** One jsonb a table, then how many rows each must write. */
  parameters(): string[] {
    const tables = [
      [...this.#members.values()],
      this.#codes,
      [...this.#progress.values()],
      this.#unlocks,
      this.#entries,
      this.#operations,
      this.#actions,
      this.#outbox,
      this.#attempts,
      this.#orders,
    ]
    return [...tables.map(rows => JSON.stringify(rows)), `{${tables.map(rows => rows.length).join(',')}}`]
  }
}

/** One statement for everything a batch writes: the only place where several folders' tables are written together. */
export const APPLY = composeWrites([
  updateMemberEconomy,
  claimCodes,
  upsertProgress,
  insertUnlocks,
  insertLedgerEntries,
  insertOperations,
  insertActions,
  insertOutbox,
  insertAttempts,
  insertGiftOrders,
] as WriteFragment<never>[])
