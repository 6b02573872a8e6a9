-- What members wish for, and the one reward that each works towards.

create table wishlist_items (
  brand_id int not null,
  member_id uuid not null,
  reward_id uuid not null,
  created_at timestamptz not null,
  primary key (brand_id, member_id, reward_id),
  foreign key (brand_id, member_id) references members,
  foreign key (brand_id, reward_id) references rewards
);
select isolate_by_brand('wishlist_items', 'select, insert, delete');

create table goals (
  brand_id int not null,
  member_id uuid not null,
  reward_id uuid not null,
  set_at timestamptz not null,
  -- when the balance first reached the cost; spending the points afterwards does not undo it
  completed_at timestamptz,
  primary key (brand_id, member_id),
  foreign key (brand_id, member_id) references members,
  foreign key (brand_id, reward_id) references rewards
) with (fillfactor = 80);
select isolate_by_brand('goals', 'select, insert, update, delete');
