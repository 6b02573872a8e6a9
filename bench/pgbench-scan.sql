\set i :i + 1
\set n :base + :i * 64 + :client_id
\set b :n % :brands + 1
\set j :n % :brands + :brands * random(0, :members / :brands - 1)
with m as (
  update members set points_balance = points_balance + 100, lifetime_points = lifetime_points + 100,
    ledger_seq = ledger_seq + 1, scan_count = scan_count + 1, last_scan_at = now(), last_active_at = now()
  where brand_id = :b::int and id = (select md5('m' || :j::text)::uuid)
  returning brand_id, id, points_balance, ledger_seq
), c as (
  update codes set claimed_by = m.id, claimed_at = now(), claim_action_id = m.id
  from m where codes.brand_id = :b::int and hmac = (select decode(md5('c' || :n::text), 'hex')) and claimed_by is null
  returning 1
), p as (
  insert into member_counters as a (brand_id, member_id, counters, updated_at)
  select brand_id, id, '{"scans": 1, "points_earned": 100}', now() from m
  on conflict (brand_id, member_id) do update set updated_at = now(), counters = jsonb_build_object(
    'scans', (a.counters->>'scans')::int + 1, 'points_earned', (a.counters->>'points_earned')::int + 100)
  returning 1
), k as (
  insert into point_lots as a (brand_id, member_id, expires_day, remaining)
  select brand_id, id, 2147483647, 100 from m
  on conflict (brand_id, member_id, expires_day) do update set remaining = a.remaining + 100
  returning 1
), l as (
  insert into ledger_entries (brand_id, member_id, seq, amount, balance_after, reason, action_id, rule, created_at,
    lifetime_amount, source)
  select brand_id, id, ledger_seq, 100, points_balance, 'scan', id,
    '{"rule": "points_per_dollar", "multipliers": [{"rule": "rank", "basis_points": 10000}], "settings_version": 1, "ladder_version": 1}', now(),
    100, 'code:00112233445566778899aabbccddeeff'
  from m returning 1
), o as (
  insert into operations select brand_id, gen_random_uuid(), id, decode(repeat('ab', 32), 'hex'), id, repeat('x', 820)
  from m returning 1
), t as (
  insert into actions select brand_id, uuidv7(), id, 'product_scanned', gen_random_uuid(), gen_random_uuid(),
    '{"verdict": "claimed", "points": 100, "balance_after": 600, "product": {"id": "0197f3a0-0000-7000-8000-000000000001", "name": "Bench flower 3.5 g", "sku": "BENCH"}, "batch_id": "0197f3a0-0000-7000-8000-000000000002", "serial": 12345, "code": "00112233445566778899aabbccddeeff", "entries": [{"seq": 6, "amount": 100, "reason": "scan"}], "unlocked": [], "events": [{"id": "0197f3a0-0000-7000-8000-000000000003", "name": "product_scanned"}]}'
  from m returning 1
), x as (
  insert into outbox (brand_id, id, member_id, lane, name, schema_version, occurred_at, numbers, refs)
  select brand_id, uuidv7(), id, 3, 'product_scanned', 1, now(),
    '{"points_balance": 600, "lifetime_points": 600, "points_spent_total": 0, "rank_key": "bronze", "rank_name": "Bronze", "rank_multiplier": 1, "total_scans": 6, "total_redemptions": 0, "total_achievements_unlocked": 0, "points_award": 100}',
    '{"action_id": "0197f3a0-0000-7000-8000-000000000003", "product_id": "0197f3a0-0000-7000-8000-000000000001"}'
  from m returning 1
)
select count(*) from c;
