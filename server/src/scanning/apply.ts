import {
  ACCOUNT_FRAGMENTS,
  AccountWrites,
  type MemberState,
  operationRow,
  writeParameters,
} from '../earning/index.ts'
import { type CompletedGoalRow, completeGoals, type StandingGoal } from '../goals/index.ts'
import { composeWrites, type WriteFragment } from '../platform/db/write-fragment.ts'
import { newId } from '../platform/id.ts'
import { enqueueJobs, type JobRow } from '../platform/jobs.ts'
import { conversionJob } from '../referrals/index.ts'
import { type GiftOrderRow, insertGiftOrders } from '../rewards/index.ts'
import type { Decision } from './decide.ts'
import type { LoadedState } from './load.ts'
import type { CodeState, ScanRequest } from './state.ts'

/** A code as it is afterwards: claimed, or with a wrong PIN counted. */
interface ChangedCodeRow {
  brand_id: number
  hmac: string
  claimed_by: string | null
  claimed_at: Date | null
  claim_action_id: string | null
  pin_failures: number
  pin_locked_until: string | null
}

const changeCodes: WriteFragment<ChangedCodeRow> = {
  name: 'codes',
  sql: rows => `
    update codes c set claimed_by = r.claimed_by, claimed_at = r.claimed_at, claim_action_id = r.claim_action_id,
      pin_failures = r.pin_failures, pin_locked_until = r.pin_locked_until
    from jsonb_to_recordset(${rows}) as r(brand_id int, hmac bytea, claimed_by uuid, claimed_at timestamptz,
      claim_action_id uuid, pin_failures smallint, pin_locked_until timestamptz)
    where c.brand_id = r.brand_id and c.hmac = r.hmac and c.claimed_by is null
    returning 1`,
}

interface AttemptRow {
  brand_id: number
  hmac: string
  id: string
  batch_id: string
  member_id: string
  verdict: string
  request_id: string | null
  client_op_id: string
}

const insertAttempts: WriteFragment<AttemptRow> = {
  name: 'attempts',
  sql: rows => `
    insert into code_attempts (brand_id, hmac, id, batch_id, member_id, verdict, request_id, client_op_id)
    select * from jsonb_to_recordset(${rows}) as r(brand_id int, hmac bytea, id uuid, batch_id uuid, member_id uuid, verdict text,
      request_id uuid, client_op_id uuid)
    returning 1`,
}

/** The rows that a batch writes, by table, in the order of the statement's parameters. */
export class ScanWrites {
  readonly #accounts = new AccountWrites()
  /** One row for each code, as it is at last. */
  readonly #codes = new Map<string, ChangedCodeRow>()
  readonly #attempts: AttemptRow[] = []
  readonly #orders: GiftOrderRow[] = []
  readonly #jobs: JobRow[] = []
  readonly #goals: CompletedGoalRow[] = []

  /** Takes down what a decision writes, and puts its values back into the loaded state for the next request. */
  add(decision: Decision, request: ScanRequest, loaded: LoadedState) {
    if (decision.kind === 'refused') this.#addRefusal(decision, request, loaded)
    else if (decision.kind === 'claimed') this.#addClaim(decision, request, loaded)
    else return
    const keepsAnswer = decision.kind === 'claimed' || decision.kept
    if (!keepsAnswer) return
    const { memberId, clientOpId, requestHash: hash } = request
    const brandId = request.program.brand.id
    const actionId = decision.kind === 'claimed' ? decision.act.actionId : null
    const { answer } = decision
    this.#accounts.addOperation(operationRow({ brandId, memberId, clientOpId, hash, actionId, answer }))
    loaded.operations.set(`${brandId}/${clientOpId}/${memberId}`, { request_hash: hash, answer })
  }

  #addRefusal(decision: Decision & { kind: 'refused' }, request: ScanRequest, loaded: LoadedState) {
    const { code } = decision
    if (!code) return
    const brandId = request.program.brand.id
    if (decision.countsPin) {
      this.#changeCode(brandId, code, { claimed_by: null, claimed_at: null, claim_action_id: null })
      loaded.codes.set(`${brandId}/${code.hmac}`, code)
    }
    this.#attempts.push({
      brand_id: brandId,
      hmac: `\\x${code.hmac}`,
      id: newId(request.at),
      batch_id: code.batch_id,
      member_id: request.memberId,
      verdict: decision.verdict,
      request_id: request.requestId,
      client_op_id: request.clientOpId,
    })
  }

  #addClaim(
    { account, act, code, gift, goal }: Decision & { kind: 'claimed' },
    request: ScanRequest,
    loaded: LoadedState,
  ) {
    const { member } = account
    const brandId = member.brand_id
    this.#accounts.add(account)
    const claimed = { claimed_by: member.id, claimed_at: request.at, claim_action_id: act.actionId }
    this.#changeCode(brandId, code, claimed)
    if (gift) {
      this.#orders.push({
        brand_id: brandId,
        id: gift.orderId,
        member_id: member.id,
        kind: 'gift',
        item_name: gift.name,
        state: member.state === 'confirmed' ? 'pending' : 'unconfirmed',
        action_id: act.actionId,
        created_at: request.at,
      })
    }
    this.#addGoal(goal, member, loaded)
    // A friend whose e-mail was confirmed before the first pack that stayed; a claim's is looked at when it is confirmed.
    if (member.referred_by && member.scan_count === 1 && member.state === 'confirmed')
      this.#jobs.push(conversionJob(brandId, member.id))
    loaded.accounts.put(account.state, account.awards)
    loaded.codes.set(`${brandId}/${code.hmac}`, { ...code, claimed_by: member.id })
  }

  #changeCode(
    brandId: number,
    { hmac, pin_failures, pin_locked_until }: CodeState,
    claim: Pick<ChangedCodeRow, 'claimed_by' | 'claimed_at' | 'claim_action_id'>,
  ) {
    const row = { brand_id: brandId, hmac: `\\x${hmac}`, ...claim, pin_failures, pin_locked_until }
    this.#codes.set(`${brandId}/${hmac}`, row)
  }

  /** A goal changes once, when it is completed. */
  #addGoal(goal: StandingGoal | undefined, { brand_id, id: member_id }: MemberState, { goals }: LoadedState) {
    const key = `${brand_id}/${member_id}`
    if (!goal?.completed_at || goal === goals.get(key)) return
    goals.set(key, goal)
    this.#goals.push({ brand_id, member_id, completed_at: goal.completed_at })
  }

  get isEmpty(): boolean {
    return this.#accounts.isEmpty && this.#attempts.length === 0
  }

  parameters(): string[] {
    return writeParameters([
      ...this.#accounts.tables(),
      [...this.#codes.values()],
      this.#attempts,
      this.#orders,
      this.#jobs,
      this.#goals,
    ])
  }
}

/** One statement for everything a batch writes: the only place where several folders' tables are written together. */
export const APPLY = composeWrites([
  ...ACCOUNT_FRAGMENTS,
  changeCodes,
  insertAttempts,
  insertGiftOrders,
  enqueueJobs,
  completeGoals,
] as WriteFragment<never>[])
