-- Makes people members: a mirror of Stripe's subscriptions, and what follows from it for who may read what is for
-- members. Only the server, which reads Stripe, writes.
create type public.subscription_status as enum (
  'incomplete', 'incomplete_expired', 'trialing', 'active', 'past_due', 'canceled', 'unpaid', 'paused');

create table public.subscriptions (
  id text not null,
  user_id uuid,
  stripe_customer_id text not null,
  status public.subscription_status not null,
  price_id text,
  quantity integer not null default 1,
  cancel_at_period_end boolean not null default false,
  cancel_at timestamptz,
  canceled_at timestamptz,
  current_period_start timestamptz,
  current_period_end timestamptz,
  trial_end timestamptz,
  ended_at timestamptz,
  past_due_since timestamptz,
  paused boolean not null default false,
  access_revoked_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null default now()
);
comment on table public.subscriptions is 'A mirror of Stripe''s subscriptions. They stay when the account goes: they are part of the books.';
comment on column public.subscriptions.id is 'Stripe''s, sub_….';
comment on column public.subscriptions.user_id is 'Null for a customer that is nobody here, or is gone.';
comment on column public.subscriptions.past_due_since is 'Since when the payment has been owed; the days of grace are counted from it.';
comment on column public.subscriptions.paused is 'Whether Stripe collects nothing for now. That alone takes no access away; the status "paused" does.';
comment on column public.subscriptions.access_revoked_at is 'When the payment of the current period was refunded or disputed. Null again when it stands, or with the next payment.';
comment on column public.subscriptions.created_at is 'When Stripe made it.';

-- price_id and stripe_customer_id are no foreign keys: events arrive in any order, a subscription outlives a price
-- that is deleted, and what Stripe says of it is true whether or not its price has been heard of here.
alter table public.subscriptions
  add constraint subscriptions_pkey primary key (id),
  add constraint subscriptions_user_id_fkey foreign key (user_id) references public.profiles (id) on delete set null,
  add constraint subscriptions_quantity_positive check (quantity >= 0);

-- Membership and a person's own; everything that a customer has; the admins' list.
create index subscriptions_user_id_created_at_id_idx on public.subscriptions (user_id, created_at desc, id desc);
create index subscriptions_stripe_customer_id_idx on public.subscriptions (stripe_customer_id);
create index subscriptions_created_at_id_idx on public.subscriptions (created_at desc, id desc);

revoke all on public.subscriptions from anon, authenticated;
grant select (
  id, user_id, stripe_customer_id, status, price_id, quantity, cancel_at_period_end, cancel_at, canceled_at,
  current_period_start, current_period_end, trial_end, ended_at, past_due_since, paused, access_revoked_at,
  created_at, updated_at) on public.subscriptions to authenticated;

alter table public.subscriptions enable row level security;

create policy "People can see their own subscriptions, admins everyone's" on public.subscriptions
  for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

create trigger touch before update on public.subscriptions
  for each row when (old.* is distinct from new.*) execute function private.touch();

-- A subscription makes its owner a member while it runs: active or trialing, or past due for less than 168 hours,
-- which is 7 days in every time zone. A cancellation ends it on its day, even when the news of that day is late; a
-- refund or a dispute ends it at once.
-- Security definer: whether someone is a member does not depend on what the caller may read of it. plpgsql: policies
-- ask row by row, and here the plan of the query is kept.
create or replace function private.is_member(user_id uuid) returns boolean
  language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
    select from public.subscriptions as subscription
    where subscription.user_id = is_member.user_id
      and subscription.access_revoked_at is null
      and (subscription.status in ('active', 'trialing')
        or subscription.status = 'past_due' and now() < subscription.past_due_since + interval '168 hours')
      and (subscription.cancel_at is null or now() < subscription.cancel_at)
      and (not subscription.cancel_at_period_end or subscription.current_period_end is null
        or now() < subscription.current_period_end));
end $$;

create function public.is_member() returns boolean
  language sql stable set search_path = '' as $$
  select private.is_member((select auth.uid()))
$$;
revoke execute on function public.is_member from public, anon, authenticated, service_role;
grant execute on function public.is_member to anon, authenticated;
comment on function public.is_member is 'Whether the caller may read what is for members because they are one.';
