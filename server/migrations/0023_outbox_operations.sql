-- Operating the outbox: how much waits and is dead for each brand at a price that does not grow with it, and months
-- that are over.

create index outbox_dead on outbox (brand_id, id) where state = 'dead';

-- How it is with every brand's outbox. It is asked every few seconds, so it reads at most about `rows_max` rows whatever
-- waits: a brand with much is counted to its share, lane by lane, and `is_all` says whether that was everything. The
-- first row of each lane is the oldest, for ids follow time. As in 0009, the planner is kept to the indexes.
create function outbox_by_brand(rows_max int) returns table (
  brand_id int, slug text, waiting bigint, is_all boolean, oldest timestamptz, dead bigint, oldest_dead timestamptz,
  per_second real, ceiling real, failures int, next_at timestamptz, paused_at timestamptz)
language sql stable security definer set search_path = public, pg_temp
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as
$$ with looked as materialized (
     select b.id, b.slug,
       (select true from outbox o where o.brand_id = b.id and o.state = 'waiting' order by o.lane, o.id limit 1) as waits,
       (select o.occurred_at from outbox o where o.brand_id = b.id and o.state = 'dead' order by o.id limit 1) as oldest_dead
     from brands b),
   lanes as materialized (
     select looked.id, lane, first.occurred_at
     from looked cross join generate_series(0, 15) lane cross join lateral (
       select o.occurred_at from outbox o
       where o.brand_id = looked.id and o.lane = lane::smallint and o.state = 'waiting' order by o.id limit 1) first
     where looked.waits),
   share as materialized (select greatest(100, rows_max / greatest(1, count(*)))::int as most from lanes),
   depth as (
     select l.id, sum(counted.rows)::bigint as waiting, bool_and(counted.rows < share.most) as is_all,
       min(l.occurred_at) as oldest
     from share, lanes l cross join lateral (
       select count(*) as rows from (
         select from outbox o where o.brand_id = l.id and o.lane = l.lane::smallint and o.state = 'waiting'
         limit (select most from share)) counted_rows) counted
     group by l.id)
   select looked.id, looked.slug, coalesce(depth.waiting, 0), coalesce(depth.is_all, true), depth.oldest,
     (select count(*) from (
        select from outbox o where o.brand_id = looked.id and o.state = 'dead' and looked.oldest_dead is not null
        limit (select most from share)) counted_rows),
     looked.oldest_dead, coalesce(p.per_second, 50), coalesce(p.ceiling, 100), coalesce(p.failures, 0),
     greatest(p.next_at, 'epoch'), p.paused_at
   from looked left join depth on depth.id = looked.id left join outbox_pace p on p.brand_id = looked.id $$;

-- Asked by what ran before this; it counted all rows of all brands one after the other.
create or replace function outbox_depth(bound int) returns table (waiting bigint, oldest timestamptz)
language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(sum(o.waiting), 0)::bigint, min(o.oldest) from outbox_by_brand(bound) o $$;

-- Drops the oldest month of the outbox that ended by `before` and in which nothing waits or is dead, and answers its
-- name; null when there is none. A paused brand's rows wait, so its month stays. Dropping a partition locks the whole
-- outbox for a moment: it is looked at before, and again under the lock, and nobody is kept waiting for it.
create function drop_settled_outbox_month(before timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp
set lock_timeout = '200ms' set enable_seqscan = off as $$
declare
  month text;
  unsettled constant text := 'select exists (select from %1$I where state = ''waiting'')
    or exists (select from %1$I where state = ''dead'')';
  is_needed boolean;
begin
  for month in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'outbox'::regclass and c.relname ~ '^outbox_\d{6}$'
      -- Without it this would see no row, and drop what waits.
      and exists (select from pg_policy where polrelid = c.oid and polname = 'system_reads')
      and to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month' <= before at time zone 'UTC'
    order by 1
  loop
    execute format(unsettled, month) into is_needed;
    continue when is_needed;
    lock table only outbox in access exclusive mode;
    execute format(unsettled, month) into is_needed;
    continue when is_needed;
    execute format('drop table %I', month);
    return month;
  end loop;
  return null;
end $$;

alter function outbox_by_brand(int) owner to synergy_system;
revoke all on function outbox_by_brand(int) from public;
grant execute on function outbox_by_brand(int) to synergy_app;
alter function drop_settled_outbox_month(timestamptz) owner to synergy_system;
revoke all on function drop_settled_outbox_month(timestamptz) from public;
grant execute on function drop_settled_outbox_month(timestamptz) to synergy_jobs;
