-- Batches, codes, claims and the gifts that first scans give.

create table batches (
  brand_id int not null,
  id uuid not null,
  product_id uuid not null,
  lot_number text,
  code_count int not null check (code_count > 0),
  -- a code's own state is derived: claimed, else void, else what its batch says
  state text not null default 'generated' check (state in ('generated', 'active', 'void')),
  activated_at timestamptz,
  voided_at timestamptz,
  void_reason text,
  expires_at timestamptz,
  created_at timestamptz not null,
  primary key (brand_id, id),
  foreign key (brand_id, product_id) references products
);
create index batches_product on batches (brand_id, product_id);
select isolate_by_brand('batches', 'select, insert, update');

create table codes (
  brand_id int not null,
  hmac bytea not null check (length(hmac) = 16),
  key_id text not null,
  batch_id uuid not null,
  serial int not null,
  claimed_by uuid,
  claimed_at timestamptz,
  claim_action_id uuid,
  voided_at timestamptz,
  void_reason text,
  primary key (brand_id, hmac),
  unique (brand_id, batch_id, serial),
  foreign key (brand_id, batch_id) references batches,
  foreign key (brand_id, claimed_by) references members
) with (fillfactor = 80);
select isolate_by_brand('codes', 'select, insert, update');

-- Refused scans of codes that exist: evidence for support, and what is credited when a batch is activated.
create table code_attempts (
  brand_id int not null,
  hmac bytea not null,
  id uuid not null,
  member_id uuid not null,
  verdict text not null,
  request_id uuid,
  client_op_id uuid,
  primary key (brand_id, hmac, id),
  foreign key (brand_id, hmac) references codes
);
select isolate_by_brand('code_attempts', 'select, insert');

-- A claim by somebody who is not signed in. `carried`: the e-mail is a member's, so the mailed link carries the code.
create table claims (
  brand_id int not null,
  client_op_id uuid not null,
  request_hash bytea not null,
  member_id uuid not null,
  hmac bytea not null,
  outcome text not null check (outcome in ('scanned', 'carried')),
  created_at timestamptz not null,
  primary key (brand_id, client_op_id),
  foreign key (brand_id, member_id) references members,
  foreign key (brand_id, hmac) references codes
);
select isolate_by_brand('claims', 'select, insert, update');

create table sign_in_tokens (
  brand_id int not null,
  id uuid not null,
  member_id uuid not null,
  token_hash bytea not null,
  code_hash bytea not null,
  browser_hash bytea,
  tries_left smallint not null,
  claim_op_id uuid,
  expires_at timestamptz not null,
  consumed_at timestamptz,
  created_at timestamptz not null,
  primary key (brand_id, id),
  unique (brand_id, token_hash),
  foreign key (brand_id, member_id) references members
);
create index sign_in_tokens_member on sign_in_tokens (brand_id, member_id, id desc);
select isolate_by_brand('sign_in_tokens', 'select, insert, update');

create table orders (
  brand_id int not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('gift', 'reward')),
  item_name text not null,
  points_cost bigint not null default 0 check (points_cost >= 0),
  state text not null check (state in ('unconfirmed', 'pending', 'processing', 'shipped', 'delivered', 'cancelled')),
  action_id uuid not null,
  created_at timestamptz not null,
  primary key (brand_id, id),
  foreign key (brand_id, member_id) references members
);
create index orders_member on orders (brand_id, member_id, id desc);
select isolate_by_brand('orders', 'select, insert, update');
