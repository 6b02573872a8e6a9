-- Earning: lots and holds, counters, ranks that fall, repeatable achievements, campaigns, long work with progress.

-- What time does to a member's account is due at `due_at` at the latest; null when nothing is.
alter table members
  add column points_owed bigint not null default 0 check (points_owed >= 0),
  add column points_held bigint not null default 0 check (points_held >= 0),
  -- lifetime points that stopped counting towards the rank when it fell
  add column rank_offset bigint not null default 0 check (rank_offset >= 0),
  add column ranks_rewarded text[] not null default '{}',
  add column birth_month smallint check (birth_month between 1 and 12),
  add column last_active_at timestamptz,
  add column due_at timestamptz,
  add column expiry_notified_at timestamptz,
  add column rank_notified_at timestamptz,
  add column rank_fell_at timestamptz,
  add check (lifetime_points >= 0);
create index members_due on members (brand_id, due_at) where due_at is not null;

-- An entry changes the balance, what is owed, and what counts for the rank, each by its own amount.
alter table ledger_entries
  add column owed_amount bigint not null default 0,
  add column lifetime_amount bigint not null default 0,
  -- what caused it, such as code:<hmac>, achievement:<key>, campaign:<id>, operator:<id>
  add column source text not null default '',
  -- the entry (by seq) that this one takes back, in whole or in part
  add column reverses bigint,
  drop constraint ledger_entries_amount_check,
  add constraint ledger_entries_amount_check check (amount <> 0 or owed_amount <> 0);
create index ledger_entries_action on ledger_entries (brand_id, action_id);

-- Points by the last day on which they can be used: days since 1970-01-01 in the brand's calendar, 2147483647 for never.
create table point_lots (
  brand_id int not null,
  member_id uuid not null,
  expires_day int not null,
  remaining bigint not null check (remaining >= 0),
  notified_at timestamptz,
  primary key (brand_id, member_id, expires_day),
  foreign key (brand_id, member_id) references members
) with (fillfactor = 80);
select isolate_by_brand('point_lots', 'select, insert, update, delete');

-- Points that are not in the balance yet: what one action earned, entered in the ledger when the hold is released.
create table point_holds (
  brand_id int not null,
  id uuid not null,
  member_id uuid not null,
  action_id uuid not null,
  points bigint not null check (points > 0),
  entries jsonb not null,
  reason text not null check (reason in ('settling', 'review')),
  detail text,
  state text not null default 'held' check (state in ('held', 'released', 'rejected')),
  -- null: it waits for a review
  settles_at timestamptz,
  created_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  primary key (brand_id, id),
  foreign key (brand_id, member_id) references members
);
create index point_holds_member on point_holds (brand_id, member_id, id desc);
create index point_holds_action on point_holds (brand_id, action_id);
create index point_holds_review on point_holds (brand_id, id) where state = 'held' and settles_at is null;
select isolate_by_brand('point_holds', 'select, insert, update');

create table timed_multipliers (
  brand_id int not null,
  member_id uuid not null,
  ends_at timestamptz not null,
  id uuid not null,
  basis_points int not null check (basis_points > 10000),
  starts_at timestamptz not null,
  source text not null,
  action_id uuid not null,
  primary key (brand_id, member_id, ends_at, id),
  foreign key (brand_id, member_id) references members
);
select isolate_by_brand('timed_multipliers', 'select, insert, delete');

-- All that is counted about a member, in one row: a scan reads and writes one, whatever is configured.
create table member_counters (
  brand_id int not null,
  member_id uuid not null,
  counters jsonb not null,
  updated_at timestamptz not null,
  primary key (brand_id, member_id),
  foreign key (brand_id, member_id) references members
) with (fillfactor = 70);
select isolate_by_brand('member_counters', 'select, insert, update');

alter table achievements add column created_by uuid;
alter table achievement_versions add column created_by uuid;
alter table rank_ladders add column created_by uuid;
alter table brand_settings add column created_by uuid;

-- One row for a member and achievement, however often it was unlocked.
alter table member_achievements
  add column times int not null default 1 check (times > 0),
  -- the last unlock, and its period for a repeatable one, such as month:24323
  add column last_unlocked_at timestamptz,
  add column period text;
grant update, delete on member_achievements to synergy_app;

