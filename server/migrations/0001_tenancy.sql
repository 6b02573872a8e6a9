-- Brands (tenants) and the rule that isolates them. Roles are made by the migration runner.

-- Gives a table its forced brand policy and the app's rights on it. Every table with a brand goes through here.
create function isolate_by_brand(target regclass, rights text, brand_column text default 'brand_id') returns void
language plpgsql as $$
declare
  -- The setting is an empty string after a transaction, so no setting means no rows.
  visible constant text := format(
    '%I = any((select string_to_array(nullif(current_setting(''app.brand_ids'', true), ''''), '','')::int[])::int[])',
    brand_column);
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy brand_isolation on %s using (%s) with check (%s)', target, visible, visible);
  if rights <> '' then
    execute format('grant %s on %s to synergy_app', rights, target);
  end if;
end $$;

create table brands (
  id int generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  name text not null check (length(name) between 1 and 80),
  tagline text not null default '',
  time_zone text not null,
  currency_code text not null check (currency_code ~ '^[A-Z]{3}$'),
  settings_version int not null default 1,
  ladder_version int not null default 1,
  created_at timestamptz not null
);
select isolate_by_brand('brands', 'select, update', 'id');

create table brand_domains (
  host text primary key check (host = lower(host)),
  brand_id int not null references brands
);
create index brand_domains_brand on brand_domains (brand_id);
select isolate_by_brand('brand_domains', 'select, insert');

-- Immutable versions; brands.settings_version points to the current one.
create table brand_settings (
  brand_id int not null references brands,
  version int not null,
  settings jsonb not null,
  created_at timestamptz not null,
  primary key (brand_id, version)
);
select isolate_by_brand('brand_settings', 'select, insert');

create table brand_credentials (
  brand_id int not null references brands,
  service text not null check (service in ('customer.io')),
  key_id text not null,
  sealed bytea not null,
  updated_at timestamptz not null,
  primary key (brand_id, service)
);
select isolate_by_brand('brand_credentials', 'select, insert, update');
