-- Referrals, what members have in common, and jobs that a batch of scans enqueues.

create table referrals (
  brand_id int not null,
  id uuid not null,
  referrer_id uuid not null,
  friend_id uuid not null,
  state text not null default 'pending' check (state in ('pending', 'review', 'converted', 'rejected')),
  -- what spoke against it, such as crowded_device
  reasons text[] not null default '{}',
  referrer_points bigint not null default 0 check (referrer_points >= 0),
  friend_points bigint not null default 0 check (friend_points >= 0),
  created_at timestamptz not null,
  decided_at timestamptz,
  -- the operator, where one decided
  decided_by uuid,
  primary key (brand_id, id),
  -- nobody is anybody's friend twice
  unique (brand_id, friend_id),
  foreign key (brand_id, referrer_id) references members,
  foreign key (brand_id, friend_id) references members
);
create index referrals_referrer on referrals (brand_id, referrer_id, id desc);
create index referrals_state on referrals (brand_id, state, id desc);
create index referrals_converted on referrals (brand_id, referrer_id, decided_at) where state = 'converted';
select isolate_by_brand('referrals', 'select, insert, update');

-- By what members may be one person or household: keyed hashes, which tell nothing but that two are the same.
create table member_traits (
  brand_id int not null,
  kind text not null check (kind in ('mailbox', 'address', 'device')),
  hash bytea not null check (length(hash) = 16),
  member_id uuid not null,
  key_id text not null,
  created_at timestamptz not null,
  primary key (brand_id, kind, hash, member_id),
  foreign key (brand_id, member_id) references members
);
create index member_traits_member on member_traits (brand_id, member_id);
select isolate_by_brand('member_traits', 'select, insert, delete');

-- Friends who became members through this one and counted.
alter table members add column referral_count int not null default 0 check (referral_count >= 0);

-- Enqueues a job of one of the brands that the caller's setting names: a batch of scans is of several.
create function enqueue_for(brand int, task text, payload json, job_key text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (brand = any(string_to_array(nullif(current_setting('app.brand_ids', true), ''), ',')::int[])) is not true then
    raise exception 'brand % is not the caller''s', brand using errcode = 'insufficient_privilege';
  end if;
  perform graphile_worker.add_job(task, (payload::jsonb || jsonb_build_object('brand_id', brand))::json,
    max_attempts => 12, job_key => job_key);
end $$;
alter function enqueue_for(int, text, json, text) owner to synergy_system;
revoke all on function enqueue_for(int, text, json, text) from public;
grant execute on function enqueue_for(int, text, json, text) to synergy_app;
