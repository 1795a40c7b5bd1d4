-- Makes it known, across all servers, who is reading a post now: each server that holds streams writes how many of
-- them are on which post. Unlogged, because it is true for the moment only and not worth the journal.
create unlogged table private.stream_readers (
  topic text not null,
  server uuid not null,
  people uuid[] not null,
  strangers integer not null,
  seen_at timestamptz not null default now()
);
comment on table private.stream_readers is 'Who has a post open, as each server sees it. Reached by the server''s own connection only.';
comment on column private.stream_readers.strangers is 'How many have not signed in.';
comment on column private.stream_readers.seen_at is 'When the server last said so. What is older than 45 seconds is of a server that is gone.';

alter table private.stream_readers
  add constraint stream_readers_pkey primary key (topic, server),
  add constraint stream_readers_strangers_positive check (strangers >= 0);
create index stream_readers_server_idx on private.stream_readers (server);
revoke all on private.stream_readers from public, anon, authenticated, service_role;

-- Writes what one server sees of some topics; a topic that nobody reads any more goes. Says so to the other servers,
-- as private.wake_streams() does and with as little depending on it.
create function private.note_readers(server uuid, seen jsonb) returns void
  language plpgsql set search_path = '' as $$
begin
  delete from private.stream_readers as known
    using jsonb_to_recordset(seen) as now_seen (topic text, people uuid[], strangers int)
    where known.server = note_readers.server and known.topic = now_seen.topic
      and now_seen.strangers = 0 and now_seen.people = '{}';
  insert into private.stream_readers as known (topic, server, people, strangers)
    select topic, note_readers.server, people, strangers
    from jsonb_to_recordset(seen) as now_seen (topic text, people uuid[], strangers int)
    where strangers > 0 or people <> '{}'
    on conflict on constraint stream_readers_pkey
      do update set people = excluded.people, strangers = excluded.strangers, seen_at = now();
  if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is not null then
    perform realtime.send(jsonb_build_object('server', server,
      'topics', (select jsonb_agg(topic) from jsonb_to_recordset(seen) as now_seen (topic text))),
      'readers', 'outbox', true);
  end if;
end $$;
revoke execute on function private.note_readers(uuid, jsonb) from public;

-- How many read each of some topics, and the names of up to eight of them.
create function private.readers_of(topics text[]) returns table (topic text, count bigint, people jsonb)
  language sql stable set search_path = '' as $$
  with seen as (
    select readers.topic, readers.people, readers.strangers from private.stream_readers as readers
    where readers.topic = any (readers_of.topics) and readers.seen_at > now() - interval '45 seconds'
  ), persons as (
    select distinct seen.topic, person from seen cross join unnest(seen.people) as person
  ), named as (
    select topic, person, row_number() over (partition by topic order by person) as n from persons
  )
  select wanted.topic,
    coalesce((select sum(strangers) from seen where seen.topic = wanted.topic), 0)
      + (select count(*) from persons where persons.topic = wanted.topic),
    coalesce((
      select jsonb_agg(jsonb_build_object('username', username, 'name', name) order by name)
      from named join public.profiles on profiles.id = named.person
      where named.topic = wanted.topic and named.n <= 8), '[]')
  from unnest(readers_of.topics) as wanted (topic)
$$;
revoke execute on function private.readers_of(text[]) from public;
