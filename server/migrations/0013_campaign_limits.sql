-- Limits stand in the row that a scan locks: neither a cache nor a race can make a campaign give more than it may.
alter table campaign_usage
  add column budget_points bigint check (budget_points > 0),
  add column first_n bigint check (first_n > 0),
  add constraint campaign_usage_within_budget check (points <= budget_points),
  add constraint campaign_usage_within_first_n check (awards <= first_n);

-- What an operator's POST was called: the same again makes no second campaign.
alter table campaigns
  add column client_op_id uuid not null,
  add unique (brand_id, client_op_id);
