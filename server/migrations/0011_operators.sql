-- The people who run a brand: who they are, where they are signed in, and what they did.

create table operators (
  brand_id int not null references brands,
  id uuid not null,
  email text not null check (email = lower(email)),
  name text not null check (length(name) between 1 and 80),
  role text not null check (role in ('owner', 'marketer', 'support', 'analyst')),
  password_hash text not null,
  -- somebody else has seen it: good for nothing but choosing another one
  password_is_temporary boolean not null,
  totp_key_id text,
  totp_sealed bytea,
  totp_confirmed_at timestamptz,
  -- the last time step whose code was taken: each works once
  totp_step bigint,
  disabled_at timestamptz,
  created_at timestamptz not null,
  last_sign_in_at timestamptz,
  primary key (brand_id, id),
  unique (brand_id, email),
  check ((totp_key_id is null) = (totp_sealed is null)),
  check (totp_confirmed_at is null or totp_sealed is not null)
);
select isolate_by_brand('operators', 'select, insert, update');

create table operator_sessions (
  brand_id int not null,
  id uuid not null,
  operator_id uuid not null,
  token_hash bytea not null,
  user_agent text,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (brand_id, id),
  unique (brand_id, token_hash),
  foreign key (brand_id, operator_id) references operators
);
create index operator_sessions_operator on operator_sessions (brand_id, operator_id);
select isolate_by_brand('operator_sessions', 'select, insert, update, delete');

-- What was changed by whom. Each entry's hash covers the one before it, under the key ring: who can write the table
-- but has no key cannot change, take out or add one without `audit verify` saying where.
create table audit_entries (
  brand_id int not null references brands,
  seq bigint not null check (seq > 0),
  id uuid not null,
  -- null: not an operator, such as the command line
  operator_id uuid,
  operator_name text not null,
  action text not null,
  subject text not null,
  before jsonb,
  after jsonb,
  request_id text,
  at timestamptz not null,
  key_id text not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (brand_id, seq),
  foreign key (brand_id, operator_id) references operators
);
create index audit_entries_subject on audit_entries (brand_id, subject, seq desc);
select isolate_by_brand('audit_entries', 'select, insert');
