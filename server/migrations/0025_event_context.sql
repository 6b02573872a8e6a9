-- Which device a session is of, as events tell it: of its address the network alone.
alter table sessions add column network text;

-- From how many lifetime points on a member is among the most devoted of the brand. A job measures it each night, so
-- that nobody is counted when an event is sent.
create table power_thresholds (
  brand_id int primary key references brands,
  lifetime_points bigint not null,
  measured_at timestamptz not null
);
select isolate_by_brand('power_thresholds', 'select, insert, update');
