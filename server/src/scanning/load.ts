import { Problem } from '../platform/errors.ts'
import type { CodeState, MemberState, ScanRequest, ScanState, StoredOperation } from './state.ts'

/**
 * First statement: locks the members in id order and reads them. NO KEY UPDATE, so that sessions and mail that
 * reference the member are not held up.
 */
export const LOCK_MEMBERS = `
  select m.brand_id, m.id, m.state, m.marketing_consent, m.points_balance, m.lifetime_points, m.points_spent,
    m.ledger_seq, m.rank_key, m.scan_count, m.redemption_count, m.achievement_count, m.last_scan_at
  from jsonb_to_recordset($1::jsonb) as r(brand_id int, member_id uuid)
  join members m on m.brand_id = r.brand_id and m.id = r.member_id
  order by m.brand_id, m.id
  for no key update of m`

/**
 * Second statement: locks the codes in HMAC order and reads all else that `decide` needs. It must not be merged with
 * the first: under READ COMMITTED a statement that waited for a lock sees the locked row fresh, but every other table
 * as it was before the wait, so counters would be lost. LATERAL with OFFSET 0 looks batch and product up by key: a plan
 * made while a brand had one batch would otherwise read all of them for ever.
 */
export const LOCK_CODES_AND_READ = `
  with wanted as (
    select distinct brand_id, hmac from jsonb_to_recordset($1::jsonb) as r(brand_id int, hmac bytea)
  ), locked as (
    select c.brand_id, c.hmac, c.serial, c.batch_id, c.claimed_by, c.voided_at
    from wanted w join codes c on c.brand_id = w.brand_id and c.hmac = w.hmac
    order by c.brand_id, c.hmac
    for no key update of c
  )
  select 'code' as kind, c.brand_id, encode(c.hmac, 'hex') as key, json_build_object('hmac', encode(c.hmac, 'hex'),
      'serial', c.serial, 'batch_id', c.batch_id, 'claimed_by', c.claimed_by, 'voided_at', c.voided_at,
      'batch_state', b.state, 'expires_at', b.expires_at, 'product', to_json(p)) as data
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
  union all
  select 'counter', a.brand_id, a.member_id::text, json_build_array(a.counter, a.value)
  from jsonb_to_recordset($3::jsonb) as r(brand_id int, member_id uuid)
  join achievement_progress a on a.brand_id = r.brand_id and a.member_id = r.member_id
  union all
  select 'unlocked', a.brand_id, a.member_id::text, to_json(a.achievement_id)
  from jsonb_to_recordset($3::jsonb) as r(brand_id int, member_id uuid)
  join member_achievements a on a.brand_id = r.brand_id and a.member_id = r.member_id`

/** The parameters of the two statements: each member, code and operation once. */
export function loadParameters(requests: ScanRequest[]): {
  members: string
  codes: string
  operations: string
} {
  const members = new Map<string, object>()
  for (const { program, memberId } of requests) {
    members.set(`${program.brand.id}/${memberId}`, { brand_id: program.brand.id, member_id: memberId })
  }
  return {
    members: JSON.stringify([...members.values()]),
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
  }
}

export interface LoadedRow {
  kind: 'code' | 'operation' | 'counter' | 'unlocked'
  brand_id: number
  key: string
  data: unknown
}

/**
 * What a batch has loaded, in memory. Requests of one batch that touch the same member or code are decided one after
 * the other on it: each decision is put back before the next one is made.
 */
export class LoadedState {
  readonly members = new Map<string, MemberState>()
  readonly codes = new Map<string, CodeState>()
  readonly operations = new Map<string, StoredOperation>()
  readonly counters = new Map<string, Map<string, number>>()
  readonly unlocked = new Map<string, Set<string>>()

  constructor(members: MemberState[], rows: LoadedRow[]) {
    for (const member of members) {
      const key = `${member.brand_id}/${member.id}`
      this.members.set(key, member)
      this.counters.set(key, new Map())
      this.unlocked.set(key, new Set())
    }
    for (const { kind, brand_id, key, data } of rows) this.#add(kind, `${brand_id}/${key}`, data)
  }

  #add(kind: LoadedRow['kind'], key: string, data: unknown) {
    if (kind === 'code') this.codes.set(key, data as CodeState)
    else if (kind === 'operation') this.operations.set(key, data as StoredOperation)
    else if (kind === 'counter') this.counters.get(key)?.set(...(data as [string, number]))
    else this.unlocked.get(key)?.add(data as string)
  }

  /** What `decide` may read for this request. Throws a 401 Problem when the member is gone. */
  of(request: ScanRequest): ScanState {
    const brandId = request.program.brand.id
    const memberKey = `${brandId}/${request.memberId}`
    const member = this.members.get(memberKey)
    if (!member || member.state === 'erased') {
      throw new Problem(401, 'not_signed_in', 'This account no longer exists')
    }
    return {
      member,
      code: request.hmacs.map(hmac => this.codes.get(`${brandId}/${hmac}`)).find(code => code),
      operation: this.operations.get(`${brandId}/${request.clientOpId}/${request.memberId}`),
      counters: this.counters.get(memberKey) as Map<string, number>,
      unlocked: this.unlocked.get(memberKey) as Set<string>,
    }
  }
}
