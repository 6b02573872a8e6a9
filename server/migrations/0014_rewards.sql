-- Rewards, their stock and vouchers; what orders are about, where they go and what became of them; the address book.

create table rewards (
  brand_id int not null references brands,
  id uuid not null,
  current_version int not null,
  archived_at timestamptz,
  created_at timestamptz not null,
  created_by uuid,
  primary key (brand_id, id)
);
select isolate_by_brand('rewards', 'select, insert, update');

-- Immutable: an order names the version that was bought.
create table reward_versions (
  brand_id int not null,
  reward_id uuid not null,
  version int not null,
  definition jsonb not null,
  created_at timestamptz not null,
  created_by uuid,
  primary key (brand_id, reward_id, version),
  foreign key (brand_id, reward_id) references rewards
);
select isolate_by_brand('reward_versions', 'select, insert');

-- The one row that buyers of a reward contend for; the CHECK says once more that nothing is oversold.
create table reward_stock (
  brand_id int not null,
  reward_id uuid not null,
  -- null: as many as are wanted
  remaining bigint check (remaining >= 0),
  -- orders that were not cancelled
  sold bigint not null default 0 check (sold >= 0),
  primary key (brand_id, reward_id),
  foreign key (brand_id, reward_id) references rewards
) with (fillfactor = 50);
select isolate_by_brand('reward_stock', 'select, insert, update');

-- What an operator's POST about a reward answered: the same again does nothing, for ever.
create table reward_changes (
  brand_id int not null,
  client_op_id uuid not null,
  reward_id uuid not null,
  request_hash bytea not null,
  answer text not null,
  created_at timestamptz not null,
  created_by uuid,
  primary key (brand_id, client_op_id),
  foreign key (brand_id, reward_id) references rewards
);
select isolate_by_brand('reward_changes', 'select, insert');

alter table members add column last_redemption_at timestamptz;

-- The address book, and beside it the copies that orders have of their own: `in_book` false.
alter table addresses
  add column in_book boolean not null default true,
  add column is_default boolean not null default false,
  add column updated_at timestamptz;
-- The owner is bound by the policies as well: what is carried over here is of all brands.
alter table addresses no force row level security;
update addresses a set is_default = true
  from (select distinct on (brand_id, member_id) brand_id, id from addresses order by brand_id, member_id, id desc) l
  where a.brand_id = l.brand_id and a.id = l.id;
alter table addresses force row level security;
create unique index addresses_default on addresses (brand_id, member_id) where is_default;

alter table orders
  add column reward_id uuid,
  add column reward_version int,
  -- its own copy, there as long as the parcel may have to be sent
  add column address_id uuid,
  add column carrier text,
  add column tracking_number text,
  add column updated_at timestamptz,
  add foreign key (brand_id, reward_id, reward_version) references reward_versions,
  add foreign key (brand_id, address_id) references addresses on delete set null (address_id);
create index orders_state on orders (brand_id, state, id);
-- How often a member had a reward: its limit.
create index orders_reward on orders (brand_id, member_id, reward_id, created_at) where reward_id is not null;
create index orders_address on orders (brand_id, address_id) where address_id is not null;
create index orders_action on orders (brand_id, action_id);

-- The moves of an order after it was made.
create table order_events (
  brand_id int not null,
  order_id uuid not null,
  id uuid not null,
  from_state text not null,
  state text not null,
  by text not null check (by in ('member', 'operator', 'system')),
  operator_id uuid,
  reason text,
  created_at timestamptz not null,
  primary key (brand_id, order_id, id),
  foreign key (brand_id, order_id) references orders,
  foreign key (brand_id, operator_id) references operators
);
select isolate_by_brand('order_events', 'select, insert');

-- Codes that a digital reward hands out, each once. Sealed; the hash tells only whether one is known already.
create table reward_vouchers (
  brand_id int not null,
  id uuid not null,
  reward_id uuid not null,
  key_id text not null,
  code_hash bytea not null,
  sealed bytea not null,
  order_id uuid,
  created_at timestamptz not null,
  primary key (brand_id, id),
  unique (brand_id, reward_id, code_hash),
  foreign key (brand_id, reward_id) references rewards,
  foreign key (brand_id, order_id) references orders
);
create index reward_vouchers_free on reward_vouchers (brand_id, reward_id, id) where order_id is null;
create unique index reward_vouchers_order on reward_vouchers (brand_id, order_id) where order_id is not null;
select isolate_by_brand('reward_vouchers', 'select, insert, update');
