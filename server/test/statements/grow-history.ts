import assert from 'node:assert/strict'
import type { Customer, Desk } from '../earning/desk.ts'

const COPIES = 300

/** The id of something that happened i minutes before. */
const EARLIER = `overlay(uuid_floor(uuid_extract_timestamp(t.id) - i * interval '1 minute')::text
  placing substr(gen_random_uuid()::text, 15) from 15)::uuid`
const RANDOM = 'gen_random_uuid()'
const BYTES = `decode(md5(t::text || i), 'hex')`
/** Nobody's pointer leads there. */
const UNUSED = 't.version + 1000 * i'

/** What is different in the copies of a row; `of` says which rows are copied, mine unless told. */
interface Copies {
  set: Record<string, string>
  of?: string
}

const byId = (set: Record<string, string> = {}): Copies => ({ set: { id: EARLIER, ...set } })

/** How each table grows that is a history: the rows that there are, 300 times each, in the past. */
export const GROWN: Record<string, Copies> = {
  members: {
    ...byId({ email: `'g' || i || t.email`, referral_code: `left(md5(t.id::text || i), 20)` }),
    of: 'id <> $2',
  },
  actions: byId({ client_op_id: 'null' }),
  addresses: byId({ in_book: 'false', is_default: 'false' }),
  audit_entries: {
    set: {
      seq: '(select max(seq) from audit_entries where brand_id = $1) + row_number() over ()',
      id: EARLIER,
    },
  },
  batch_changes: byId(),
  batches: byId({ client_op_id: 'null' }),
  campaign_awards: { set: { action_id: RANDOM } },
  campaign_versions: { set: { version: UNUSED } },
  achievement_versions: { set: { version: UNUSED } },
  claims: { set: { client_op_id: RANDOM }, of: 'true' },
  code_attempts: byId(),
  codes: { set: { hmac: BYTES, serial: '2000000 + row_number() over ()' }, of: 'claimed_by is null' },
  disputes: byId({ hmac: BYTES }),
  email_changes: byId({
    token_hash: BYTES,
    cancel_hash: `decode(md5(t::text || -i), 'hex')`,
    state: `'over'`,
    sealed: 'null',
  }),
  insight_webhooks: byId({ unique_key: 't.unique_key || i' }),
  mail_queue: byId(),
  member_consents: byId(),
  member_imports: byId({ client_op_id: RANDOM }),
  member_traits: { set: { hash: BYTES } },
  operations: { set: { client_op_id: RANDOM } },
  operator_sessions: byId({ token_hash: BYTES }),
  operators: byId({ email: 'i || t.email' }),
  order_events: byId(),
  orders: byId(),
  outbox: byId(),
  personalization_responses: { set: { day: 't.day - i' } },
  point_holds: { ...byId(), of: `state = 'held'` },
  products: byId({ sku: `t.sku || '/' || i` }),
  rank_ladders: { set: { version: UNUSED } },
  recalls: byId({ client_op_id: RANDOM }),
  reward_changes: { set: { client_op_id: RANDOM } },
  reward_versions: { set: { version: UNUSED } },
  reward_vouchers: byId({ code_hash: BYTES, order_id: 'null' }),
  runs: byId({ state: `'done'` }),
  sessions: byId({ refresh_hash: BYTES }),
  brand_settings: { set: { version: UNUSED } },
  sign_in_tokens: byId({ token_hash: BYTES }),
}

/** What is no history, each for a reason. */
export const NOT_GROWN: Record<string, string> = {
  achievements: 'what a brand has set up; statements-per-scan.test.ts has a thousand',
  brand_credentials: 'one a brand',
  brand_domains: 'what a brand has set up',
  campaign_usage: 'one row a campaign',
  campaigns: 'what a brand has set up; statements-per-scan.test.ts has fifty',
  goals: 'one a member',
  insight_requests: 'one a member of the last hour',
  insights: 'one a member',
  ledger_entries: 'by the past scans, so that the books add up',
  member_achievements: 'one row a member and achievement',
  member_counters: 'one row a member',
  member_import_chunks: 'gone when the import is done',
  outbox_lanes: 'sixteen a brand',
  mail_pace: 'one a brand',
  outbox_pace: 'one a brand',
  outbox_people: 'one a member',
  power_thresholds: 'one a brand',
  point_lots: 'one row a last day, as many as the days of the policy',
  report_counts: 'one row a day and metric, read by those who run the brand',
  referrals: 'by the members who are made friends',
  reward_stock: 'one row a reward',
  rewards: 'what a brand has set up',
  sealed_codes: 'gone when the codes were handed out',
  timed_multipliers: 'those that have ended are found by their end',
  wishlist_items: 'at most a hundred a member',
}

/** Everybody who is new is a friend of mine, half of them to be reviewed. */
const FRIENDS = `
  insert into referrals (brand_id, id, referrer_id, friend_id, state, created_at)
  select brand_id, id, $2, id, case when get_byte(uuid_send(id), 15) % 2 = 0 then 'review' else 'converted' end, created_at
  from members m where brand_id = $1 and id <> $2
    and not exists (select 1 from referrals r where r.brand_id = m.brand_id and r.friend_id = m.id)`

const COLUMNS = `select attname as name from pg_attribute
  where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`

/** Multiplies what has happened in a brand, and above all to one member, past the application. */
export async function growHistory(desk: Desk, me: Customer): Promise<void> {
  await desk.addPastScans(me, COPIES)
  await desk.rows('set session_replication_role = replica')
  for (const [table, copies] of Object.entries(GROWN)) await copy(desk, me, table, copies)
  await desk.rows(known(desk, me, FRIENDS))
  await desk.rows('reset session_replication_role')
  await desk.rows('analyze')
}

async function copy(desk: Desk, me: Customer, table: string, { set, of }: Copies) {
  const names = (await desk.rows<{ name: string }>(COLUMNS, [table])).map(({ name }) => name)
  const which = of ?? (names.includes('member_id') ? 'member_id = $2' : 'true')
  const text = `insert into ${table} (${names.join(', ')})
    select ${names.map(name => set[name] ?? `t.${name}`).join(', ')}
    from (select * from ${table} where brand_id = $1 and ${which} limit 5) t, generate_series(1, ${COPIES}) i`
  const [made] = await desk.rows<{ n: number }>(
    `with made as (${known(desk, me, text)} returning 1) select count(*)::int as n from made`,
  )
  assert.ok(made && made.n >= COPIES, `${table} has nothing that could grow`)
}

/** A statement with brand and member written into it: one with values would be of one type in every place. */
const known = ({ brand }: Desk, { id }: Customer, text: string) =>
  text.replaceAll('$1', `${brand.id}`).replaceAll('$2', `'${id}'::uuid`)
