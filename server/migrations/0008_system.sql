-- Everything that may look past one brand, in one file: SECURITY DEFINER functions owned by synergy_system,
-- and the policies that let that role (which cannot log in) see what they need.

create policy system_reads on brand_domains for select to synergy_system using (true);
create policy system_reads on brands for select to synergy_system using (true);
create policy system_reads on outbox for select to synergy_system using (true);
create policy system_reads on sessions for select to synergy_system using (true);
grant select on brand_domains, sessions to synergy_system;
grant select on brands to synergy_system;

-- Which brand a host belongs to; null when it is nobody's.
create function resolve_host(wanted text) returns int
language sql stable security definer set search_path = public, pg_temp as
$$ select brand_id from brand_domains where host = wanted $$;

create function resolve_slug(wanted text) returns int
language sql stable security definer set search_path = public, pg_temp as
$$ select id from brands where slug = wanted $$;

create function list_brands() returns table (id int, slug text)
language sql stable security definer set search_path = public, pg_temp as
$$ select id, slug from brands order by id $$;

-- Sessions of all brands that were revoked since a moment: what every API process refuses.
create function sessions_revoked_since(since timestamptz) returns table (id uuid, revoked_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as
$$ select id, revoked_at from sessions where revoked_at >= since $$;

-- Brands whose outbox has a waiting row.
create function brands_with_due_work() returns setof int
language sql stable security definer set search_path = public, pg_temp as
$$ select b.id from brands b
   where exists (select 1 from outbox o where o.brand_id = b.id and o.state = 'waiting') $$;

-- Waiting rows of all brands, up to a bound, and the age of the oldest: for the metrics.
create function outbox_depth(bound int) returns table (waiting bigint, oldest timestamptz)
language sql stable security definer set search_path = public, pg_temp as
$$ select count(*), min(occurred_at) from
   (select occurred_at from outbox where state = 'waiting' limit bound) w $$;

-- Enqueues a job in the caller's transaction. The brand is taken from the caller's setting, not from the caller.
create function enqueue(task text, payload json, job_key text default null) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job(task,
    (payload::jsonb || jsonb_build_object('brand_id', current_setting('app.brand_ids')::int))::json,
    max_attempts => 12, job_key => job_key);
end $$;

-- The smallest UUIDv7 of a moment: partition bounds follow ids, and ids follow time.
create function uuid_floor(at timestamptz) returns uuid language sql immutable as
$$ select (lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid $$;

-- Makes the monthly partitions of the action log and the outbox from this month to `months_ahead`, each with its
-- own forced policy, and a default one. Running it again changes nothing.
create function ensure_partitions(at timestamptz, months_ahead int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  parent text;
  month timestamptz;
  child text;
  made int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('ensure_partitions'));
  foreach parent in array array['actions', 'outbox'] loop
    if to_regclass(parent || '_default') is null then
      execute format('create table %I partition of %I default', parent || '_default', parent);
      perform isolate_by_brand((parent || '_default')::regclass, '');
      if parent = 'outbox' then
        execute format('create policy system_reads on %I for select to synergy_system using (true)', parent || '_default');
      end if;
      made := made + 1;
    end if;
    for step in 0..months_ahead loop
      month := date_trunc('month', at at time zone 'UTC') at time zone 'UTC' + make_interval(months => step);
      child := parent || '_' || to_char(month at time zone 'UTC', 'YYYYMM');
      continue when to_regclass(child) is not null;
      execute format('create table %I partition of %I for values from (%L) to (%L)', child, parent,
        uuid_floor(month), uuid_floor((month at time zone 'UTC' + interval '1 month') at time zone 'UTC'));
      perform isolate_by_brand(child::regclass, '');
      if parent = 'outbox' then
        execute format('create policy system_reads on %I for select to synergy_system using (true)', child);
      end if;
      made := made + 1;
    end loop;
  end loop;
  return made;
end $$;

-- Worker pools and API processes; tables without a brand are a closed list that a test holds.
create table worker_pools (
  id text primary key,
  worker_ids text[] not null,
  heartbeat_at timestamptz not null
);
grant select, insert, update, delete on worker_pools to synergy_jobs;

do $$
declare
  f regprocedure;
begin
  alter table actions owner to synergy_system;
  alter table outbox owner to synergy_system;
  for f in
    select p.oid::regprocedure from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prosecdef
  loop
    execute format('alter function %s owner to synergy_system', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to synergy_app', f);
  end loop;
end $$;
grant execute on function ensure_partitions(timestamptz, int) to synergy_jobs;
