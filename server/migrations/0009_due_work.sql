-- Brands whose outbox has a waiting row: one look into the index for each brand. It is asked several times a second,
-- and with a backlog the planner would rather read all that waits (300,000 rows: 60-250 ms instead of 1 ms), so it is
-- told not to. `order by` leads it to the index of waiting rows.
create or replace function brands_with_due_work() returns setof int
language sql stable security definer set search_path = public, pg_temp
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as
$$ select b.id from brands b
   where (select true from outbox o where o.brand_id = b.id and o.state = 'waiting' order by o.lane, o.id limit 1) $$;
