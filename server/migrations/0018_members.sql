-- Members and privacy: fields of a brand's own, what was consented to and when, changes of an e-mail, erasure, imports.

alter table members
  -- values of the brand's own profile fields, by key; personal
  add column custom jsonb not null default '{}',
  -- what the member was called where the brand comes from; personal
  add column external_id text check (length(external_id) between 1 and 100),
  -- after a change of the e-mail nothing can be redeemed before this
  add column redemption_held_until timestamptz,
  add column erased_at timestamptz,
  add column imported_by uuid;
create index members_imported on members (brand_id, imported_by, id) where imported_by is not null;

-- What a member agreed to or withdrew: evidence, never changed. Ids and times only, so it outlives an erasure.
create table member_consents (
  brand_id int not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('age', 'terms', 'marketing')),
  granted boolean not null,
  source text not null check (source in ('claim', 'member', 'import')),
  -- the version of the text that was shown, as the brand's settings named it
  text_version text,
  at timestamptz not null,
  primary key (brand_id, id),
  foreign key (brand_id, member_id) references members
);
create index member_consents_member on member_consents (brand_id, member_id, id desc);
select isolate_by_brand('member_consents', 'select, insert');

-- The owner is bound by the policies as well: what is carried over here is of all brands.
alter table members no force row level security;
alter table member_consents no force row level security;
insert into member_consents (brand_id, id, member_id, kind, granted, source, at)
  select m.brand_id, overlay(uuid_floor(c.at)::text placing substr(gen_random_uuid()::text, 15) from 15)::uuid,
    m.id, c.kind, c.granted, 'claim', c.at
  from members m cross join lateral (values
    ('age', true, m.age_confirmed_at), ('terms', true, m.created_at),
    ('marketing', m.marketing_consent, m.marketing_consent_at)) as c(kind, granted, at)
  where c.at is not null;
alter table member_consents force row level security;
alter table members force row level security;

-- What lists of a member's sessions show: those that still work.
create index sessions_live on sessions (brand_id, member_id, id desc) where revoked_at is null;

-- A member's wish for another e-mail. Both addresses are sealed, and gone when it is over.
create table email_changes (
  brand_id int not null,
  id uuid not null,
  member_id uuid not null,
  token_hash bytea not null,
  cancel_hash bytea not null,
  key_id text not null,
  sealed bytea,
  -- done: the other address is the member's, and can be taken back until `ends_at`
  state text not null default 'waiting' check (state in ('waiting', 'done', 'cancelled', 'over')),
  ends_at timestamptz not null,
  created_at timestamptz not null,
  primary key (brand_id, id),
  unique (brand_id, token_hash),
  unique (brand_id, cancel_hash),
  foreign key (brand_id, member_id) references members
);
create index email_changes_member on email_changes (brand_id, member_id, id desc);
select isolate_by_brand('email_changes', 'select, insert, update, delete');

grant delete on sign_in_tokens, insights to synergy_app;
-- What a member tried, for the export.
create index code_attempts_member on code_attempts (brand_id, member_id, id);

-- A webhook that was understood is cut to what became of it; the few whose body is still there can be searched.
alter table insight_webhooks no force row level security;
update insight_webhooks set raw = '' where state in ('applied', 'ignored');
alter table insight_webhooks force row level security;
create index insight_webhooks_raw on insight_webhooks (brand_id, id) where state in ('received', 'quarantined');

-- Members who move here with their balances. The file waits sealed, in chunks that go as they are worked on.
create table member_imports (
  brand_id int not null references brands,
  id uuid not null,
  client_op_id uuid not null,
  dry_run boolean not null,
  -- null: the file is not here yet
  file_hash bytea,
  run_id uuid,
  undo_run_id uuid,
  created_at timestamptz not null,
  created_by uuid,
  primary key (brand_id, id),
  unique (brand_id, client_op_id),
  foreign key (brand_id, run_id) references runs,
  foreign key (brand_id, undo_run_id) references runs
);
select isolate_by_brand('member_imports', 'select, insert, update, delete');
alter table members add foreign key (brand_id, imported_by) references member_imports;

create table member_import_chunks (
  brand_id int not null,
  import_id uuid not null,
  seq int not null check (seq > 0),
  key_id text not null,
  sealed bytea not null,
  primary key (brand_id, import_id, seq),
  foreign key (brand_id, import_id) references member_imports
);
select isolate_by_brand('member_import_chunks', 'select, insert, delete');
