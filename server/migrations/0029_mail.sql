-- Jobs that somebody waits for go before others of the same workers: the smaller number first.
drop function enqueue(text, json, text, timestamptz);
create function enqueue(
  task text, payload json, job_key text default null, run_at timestamptz default null, priority int default 0
) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job(task,
    (payload::jsonb || jsonb_build_object('brand_id', current_setting('app.brand_ids')::int))::json,
    max_attempts => 12, job_key => job_key, run_at => run_at, priority => priority);
end $$;

-- When a brand's next mail may be given to Customer.io: one bucket for all workers.
create table mail_pace (
  brand_id int primary key references brands,
  next_at timestamptz not null default '-infinity'
);
select isolate_by_brand('mail_pace', 'select, insert, update');

-- Waiting mails of all brands, up to a bound, and the age of the oldest: for the metrics. No address can be read by it.
create index mail_queue_waiting on mail_queue (brand_id, created_at) where state = 'waiting';
create policy system_reads on mail_queue for select to synergy_system using (true);
grant select (brand_id, state, created_at) on mail_queue to synergy_system;
create function mail_depth(bound int) returns table (waiting bigint, oldest timestamptz)
language sql stable security definer set search_path = public, pg_temp as
$$ select count(*), min(created_at) from
   (select created_at from mail_queue where state = 'waiting' limit bound) w $$;

do $$
declare
  f text;
begin
  foreach f in array array['enqueue(text, json, text, timestamptz, int)', 'mail_depth(int)'] loop
    execute format('alter function %s owner to synergy_system', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to synergy_app', f);
  end loop;
end $$;
