-- How fast a brand's events leave and whether they do at all: one row a brand, shared by all senders.
create table outbox_pace (
  brand_id int primary key references brands,
  -- Requests a second, moved by what Customer.io answers, up to the ceiling.
  per_second real not null default 50 check (per_second between 1 and ceiling),
  ceiling real not null default 100 check (ceiling between 1 and 1000),
  -- No request leaves before this moment: the next free slot, or the end of a wait.
  next_at timestamptz not null default '-infinity',
  slowed_at timestamptz not null default '-infinity',
  -- Requests in a row that came to nothing, of whatever lane. From a few on, only a small batch is sent at a time.
  failures int not null default 0,
  -- What last went wrong, without anything of a person: a status or an error's name.
  trouble text,
  trouble_at timestamptz,
  paused_at timestamptz,
  paused_because text
);
select isolate_by_brand('outbox_pace', 'select, insert, update');
create policy system_reads on outbox_pace for select to synergy_system using (true);
grant select on outbox_pace to synergy_system;

-- What Customer.io has been told of a person, so that only what changed is told again: numbers as they are, the
-- profile as a hash. And who is set aside because an operation about them alone keeps failing.
create table outbox_people (
  brand_id int not null,
  member_id uuid not null,
  told jsonb,
  told_at timestamptz,
  due_at timestamptz not null default '-infinity',
  failures int not null default 0,
  primary key (brand_id, member_id),
  foreign key (brand_id, member_id) references members (brand_id, id)
);
create index outbox_people_due on outbox_people (brand_id, due_at) where failures > 0;
select isolate_by_brand('outbox_people', 'select, insert, update, delete');

-- As in 0009, without the brands whose delivery somebody has paused.
create or replace function brands_with_due_work() returns setof int
language sql stable security definer set search_path = public, pg_temp
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as
$$ select b.id from brands b
   where (select true from outbox o where o.brand_id = b.id and o.state = 'waiting' order by o.lane, o.id limit 1)
     and (select p.paused_at from outbox_pace p where p.brand_id = b.id) is null $$;
