-- What members are suggested, and what they do about it.

-- Keyed hashes of member ids that must stay the same for ever, whatever becomes of the key ring: who is held out.
alter table brands add column member_hash_key uuid not null default gen_random_uuid();

-- How a member responded to a suggestion: each response at most once a day, so that neither what is read of a member nor
-- what is counted of a brand grows with how often a screen is opened.
create table personalization_responses (
  brand_id int not null,
  member_id uuid not null,
  -- of the brand's calendar, since 1970-01-01
  day int not null,
  kind text not null,
  -- what the suggestion is about, such as an achievement's key; empty where the kind says it all
  subject text not null,
  surface text not null check (surface in ('card', 'next_best_action')),
  response text not null check (response in ('shown', 'tapped', 'dismissed', 'done')),
  variant text not null check (variant in ('personal', 'hold_out')),
  insight_source text not null check (insight_source in ('customer.io', 'local')),
  created_at timestamptz not null,
  primary key (brand_id, member_id, day, kind, subject, surface, response),
  foreign key (brand_id, member_id) references members
);
create index personalization_responses_shown on personalization_responses (brand_id, day) where response = 'shown';
select isolate_by_brand('personalization_responses', 'select, insert');
