-- Makes the outbox end: events are dropped after a week, and how far they were dropped is remembered, so that whoever
-- comes back after longer is told that something is missing.
create table private.events_dropped (
  is_only boolean not null default true,
  txid xid8 not null,
  id bigint not null
);
comment on table private.events_dropped is 'One row: the last event that was dropped. Whoever knows less has missed something.';

alter table private.events_dropped
  add constraint events_dropped_pkey primary key (is_only),
  add constraint events_dropped_is_only check (is_only);
revoke all on private.events_dropped from public, anon, authenticated, service_role;

insert into private.events_dropped (txid, id) values ('0', 0);

create function private.drop_events(before timestamptz default now() - interval '7 days') returns void
  language sql set search_path = '' as $$
  with dropped as (
    delete from public.events where created_at < before returning txid, id
  ), last as (
    select txid, id from dropped order by txid desc, id desc limit 1
  )
  update private.events_dropped as mark set txid = last.txid, id = last.id
    from last where (last.txid, last.id) > (mark.txid, mark.id)
$$;
revoke execute on function private.drop_events(timestamptz) from public;
