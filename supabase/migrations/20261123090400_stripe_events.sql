-- Makes the ledger of what Stripe has said: every event once, whether or not anything follows from it. The server
-- reaches it over its own connection; the API's roles do not, the service role included.
create type private.stripe_event_state as enum ('pending', 'processed', 'ignored', 'failed', 'dead');

create table private.stripe_events (
  id text not null,
  type text not null,
  object_id text,
  api_version text,
  livemode boolean not null,
  payload jsonb not null,
  state private.stripe_event_state not null default 'pending',
  attempts integer not null default 0,
  last_error text,
  created timestamptz not null,
  received_at timestamptz not null default now(),
  processed_at timestamptz
);
comment on table private.stripe_events is 'Every event that Stripe was told had arrived.';
comment on column private.stripe_events.id is 'Stripe''s, evt_…: a second delivery finds the first.';
comment on column private.stripe_events.object_id is 'What it is about. Work on one object is done one event after the other.';
comment on column private.stripe_events.state is
  'pending: not yet worked on; failed: will be tried again; dead: given up, until someone replays it; ignored: nothing follows from its type.';
comment on column private.stripe_events.created is 'When it happened, by Stripe''s clock.';

alter table private.stripe_events
  add constraint stripe_events_pkey primary key (id),
  add constraint stripe_events_attempts_positive check (attempts >= 0);

-- The admins' list, of everything and of one state; what has happened to one object.
create index stripe_events_received_at_id_idx on private.stripe_events (received_at desc, id desc);
create index stripe_events_state_received_at_id_idx on private.stripe_events (state, received_at desc, id desc)
  where state in ('pending', 'failed', 'dead');
create index stripe_events_object_id_idx on private.stripe_events (object_id);
revoke all on private.stripe_events from public, anon, authenticated, service_role;
