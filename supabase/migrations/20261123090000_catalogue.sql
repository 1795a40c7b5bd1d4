-- Makes what is for sale known here: Stripe's products and prices as they were when last fetched. Everyone sees what
-- can be bought; only the server, which reads Stripe, writes. A product or price that Stripe deletes is deleted here.
create type public.price_type as enum ('recurring', 'one_time');
create type public.price_interval as enum ('day', 'week', 'month', 'year');

create table public.products (
  id text not null,
  name text not null,
  description text,
  active boolean not null,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.products is 'What is for sale: a mirror of Stripe''s products.';
comment on column public.products.id is 'Stripe''s, prod_….';
comment on column public.products.metadata is 'As in Stripe. Notes of the seller''s: no client may read them.';

create table public.prices (
  id text not null,
  product_id text not null,
  active boolean not null,
  currency text not null,
  unit_amount integer,
  type public.price_type not null,
  interval public.price_interval,
  interval_count integer,
  lookup_key text,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.prices is 'For how much: a mirror of Stripe''s prices.';
comment on column public.prices.id is 'Stripe''s, price_….';
comment on column public.prices.unit_amount is 'In minor units. Null where Stripe has no fixed amount, such as with tiers.';
comment on column public.prices.lookup_key is 'Not unique here: while it moves from one price to another, both may have it.';
comment on column public.prices.metadata is 'As in Stripe; no client may read it.';

-- prices.product_id is no foreign key: events arrive in any order, and a price may come before its product. Such a
-- price is kept and stays out of sight until the product is there.
alter table public.products
  add constraint products_pkey primary key (id);

alter table public.prices
  add constraint prices_pkey primary key (id),
  add constraint prices_currency_form check (currency ~ '^[a-z]{3}$'),
  add constraint prices_interval_known check (
    (type = 'recurring') = (interval is not null) and (type = 'recurring') = (interval_count is not null));

create index prices_product_id_idx on public.prices (product_id);

revoke all on public.products from anon, authenticated;
grant select (id, name, description, active, created_at, updated_at) on public.products to anon, authenticated;

revoke all on public.prices from anon, authenticated;
grant select (
  id, product_id, active, currency, unit_amount, type, interval, interval_count, lookup_key, created_at,
  updated_at) on public.prices to anon, authenticated;

alter table public.products enable row level security;
alter table public.prices enable row level security;

create policy "Everyone can see products that are for sale" on public.products
  for select to anon, authenticated
  using (active);

create policy "Everyone can see prices at which something is for sale" on public.prices
  for select to anon, authenticated
  using (active and exists (select from public.products where products.id = prices.product_id and products.active));

-- A row that is written anew just as it was has not changed.
create trigger touch before update on public.products
  for each row when (old.* is distinct from new.*) execute function private.touch();

create trigger touch before update on public.prices
  for each row when (old.* is distinct from new.*) execute function private.touch();
