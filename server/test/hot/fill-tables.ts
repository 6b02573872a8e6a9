import type pg from 'pg'

/** So many rows that a plan which reads a whole table is wrong. */
export const ROWS = 20_000

const EACH = `from generate_series(1, ${ROWS}) i, (select id from brands where slug = 'acme') b(id)`

/** One statement a table; members are made first and numbered by their referral code. */
const FILL = [
  `insert into members (brand_id, id, email, state, referral_code, rank_key, created_at)
   select b.id, uuidv7(), 'm' || i || '@example.com', 'confirmed', 'R' || i, 'bronze', now() ${EACH}`,
  `create temp table numbered as
   select substring(referral_code from 2)::int i, brand_id, id member_id from members where referral_code ~ '^R\\d+$'`,
  `insert into addresses select brand_id, uuidv7(), member_id, 'l', null, 'c', 'NY', '12534', 'US', now() from numbered`,
  `insert into sessions (brand_id, id, member_id, refresh_hash, rotated_at, expires_at, created_at)
   select brand_id, uuidv7(), member_id, '', now(), now(), now() from numbered`,
  `insert into mail_queue (brand_id, id, member_id, template, key_id, state, created_at)
   select brand_id, uuidv7(), member_id, 'sign_in', 't1', 'sent', now() from numbered`,
  `insert into sign_in_tokens (brand_id, id, member_id, token_hash, code_hash, tries_left, expires_at, consumed_at,
     created_at)
   select brand_id, uuidv7(), member_id, decode(md5('t' || i), 'hex'), '', 5, now(), now(), now() from numbered`,
  `insert into batches (brand_id, id, product_id, code_count, state, created_at)
   select distinct on (brand_id) brand_id, uuidv7(), id, ${ROWS}, 'active', now() from products where brand_id =
     (select id from brands where slug = 'acme')`,
  `insert into codes (brand_id, hmac, key_id, batch_id, serial, claimed_by, claimed_at)
   select n.brand_id, decode(md5('c' || i), 'hex'), 't1', (select id from batches where code_count = ${ROWS}), i,
     member_id, now() from numbered n`,
  `insert into code_attempts (brand_id, hmac, id, member_id, verdict)
   select brand_id, decode(md5('c' || i), 'hex'), uuidv7(), member_id, 'void' from numbered`,
  `insert into claims select brand_id, uuidv7(), '', member_id, decode(md5('c' || i), 'hex'), 'scanned', now()
   from numbered`,
  `insert into orders (brand_id, id, member_id, kind, item_name, state, action_id, created_at)
   select brand_id, uuidv7(), member_id, 'gift', 'g', 'pending', uuidv7(), now() from numbered`,
  `insert into ledger_entries (brand_id, member_id, seq, amount, balance_after, reason, action_id, rule, created_at)
   select brand_id, member_id, 1, 10, 10, 'scan', uuidv7(), '{}', now() from numbered`,
  `insert into member_counters select brand_id, member_id, '{"scans": 1}', now() from numbered`,
  `insert into point_lots (brand_id, member_id, expires_day, remaining)
   select brand_id, member_id, 2147483647, 10 from numbered`,
  `insert into timed_multipliers select brand_id, member_id, now() - interval '1 day', uuidv7(), 20000, now(), 's', uuidv7()
   from numbered`,
  `insert into point_holds (brand_id, id, member_id, action_id, points, entries, reason, state, created_at)
   select brand_id, uuidv7(), member_id, uuidv7(), 5, '[]', 'review', 'released', now() from numbered`,
  `insert into member_achievements (brand_id, member_id, achievement_id, version, action_id, unlocked_at)
   select brand_id, member_id, (select id from achievements limit 1), 1, uuidv7(), now() from numbered`,
  `insert into operations select brand_id, uuidv7(), member_id, '', null, '{}' from numbered`,
  `insert into actions (brand_id, id, member_id, name, data)
   select brand_id, uuidv7(), member_id, 'product_scanned', '{}' from numbered`,
  `insert into outbox (brand_id, id, member_id, lane, name, schema_version, occurred_at, state)
   select brand_id, uuidv7(), member_id, i % 16, 'product_scanned', 1, now(), 'sent' from numbered`,
  `insert into rewards (brand_id, id, current_version, created_at)
   select brand_id, uuidv7(), 1, now() from numbered limit 1`,
  `insert into goals (brand_id, member_id, reward_id, set_at)
   select brand_id, member_id, (select id from rewards limit 1), now() from numbered`,
  `insert into wishlist_items
   select brand_id, member_id, (select id from rewards limit 1), now() from numbered`,
  `insert into referrals (brand_id, id, referrer_id, friend_id, state, created_at)
   select n.brand_id, uuidv7(), r.member_id, n.member_id, 'converted', now()
   from numbered n join numbered r on r.i = (n.i + 4) / 5`,
  `insert into member_traits
   select brand_id, kind, decode(md5(kind || i), 'hex'), member_id, 't1', now()
   from numbered, unnest(array['mailbox', 'address', 'device']) kind`,
  `insert into member_consents (brand_id, id, member_id, kind, granted, source, at)
   select brand_id, uuidv7(), member_id, 'terms', true, 'claim', now() from numbered`,
  `insert into email_changes (brand_id, id, member_id, token_hash, cancel_hash, key_id, state, ends_at, created_at)
   select brand_id, uuidv7(), member_id, decode(md5('t' || i), 'hex'), decode(md5('c' || i), 'hex'), 't1', 'over', now(), now()
   from numbered`,
  `insert into personalization_responses (brand_id, member_id, day, kind, subject, surface, response, variant,
     insight_source, created_at)
   select brand_id, member_id, 20000, 'scan_again', '', 'card', 'shown', 'personal', 'local', now() from numbered`,
  `insert into disputes (brand_id, id, hmac, member_id, claimed_by, claim_action_id, evidence, state, created_at)
   select brand_id, uuidv7(), decode(md5('c' || i), 'hex'), member_id, member_id, uuidv7(), '{}', 'refused', now()
   from numbered`,
  `insert into insights select brand_id, member_id, 'x', 'customer.io', now(), now(), '{}' from numbered`,
  `insert into insight_webhooks (brand_id, id, unique_key, raw, state, received_at)
   select brand_id, uuidv7(), 'k' || i, '', 'applied', now() from numbered`,
]

/** Fills every table that grows with members; needs the superuser, since references are not checked. */
export async function fillTables(admin: pg.Client): Promise<void> {
  await admin.query('set session_replication_role = replica')
  for (const text of FILL) await admin.query(text)
  await admin.query('reset session_replication_role')
  await admin.query('drop table numbered')
  await admin.query('analyze')
}
