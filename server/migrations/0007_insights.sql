create table insight_webhooks (
  brand_id int not null references brands,
  id uuid not null,
  unique_key text not null,
  raw bytea not null,
  state text not null default 'received' check (state in ('received', 'applied', 'ignored', 'quarantined')),
  note text,
  received_at timestamptz not null,
  settled_at timestamptz,
  primary key (brand_id, id),
  unique (brand_id, unique_key)
);
select isolate_by_brand('insight_webhooks', 'select, insert, update');

create table insights (
  brand_id int not null,
  member_id uuid not null,
  insight_id text not null,
  source text not null check (source in ('customer.io')),
  computed_at timestamptz not null,
  received_at timestamptz not null,
  predictions jsonb not null,
  notes text[] not null default '{}',
  primary key (brand_id, member_id),
  foreign key (brand_id, member_id) references members
);
select isolate_by_brand('insights', 'select, insert, update');
