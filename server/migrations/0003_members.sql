-- Members and everything that holds personal data: members, addresses, sessions, sign-in tokens, mail queue.

create table members (
  brand_id int not null references brands,
  id uuid not null,
  email text check (email = lower(email)),
  first_name text,
  last_name text,
  state text not null check (state in ('unconfirmed', 'confirmed', 'erased')),
  referral_code text not null,
  referred_by uuid,
  age_confirmed_at timestamptz,
  marketing_consent boolean not null default false,
  marketing_consent_at timestamptz,
  points_balance bigint not null default 0 check (points_balance >= 0),
  lifetime_points bigint not null default 0,
  points_spent bigint not null default 0,
  ledger_seq bigint not null default 0,
  rank_key text not null,
  scan_count int not null default 0,
  redemption_count int not null default 0,
  achievement_count int not null default 0,
  last_scan_at timestamptz,
  last_session_at timestamptz,
  created_at timestamptz not null,
  primary key (brand_id, id),
  unique (brand_id, email),
  unique (brand_id, referral_code),
  foreign key (brand_id, referred_by) references members
) with (fillfactor = 80);
select isolate_by_brand('members', 'select, insert, update');

create table addresses (
  brand_id int not null,
  id uuid not null,
  member_id uuid not null,
  line1 text not null,
  line2 text,
  city text not null,
  state text not null,
  postal_code text not null,
  country text not null,
  created_at timestamptz not null,
  primary key (brand_id, id),
  foreign key (brand_id, member_id) references members
);
create index addresses_member on addresses (brand_id, member_id, id desc);
select isolate_by_brand('addresses', 'select, insert, update, delete');

create table sessions (
  brand_id int not null,
  id uuid not null,
  member_id uuid not null,
  refresh_hash bytea not null,
  previous_hash bytea,
  rotated_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  user_agent text,
  created_at timestamptz not null,
  primary key (brand_id, id),
  foreign key (brand_id, member_id) references members
);
create index sessions_member on sessions (brand_id, member_id);
create index sessions_revoked on sessions (revoked_at) where revoked_at is not null;
select isolate_by_brand('sessions', 'select, insert, update');

create table mail_queue (
  brand_id int not null,
  id uuid not null,
  member_id uuid not null,
  template text not null,
  recipient text,
  -- sealed: it holds the link and the code in the clear
  key_id text not null,
  sealed bytea,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  attempts int not null default 0,
  detail text,
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (brand_id, id),
  foreign key (brand_id, member_id) references members
);
create index mail_queue_member on mail_queue (brand_id, member_id);
select isolate_by_brand('mail_queue', 'select, insert, update');