create table campaigns (
  brand_id int not null references brands,
  id uuid not null,
  current_version int not null,
  paused_at timestamptz,
  undone_at timestamptz,
  created_at timestamptz not null,
  created_by uuid,
  primary key (brand_id, id)
);
select isolate_by_brand('campaigns', 'select, insert, update');

create table campaign_versions (
  brand_id int not null,
  campaign_id uuid not null,
  version int not null,
  definition jsonb not null,
  created_at timestamptz not null,
  created_by uuid,
  primary key (brand_id, campaign_id, version),
  foreign key (brand_id, campaign_id) references campaigns
);
select isolate_by_brand('campaign_versions', 'select, insert');

-- What a campaign has given. Locked by a scan only where the campaign has a limit.
create table campaign_usage (
  brand_id int not null,
  campaign_id uuid not null,
  awards bigint not null default 0 check (awards >= 0),
  points bigint not null default 0 check (points >= 0),
  primary key (brand_id, campaign_id),
  foreign key (brand_id, campaign_id) references campaigns
) with (fillfactor = 50);
select isolate_by_brand('campaign_usage', 'select, insert, update');

create table campaign_awards (
  brand_id int not null,
  campaign_id uuid not null,
  action_id uuid not null,
  member_id uuid not null,
  version int not null,
  points bigint not null check (points > 0),
  taken_back_at timestamptz,
  primary key (brand_id, campaign_id, action_id),
  foreign key (brand_id, campaign_id, version) references campaign_versions,
  foreign key (brand_id, member_id) references members
);
create index campaign_awards_action on campaign_awards (brand_id, action_id);
select isolate_by_brand('campaign_awards', 'select, insert, update');

-- Long work: done in slices, each one transaction that also moves the cursor, so that it goes on where it stopped.
create table runs (
  brand_id int not null references brands,
  id uuid not null,
  kind text not null,
  subject text not null,
  input jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  cursor text,
  done bigint not null default 0,
  total bigint,
  result jsonb not null default '{}',
  failure text,
  started_by uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (brand_id, id)
);
create index runs_recent on runs (brand_id, kind, id desc);
select isolate_by_brand('runs', 'select, insert, update');

-- The owner is bound by the policies as well: what is carried over here is of all brands.
alter table members no force row level security;
alter table ledger_entries no force row level security;
alter table achievement_progress no force row level security;
update ledger_entries set lifetime_amount = amount;
update members set last_active_at = last_scan_at where last_scan_at is not null;
alter table point_lots no force row level security;
insert into point_lots (brand_id, member_id, expires_day, remaining)
  select brand_id, id, 2147483647, points_balance from members where points_balance > 0;
alter table point_lots force row level security;
alter table member_counters no force row level security;
insert into member_counters (brand_id, member_id, counters, updated_at)
  select brand_id, member_id, jsonb_object_agg(counter, value), max(updated_at)
  from achievement_progress group by brand_id, member_id;
alter table member_counters force row level security;
alter table members force row level security;
alter table ledger_entries force row level security;
drop table achievement_progress;

-- Brands with a member's account that time has something to do to.
create policy system_reads on members for select to synergy_system using (true);
grant select (brand_id, id, due_at) on members to synergy_system;
create function brands_with_due_accounts(at timestamptz) returns setof int
language sql stable security definer set search_path = public, pg_temp
set enable_seqscan = off set enable_bitmapscan = off as
$$ select b.id from brands b
   where exists (select 1 from members m where m.brand_id = b.id and m.due_at <= at) $$;

-- Enqueues a job in the caller's transaction, from `run_at` on. The brand is the caller's setting, not the caller's word.
drop function enqueue(text, json, text);
create function enqueue(task text, payload json, job_key text default null, run_at timestamptz default null) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job(task,
    (payload::jsonb || jsonb_build_object('brand_id', current_setting('app.brand_ids')::int))::json,
    max_attempts => 12, job_key => job_key, run_at => run_at);
end $$;

do $$
declare
  f text;
begin
  foreach f in array array['brands_with_due_accounts(timestamptz)', 'enqueue(text, json, text, timestamptz)'] loop
    execute format('alter function %s owner to synergy_system', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to synergy_app', f);
  end loop;
end $$;
