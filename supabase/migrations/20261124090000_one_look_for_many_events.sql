-- Makes one look at a Stripe object do for every event that had arrived by then: each event and each look takes a
-- number from one sequence, and an event with a smaller number than the last look at its object has nothing new to
-- say. A sequence and not a clock, because no clock that is set back can disturb it. It also makes known whose a Stripe
-- customer was after Stripe has forgotten it, so that the order in which its events arrive does not matter.
create sequence private.stripe_order;
comment on sequence private.stripe_order is 'What arrived or was asked later has the higher number.';

alter table private.stripe_events
  add column heard bigint not null default nextval('private.stripe_order');
comment on column private.stripe_events.heard is 'When it arrived, or was last replayed, as a number of private.stripe_order.';

create table private.stripe_looks (
  object text not null,
  asked bigint not null,
  asked_at timestamptz not null default now()
);
comment on table private.stripe_looks is 'When each object was last fetched from Stripe and written. It may be emptied: then everything is fetched once more.';
comment on column private.stripe_looks.object is 'Its kind and Stripe''s id, such as subscription:sub_….';
comment on column private.stripe_looks.asked is 'A number of private.stripe_order, taken before the object was fetched.';

alter table private.stripe_looks
  add constraint stripe_looks_pkey primary key (object);

-- What is old enough to be dropped.
create index stripe_looks_asked_at_idx on private.stripe_looks (asked_at);
revoke all on private.stripe_looks from public, anon, authenticated, service_role;

create table private.stripe_customers (
  id text not null,
  user_id uuid not null,
  created timestamptz not null,
  deleted boolean not null default false
);
comment on table private.stripe_customers is 'Everybody at Stripe who is somebody here. Of several for one person, the oldest that is left is the one in public.customers.';
comment on column private.stripe_customers.created is 'When Stripe made it.';
comment on column private.stripe_customers.deleted is 'Stripe does not say any more whose it was; what it bought is still somebody''s.';

alter table private.stripe_customers
  add constraint stripe_customers_pkey primary key (id),
  add constraint stripe_customers_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade;

create index stripe_customers_user_id_idx on private.stripe_customers (user_id);
revoke all on private.stripe_customers from public, anon, authenticated, service_role;

insert into private.stripe_customers (id, user_id, created)
  select stripe_customer_id, user_id, created_at from public.customers;

create table private.stripe_ownerless (
  customer_id text not null,
  subject text not null,
  object_id text not null,
  noted_at timestamptz not null default now()
);
comment on table private.stripe_ownerless is 'What was written, or not written about, while nobody was known to be its customer. It is looked at again when somebody is.';

alter table private.stripe_ownerless
  add constraint stripe_ownerless_pkey primary key (customer_id, subject, object_id);

-- What is old enough to be dropped.
create index stripe_ownerless_noted_at_idx on private.stripe_ownerless (noted_at);
revoke all on private.stripe_ownerless from public, anon, authenticated, service_role;

-- What a customer bought, when that customer becomes somebody else.
create index orders_stripe_customer_id_idx on public.orders (stripe_customer_id);
