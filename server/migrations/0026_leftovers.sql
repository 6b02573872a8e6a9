-- What a return and the years leave behind.

-- The gift of the first pack has gone out, though that pack came back: the next first pack brings none.
alter table members add column gift_sent boolean not null default false;

-- Responses to suggestions are kept for a time, then forgotten day by day.
grant delete on personalization_responses to synergy_app;
create index personalization_responses_day on personalization_responses (brand_id, day);
