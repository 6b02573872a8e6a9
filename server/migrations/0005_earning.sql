-- Ledger, ladder, achievements and progress on them.

create table ledger_entries (
  brand_id int not null,
  member_id uuid not null,
  seq bigint not null check (seq > 0),
  amount bigint not null check (amount <> 0),
  balance_after bigint not null check (balance_after >= 0),
  reason text not null,
  action_id uuid not null,
  -- the rule, its multipliers and the settings version it was reckoned with
  rule jsonb not null,
  created_at timestamptz not null,
  primary key (brand_id, member_id, seq),
  foreign key (brand_id, member_id) references members
);
select isolate_by_brand('ledger_entries', 'select, insert');

create table rank_ladders (
  brand_id int not null references brands,
  version int not null,
  ranks jsonb not null,
  created_at timestamptz not null,
  primary key (brand_id, version)
);
select isolate_by_brand('rank_ladders', 'select, insert');

create table achievements (
  brand_id int not null references brands,
  id uuid not null,
  key text not null check (key ~ '^[a-z0-9_]{1,60}$'),
  current_version int not null,
  created_at timestamptz not null,
  primary key (brand_id, id),
  unique (brand_id, key)
);
select isolate_by_brand('achievements', 'select, insert, update');

create table achievement_versions (
  brand_id int not null,
  achievement_id uuid not null,
  version int not null,
  definition jsonb not null,
  created_at timestamptz not null,
  primary key (brand_id, achievement_id, version),
  foreign key (brand_id, achievement_id) references achievements
);
select isolate_by_brand('achievement_versions', 'select, insert');

-- One row per member and counter (a metric with its filter): counted incrementally, never from history.
create table achievement_progress (
  brand_id int not null,
  member_id uuid not null,
  counter text not null,
  value bigint not null,
  updated_at timestamptz not null,
  primary key (brand_id, member_id, counter),
  foreign key (brand_id, member_id) references members
) with (fillfactor = 80);
select isolate_by_brand('achievement_progress', 'select, insert, update');

create table member_achievements (
  brand_id int not null,
  member_id uuid not null,
  achievement_id uuid not null,
  version int not null,
  action_id uuid not null,
  unlocked_at timestamptz not null,
  primary key (brand_id, member_id, achievement_id),
  foreign key (brand_id, member_id) references members,
  foreign key (brand_id, achievement_id, version) references achievement_versions
);
select isolate_by_brand('member_achievements', 'select, insert');
