import type { Brand } from '../../src/tenancy/index.ts'
import type { Customer, Desk } from './desk.ts'

const POINTS = 10
const DAY_MS = 86_400_000

/** A UUIDv7 of a moment, for the nth row of it. */
const idAt = (ms: string, n: string, kind: string) =>
  `(lpad(to_hex((${ms})::bigint), 12, '0') || '7' || lpad(to_hex(${n} % 4096), 3, '0') || '8' || '${kind}' || lpad(to_hex(${n}), 14, '0'))::uuid`

/**
 * Scans that a member made before: one a minute, each with its action, its entry, its pack and its operation, in bulk
 * and past the application. The books add up. The member has scanned at least once, which says what such rows look like.
 */
export async function addPastScans(
  rows: Desk['rows'],
  input: { brand: Brand; member: Customer; count: number; before: Date },
): Promise<void> {
  const { brand, member, count, before } = input
  const begins = before.getTime() - DAY_MS - count * 60_000
  const [last] = await rows<{ seq: number; balance: number }>(
    'select ledger_seq::int as seq, points_balance::int as balance from members where id = $1',
    [member.id],
  )
  const { seq = 0, balance = 0 } = last ?? {}
  const scans = `generate_series(1, ${count}) i`
  const ms = `${begins} + i::bigint * 60000`
  const action = idAt(ms, 'i', '1')
  await rows('set session_replication_role = replica')
  for (const text of [
    `insert into actions (brand_id, id, member_id, name, data)
     select $1, ${action}, $2, 'product_scanned', a.data from ${scans},
       (select data from actions where brand_id = $1 and member_id = $2 and name = 'product_scanned' limit 1) a`,
    `insert into ledger_entries (brand_id, member_id, seq, amount, lifetime_amount, balance_after, reason, action_id,
       source, rule, created_at)
     select $1, $2, ${seq} + i, ${POINTS}, ${POINTS}, ${balance} + i * ${POINTS}, 'scan', ${action}, 'code:' || i,
       '{"rule": "fixed_points", "multipliers": []}', to_timestamp((${ms}) / 1000.0) from ${scans}`,
    `insert into codes (brand_id, hmac, key_id, batch_id, serial, claimed_by, claimed_at, claim_action_id)
     select $1, decode(md5($2::text || i), 'hex'), 't1', b.id, 1000000 + i, $2, to_timestamp((${ms}) / 1000.0), ${action}
     from ${scans}, (select id from batches where brand_id = $1 order by id desc limit 1) b`,
    `insert into operations (brand_id, client_op_id, member_id, request_hash, action_id, answer)
     select $1, ${idAt(ms, 'i', '2')}, $2, decode(md5(i::text), 'hex'), ${action}, '{}' from ${scans}`,
    `update members set ledger_seq = ledger_seq + ${count}, points_balance = points_balance + ${count * POINTS},
       lifetime_points = lifetime_points + ${count * POINTS}, scan_count = scan_count + ${count}
     where brand_id = $1 and id = $2`,
    `update point_lots set remaining = remaining + ${count * POINTS} where brand_id = $1 and member_id = $2`,
  ]) {
    await rows(text.replaceAll('$1', `${brand.id}`).replaceAll('$2', `'${member.id}'::uuid`))
  }
  await rows('reset session_replication_role')
  await rows('analyze actions, ledger_entries, codes, operations, members, point_lots')
}
