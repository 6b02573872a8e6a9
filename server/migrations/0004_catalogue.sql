create table products (
  brand_id int not null references brands,
  id uuid not null,
  sku text not null check (length(sku) between 1 and 80),
  name text not null check (length(name) between 1 and 300),
  product_line text,
  form text not null,
  strain_name text,
  strain_type text check (strain_type in ('indica', 'sativa', 'hybrid', 'cbd')),
  size_label text,
  msrp_cents bigint not null check (msrp_cents between 0 and 10000000),
  fixed_points bigint check (fixed_points between 0 and 100000000),
  potency_thc_percent numeric(6, 3),
  potency_cbd_percent numeric(6, 3),
  dominant_terpene text,
  tags text[] not null default '{}',
  description text,
  art jsonb not null default '{}',
  flags jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (brand_id, id),
  unique (brand_id, sku)
);
create index products_name on products (brand_id, name, id);
select isolate_by_brand('products', 'select, insert, update');
