-- Insights and reports from Customer.io: taken in by the batch, asked for, counted, and forgotten in time.

-- The moment that the signature is about: what a body without a moment of its own says was computed then, so that the
-- same bytes sent again later are not newer.
alter table insight_webhooks add column signed_at timestamptz;
create index insight_webhooks_received on insight_webhooks (brand_id, id) where state = 'received';
grant delete on insight_webhooks to synergy_app;
create policy system_reads on insight_webhooks for select to synergy_system using (true);
grant select on insight_webhooks to synergy_system;

-- Members who are active and whose insights may be asked for: consenting ones, of the last hour.
create table insight_requests (
  brand_id int not null,
  member_id uuid not null,
  active_at timestamptz not null,
  requested_at timestamptz not null default '-infinity',
  primary key (brand_id, member_id),
  foreign key (brand_id, member_id) references members
);
select isolate_by_brand('insight_requests', 'select, insert, update, delete');
create policy system_reads on insight_requests for select to synergy_system using (true);
create policy system_reads on insights for select to synergy_system using (true);
create policy system_reads on brand_credentials for select to synergy_system using (true);
grant select on insight_requests, insights, brand_credentials to synergy_system;

-- What became of messages, by metric (delivered, opened …): numbers only, of nobody in particular.
create table report_counts (
  brand_id int not null references brands,
  -- of the brand's calendar, since 1970-01-01
  day int not null,
  metric text not null,
  count bigint not null check (count > 0),
  primary key (brand_id, day, metric)
);
select isolate_by_brand('report_counts', 'select, insert, update');

-- Mail to the address that the member has now came back.
alter table members add column email_bounced_at timestamptz;

alter table member_consents drop constraint member_consents_source_check;
alter table member_consents add constraint member_consents_source_check
  check (source in ('claim', 'member', 'import', 'customer.io'));

-- Brands with webhooks that wait to be read: one look into the index for each.
create function brands_with_webhooks() returns setof int
language sql stable security definer set search_path = public, pg_temp
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as
$$ select b.id from brands b
   where (select true from insight_webhooks w where w.brand_id = b.id and w.state = 'received' order by w.id limit 1) $$;

-- Brands that are connected and have members who did something since an id, or who may be due to be asked about.
create function brands_with_active_members(since uuid) returns setof int
language sql stable security definer set search_path = public, pg_temp
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as
$$ select b.id from brands b
   where exists (select from brand_credentials c where c.brand_id = b.id and c.service = 'customer.io')
     and ((select true from outbox o where o.brand_id = b.id and o.id > since order by o.id limit 1)
       or (select true from insight_requests r where r.brand_id = b.id limit 1)) $$;

-- How old the insights of active members are, of all brands. The table holds those of the last hour and no others.
create function insight_ages(at timestamptz, active_since timestamptz, fresh_since timestamptz)
returns table (members bigint, stale bigint, p50_seconds double precision, p95_seconds double precision)
language sql stable security definer set search_path = public, pg_temp as
$$ select count(*), count(*) filter (where i.computed_at is null or i.computed_at < fresh_since),
     percentile_cont(0.5) within group (order by extract(epoch from at - i.computed_at)),
     percentile_cont(0.95) within group (order by extract(epoch from at - i.computed_at))
   from insight_requests r
   left join insights i on i.brand_id = r.brand_id and i.member_id = r.member_id
   where r.active_at > active_since $$;

do $$
declare
  f text;
begin
  foreach f in array array['brands_with_webhooks()', 'brands_with_active_members(uuid)',
    'insight_ages(timestamptz, timestamptz, timestamptz)'] loop
    execute format('alter function %s owner to synergy_system', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to synergy_app', f);
  end loop;
end $$;
