-- Codes, complete: ranges of serials, PINs, codes that wait to be handed out, recalls, disputes.

create table recalls (
  brand_id int not null references brands,
  id uuid not null,
  client_op_id uuid not null,
  request_hash bytea not null,
  lot_number text,
  reason text not null,
  -- what becomes of the points that its packs gave
  made_good text not null check (made_good in ('keep_points', 'hold', 'bonus')),
  bonus_points bigint check (bonus_points > 0),
  run_id uuid not null,
  created_at timestamptz not null,
  created_by uuid not null,
  primary key (brand_id, id),
  unique (brand_id, client_op_id),
  foreign key (brand_id, run_id) references runs
);
select isolate_by_brand('recalls', 'select, insert');

alter table batches
  -- serials that another state holds for than for the batch; void is stronger than active
  add column active_serials int4multirange not null default '{}',
  add column void_serials int4multirange not null default '{}',
  -- its codes are still being made, by a run
  add column is_being_made boolean not null default false,
  add column pin_digits smallint check (pin_digits between 4 and 6),
  add column codes_taken_at timestamptz,
  add column codes_taken_by uuid,
  add column recall_id uuid,
  -- what an operator's POST was called: the same again makes no second batch
  add column client_op_id uuid,
  add column request_hash bytea,
  add column run_id uuid,
  add unique (brand_id, client_op_id),
  add foreign key (brand_id, recall_id) references recalls;
create index batches_generated on batches (brand_id, id) where state = 'generated';
create index batches_lot on batches (brand_id, lot_number) where lot_number is not null;

-- What operators did to a batch or to a range of its serials, and why. What holds now stands in the batch itself.
create table batch_changes (
  brand_id int not null,
  batch_id uuid not null,
  id uuid not null,
  change text not null check (change in ('activated', 'voided', 'expiry_set', 'recalled')),
  from_serial int,
  to_serial int,
  expires_at timestamptz,
  reason text,
  changed_by uuid,
  primary key (brand_id, batch_id, id),
  foreign key (brand_id, batch_id) references batches
);
select isolate_by_brand('batch_changes', 'select, insert');

-- The plain codes of a batch from the console, sealed, until they were handed out once.
create table sealed_codes (
  brand_id int not null,
  batch_id uuid not null,
  from_serial int not null,
  key_id text not null,
  sealed bytea not null,
  primary key (brand_id, batch_id, from_serial),
  foreign key (brand_id, batch_id) references batches
);
select isolate_by_brand('sealed_codes', 'select, insert, delete');

alter table codes
  add column pin_hmac bytea check (length(pin_hmac) = 16),
  add column pin_failures smallint not null default 0,
  add column pin_locked_until timestamptz;
-- Claim rate, first and last claim of a batch.
create index codes_claims on codes (brand_id, batch_id, claimed_at) where claimed_by is not null;

alter table code_attempts
  add column batch_id uuid,
  add foreign key (brand_id, batch_id) references batches;
-- The owner is bound by the policies as well: what is carried over here is of all brands.
alter table code_attempts no force row level security;
alter table codes no force row level security;
update code_attempts a set batch_id = c.batch_id from codes c where c.brand_id = a.brand_id and c.hmac = a.hmac;
alter table codes force row level security;
alter table code_attempts force row level security;
create index code_attempts_batch on code_attempts (brand_id, batch_id, verdict, id) include (member_id, hmac);

create table disputes (
  brand_id int not null,
  id uuid not null,
  hmac bytea not null,
  member_id uuid not null,
  -- who had the code when it was disputed, and by which scan
  claimed_by uuid not null,
  claim_action_id uuid not null,
  -- what the member wrote: goes with the member
  message text,
  -- ids, times and distances in time
  evidence jsonb not null,
  state text not null default 'open' check (state in ('open', 'moved', 'goodwill', 'refused')),
  points bigint,
  note text,
  settle_op_id uuid,
  settle_hash bytea,
  settled_at timestamptz,
  settled_by uuid,
  created_at timestamptz not null,
  primary key (brand_id, id),
  unique (brand_id, hmac, member_id),
  foreign key (brand_id, hmac) references codes,
  foreign key (brand_id, member_id) references members,
  foreign key (brand_id, claimed_by) references members
);
create index disputes_member on disputes (brand_id, member_id, id desc);
create index disputes_open on disputes (brand_id, id) where state = 'open';
select isolate_by_brand('disputes', 'select, insert, update');
