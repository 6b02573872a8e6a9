-- What members did (action log), what waits for Customer.io (outbox), and answers that are kept for ever (operations).

-- Partitioned by their time-ordered id, so that PRIMARY KEY (brand_id, id) is legal. Partitions: 0008.
create table actions (
  brand_id int not null,
  id uuid not null,
  member_id uuid not null,
  name text not null,
  request_id uuid,
  client_op_id uuid,
  data jsonb not null,
  primary key (brand_id, id)
) partition by range (id);
create index actions_member on actions (brand_id, member_id, id desc);
select isolate_by_brand('actions', 'select, insert');

create table outbox (
  brand_id int not null,
  id uuid not null,
  member_id uuid not null,
  lane smallint not null,
  name text not null,
  schema_version smallint not null,
  occurred_at timestamptz not null,
  -- the numbers as they were at that moment and the ids to join when it is sent; no personal data
  numbers jsonb,
  refs jsonb,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dead', 'discarded')),
  settled_at timestamptz,
  detail jsonb,
  primary key (brand_id, id)
) partition by range (id);
create index outbox_waiting on outbox (brand_id, lane, id) where state = 'waiting';
select isolate_by_brand('outbox', 'select, insert, update');

-- One lane per person (hash of the member id): at most one batch of a lane is in flight, so order is kept.
create table outbox_lanes (
  brand_id int not null references brands,
  lane smallint not null,
  token bigint not null default 0,
  leased_until timestamptz not null default '-infinity',
  due_at timestamptz not null default '-infinity',
  failures int not null default 0,
  primary key (brand_id, lane)
);
select isolate_by_brand('outbox_lanes', 'select, insert, update');

-- For ever and unpartitioned. client_op_id before member_id, so that an operation is found by its id alone.
create table operations (
  brand_id int not null,
  client_op_id uuid not null,
  member_id uuid not null,
  request_hash bytea not null,
  action_id uuid,
  answer text not null,
  primary key (brand_id, client_op_id, member_id)
);
select isolate_by_brand('operations', 'select, insert');
