-- Makes a person a customer of Stripe's: at most one there for everyone here. Only the server writes.
create table public.customers (
  user_id uuid not null,
  stripe_customer_id text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.customers is 'Who is which customer at Stripe. Removed with the account, or when Stripe deletes the customer.';

alter table public.customers
  add constraint customers_pkey primary key (user_id),
  add constraint customers_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade,
  add constraint customers_stripe_customer_id_key unique (stripe_customer_id);

revoke all on public.customers from anon, authenticated;
grant select (user_id, stripe_customer_id, created_at, updated_at) on public.customers to authenticated;

alter table public.customers enable row level security;

create policy "People can see which customer they are" on public.customers
  for select to authenticated
  using (user_id = (select auth.uid()));

create trigger touch before update on public.customers
  for each row when (old.* is distinct from new.*) execute function private.touch();
