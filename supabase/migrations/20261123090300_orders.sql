-- Makes purchases that happen once: one row per Checkout session that sells without subscribing, with what became of
-- its payment. Only the server, which reads Stripe, writes.
create type public.order_status as enum ('pending', 'paid', 'failed', 'expired', 'refunded', 'disputed');

create table public.orders (
  id text not null,
  user_id uuid,
  stripe_customer_id text,
  stripe_payment_intent_id text,
  price_id text,
  quantity integer not null default 1,
  amount integer not null,
  amount_refunded integer not null default 0,
  currency text not null,
  status public.order_status not null default 'pending',
  paid_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null default now()
);
comment on table public.orders is 'What was bought once. Orders stay when the account goes: they are part of the books.';
comment on column public.orders.id is 'Stripe''s id of the Checkout session, cs_….';
comment on column public.orders.user_id is 'Null for a customer that is nobody here, or is gone.';
comment on column public.orders.stripe_payment_intent_id is 'How a refund or a dispute finds its order. Null until there is a payment.';
comment on column public.orders.amount is 'In minor units, as are refunds.';
comment on column public.orders.status is '"refunded" when all of it was; of a part, amount_refunded tells.';
comment on column public.orders.created_at is 'When Stripe made the session.';

-- price_id and stripe_customer_id are no foreign keys: as in public.subscriptions.
alter table public.orders
  add constraint orders_pkey primary key (id),
  add constraint orders_user_id_fkey foreign key (user_id) references public.profiles (id) on delete set null,
  add constraint orders_stripe_payment_intent_id_key unique (stripe_payment_intent_id),
  add constraint orders_quantity_positive check (quantity >= 1),
  add constraint orders_amount_positive check (amount >= 0),
  add constraint orders_amount_refunded_within_amount check (amount_refunded between 0 and amount),
  add constraint orders_currency_form check (currency ~ '^[a-z]{3}$');

-- A person's own; the admins' list.
create index orders_user_id_created_at_id_idx on public.orders (user_id, created_at desc, id desc);
create index orders_created_at_id_idx on public.orders (created_at desc, id desc);

revoke all on public.orders from anon, authenticated;
grant select (
  id, user_id, stripe_customer_id, stripe_payment_intent_id, price_id, quantity, amount, amount_refunded, currency,
  status, paid_at, created_at, updated_at) on public.orders to authenticated;

alter table public.orders enable row level security;

create policy "People can see their own orders, admins everyone's" on public.orders
  for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

create trigger touch before update on public.orders
  for each row when (old.* is distinct from new.*) execute function private.touch();
