import type pg from 'pg'
import { ledgerFaults } from '../invariants.ts'
import type { Performed } from './operation.ts'

/** What the database holds of the operations that are looked at. */
export interface Evidence {
  operations: { client_op_id: string; member_id: string; action_id: string | null; answer: string }[]
  actions: ActionEvidence[]
  entries: { action_id: string; amount: number; reason: string }[]
  outbox: { id: string; member_id: string; name: string; action_id: string | null }[]
  codes: { hmac: string; claimed_by: string | null; claim_action_id: string | null }[]
  claims: { client_op_id: string; member_id: string; outcome: string; mails: number }[]
  members: MemberEvidence[]
  /** Of all that is in the books, not only of these operations. */
  ledgerFaults: { fault: string; member_id: string }[]
}

export interface ActionEvidence {
  id: string
  client_op_id: string | null
  member_id: string
  name: string
  /** Of a scan: the code, the points and the events that it wrote. */
  data: { code?: string; points?: number; events?: { id: string; name: string }[] }
}

export interface MemberEvidence {
  id: string
  email: string
  first_name: string
  consent: boolean
  addresses: number
  gifts: number
  scans: number
}

/** The lowest time-ordered id of a moment. */
function lowestId(at: number): string {
  const time = at.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}

/** Reads all that these operations left behind; `since` is a moment before the first of them. */
export async function readEvidence(
  admin: pg.Client,
  performed: Performed[],
  known: { brandId: number; memberIds: string[]; since: number },
): Promise<Evidence> {
  const { brandId, since, memberIds } = known
  const floor = lowestId(since)
  const ids = performed.map(({ operation }) => operation.id)
  const hmacs = performed.flatMap(({ operation }) => ('hmac' in operation ? [operation.hmac] : []))
  const emails = performed.flatMap(({ operation }) => ('email' in operation ? [operation.email] : []))
  const read = async <K extends keyof Evidence>(text: string, ...values: unknown[]) =>
    (await admin.query(text, [brandId, ...values])).rows as Evidence[K]
  return {
    operations: await read<'operations'>(
      `select client_op_id, member_id, action_id, answer from operations
      where brand_id = $1 and client_op_id = any($2::uuid[])`,
      ids,
    ),
    actions: await read<'actions'>(
      'select id, client_op_id, member_id, name, data from actions where brand_id = $1 and id >= $2',
      floor,
    ),
    entries: await read<'entries'>(
      `select action_id, amount::float8 as amount, reason from ledger_entries
      where brand_id = $1 and action_id >= $2`,
      floor,
    ),
    outbox: await read<'outbox'>(
      `select id, member_id, name, refs->>'action_id' as action_id from outbox where brand_id = $1 and id >= $2`,
      floor,
    ),
    codes: await read<'codes'>(
      `select encode(hmac, 'hex') as hmac, claimed_by, claim_action_id from codes
      where brand_id = $1 and hmac in (select decode(h, 'hex') from unnest($2::text[]) h)`,
      hmacs,
    ),
    claims: await read<'claims'>(
      `select client_op_id, member_id, outcome, (select count(*)::int from mail_queue m
        where m.brand_id = c.brand_id and m.member_id = c.member_id) as mails
      from claims c where brand_id = $1 and client_op_id = any($2::uuid[])`,
      ids,
    ),
    members: await read<'members'>(
      `select id, email, first_name, marketing_consent as consent, scan_count as scans,
        (select count(*)::int from addresses a where a.brand_id = m.brand_id and a.member_id = m.id) as addresses,
        (select count(*)::int from orders o where o.brand_id = m.brand_id and o.member_id = m.id) as gifts
      from members m where brand_id = $1 and (email = any($2::text[]) or id = any($3::uuid[]))`,
      emails,
      memberIds,
    ),
    ledgerFaults: await ledgerFaults(admin),
  }
}
