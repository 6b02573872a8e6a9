import { isLimited, isRunning } from '../campaigns/index.ts'
import {
  type AccountRow,
  accountBranches,
  LoadedAccounts,
  type MemberState,
  memberList,
} from '../earning/index.ts'
import { goalBranch, type StandingGoal } from '../goals/index.ts'
import {
  CODE_FACTS,
  type CodeState,
  type ScanRequest,
  type ScanState,
  type StoredOperation,
} from './state.ts'

/**
 * The second statement, after LOCK_MEMBERS: locks the codes in HMAC order and reads all else that `decide` needs. It must not be merged with
 * the first: under READ COMMITTED a statement that waited for a lock sees the locked row fresh, but every other table
 * as it was before the wait, so counters would be lost. LATERAL with OFFSET 0 looks batch and product up by key: a plan
 * made while a brand had one batch would otherwise read all of them for ever.
 */
export const LOCK_CODES_AND_READ = `
  with wanted as (
    select distinct brand_id, hmac from jsonb_to_recordset($1::jsonb) as r(brand_id int, hmac bytea)
  ), locked as (
    select c.brand_id, c.hmac, c.serial, c.batch_id, c.claimed_by, c.voided_at, c.pin_hmac,
      c.pin_failures, c.pin_locked_until
    from wanted w join codes c on c.brand_id = w.brand_id and c.hmac = w.hmac
    order by c.brand_id, c.hmac
    for no key update of c
  )
  select 'code' as kind, c.brand_id, encode(c.hmac, 'hex') as key, json_build_object('hmac', encode(c.hmac, 'hex'),
      'serial', c.serial, 'batch_id', c.batch_id, 'claimed_by', c.claimed_by, 'voided_at', c.voided_at,
      'batch_state', ${CODE_FACTS.batch_state}, 'pin_hmac', ${CODE_FACTS.pin_hmac},
      'pin_failures', c.pin_failures, 'pin_locked_until', c.pin_locked_until, 'expires_at', b.expires_at, 'product', to_json(p)) as data
  from locked c
  cross join lateral (
    select * from batches b where b.brand_id = c.brand_id and b.id = c.batch_id offset 0
  ) b
  cross join lateral (
    select * from products p where p.brand_id = c.brand_id and p.id = b.product_id offset 0
  ) p
  union all
  select 'operation', o.brand_id, o.client_op_id || '/' || o.member_id,
    json_build_object('request_hash', encode(o.request_hash, 'hex'), 'answer', o.answer)
  from jsonb_to_recordset($2::jsonb) as r(brand_id int, client_op_id uuid, member_id uuid)
  join operations o on o.brand_id = r.brand_id and o.client_op_id = r.client_op_id and o.member_id = r.member_id
  union all${accountBranches('$3', '$4')}
  union all${goalBranch('$3')}`

/** The parameters of the two statements: each member, code, operation and limited campaign once. */
export function loadParameters(requests: ScanRequest[]): {
  members: string
  codes: string
  operations: string
  campaigns: string
} {
  const limited = new Map(
    requests.flatMap(({ program: { brand, campaigns }, at }) =>
      campaigns
        .filter(campaign => isLimited(campaign) && isRunning(campaign, at))
        .map(({ id }) => [id, { brand_id: brand.id, campaign_id: id }] as const),
    ),
  )
  return {
    members: memberList(
      requests.map(({ program, memberId, at }) => ({ brandId: program.brand.id, memberId, at })),
    ),
    codes: JSON.stringify(
      requests.flatMap(({ program, hmacs }) =>
        hmacs.map(hmac => ({ brand_id: program.brand.id, hmac: `\\x${hmac}` })),
      ),
    ),
    operations: JSON.stringify(
      requests.map(({ program, memberId, clientOpId }) => ({
        brand_id: program.brand.id,
        client_op_id: clientOpId,
        member_id: memberId,
      })),
    ),
    campaigns: JSON.stringify([...limited.values()]),
  }
}

export type LoadedRow =
  | AccountRow
  | { kind: 'code' | 'operation' | 'goal'; brand_id: number; key: string; data: unknown }

const OF_THE_SCAN: ReadonlySet<string> = new Set(['code', 'operation', 'goal'])

const isOfAccount = (row: LoadedRow): row is AccountRow => !OF_THE_SCAN.has(row.kind)

/**
 * What a batch has loaded, in memory. Requests of one batch that touch the same member or code are decided one after
 * the other on it: each decision is put back before the next one is made.
 */
export class LoadedState {
  readonly accounts: LoadedAccounts
  readonly codes = new Map<string, CodeState>()
  readonly operations = new Map<string, StoredOperation>()
  /** By brand and member. */
  readonly goals = new Map<string, StandingGoal>()

  constructor(members: MemberState[], rows: LoadedRow[]) {
    this.accounts = new LoadedAccounts(members, rows.filter(isOfAccount))
    for (const { kind, brand_id, key, data } of rows) {
      if (kind === 'code') this.codes.set(`${brand_id}/${key}`, data as CodeState)
      if (kind === 'goal') this.goals.set(`${brand_id}/${key}`, data as StandingGoal)
      if (kind === 'operation') this.operations.set(`${brand_id}/${key}`, data as StoredOperation)
    }
  }

  /** What `decide` may read for this request. Throws a 401 Problem when the member is gone. */
  of(request: ScanRequest): ScanState {
    const brandId = request.program.brand.id
    return {
      account: this.accounts.of(brandId, request.memberId),
      goal: this.goals.get(`${brandId}/${request.memberId}`),
      code: request.hmacs.map(hmac => this.codes.get(`${brandId}/${hmac}`)).find(code => code),
      operation: this.operations.get(`${brandId}/${request.clientOpId}/${request.memberId}`),
      usageOf: campaignId => this.accounts.usageOf(brandId, campaignId),
    }
  }
}
