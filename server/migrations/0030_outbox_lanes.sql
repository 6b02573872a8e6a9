-- As in 0023, where the number of a lane meant the row's own: the first row was looked for in the whole brand, past all that
-- was sent (270,000 rows: 130 ms). Lane by lane it is one look into the index of what waits.
create or replace function outbox_by_brand(rows_max int) returns table (
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
     select looked.id, l.number as lane, first.id as first_id, first.occurred_at
     from looked cross join generate_series(0, 15) l(number) cross join lateral (
       select o.id, o.occurred_at from outbox o
       where o.brand_id = looked.id and o.lane = l.number::smallint and o.state = 'waiting'
       order by o.lane, o.id limit 1) first
     where looked.waits),
   share as materialized (select greatest(100, rows_max / greatest(1, count(*)))::int as most from lanes),
   depth as (
     select l.id, sum(counted.rows)::bigint as waiting, bool_and(counted.rows < share.most) as is_all,
       min(l.occurred_at) as oldest
     from share, lanes l cross join lateral (
       select count(*) as rows from (
         select from outbox o
         where o.brand_id = l.id and o.lane = l.lane::smallint and o.state = 'waiting' and o.id >= l.first_id
         limit (select most from share)) counted_rows) counted
     group by l.id)
   select looked.id, looked.slug, coalesce(depth.waiting, 0), coalesce(depth.is_all, true), depth.oldest,
     (select count(*) from (
        select from outbox o where o.brand_id = looked.id and o.state = 'dead' and looked.oldest_dead is not null
        limit (select most from share)) counted_rows),
     looked.oldest_dead, coalesce(p.per_second, 50), coalesce(p.ceiling, 100), coalesce(p.failures, 0),
     greatest(p.next_at, 'epoch'), p.paused_at
   from looked left join depth on depth.id = looked.id left join outbox_pace p on p.brand_id = looked.id $$;
