-- What the Realtime service asks the database. These functions are the service's own: nobody else may call them,
-- and they are out of sight of a project's schemas. Where policies run, the search_path is that of hosted Realtime,
-- because a project's policies may call functions that rely on it.

-- The rights of a token's bearer on a private channel: to read is to select a row of realtime.messages, to write
-- is to insert one, by the policies. The rows are tried in earnest, so the caller must roll back.
-- `wanted` names what is asked: broadcast.read, broadcast.write, presence.read, presence.write.
-- A policy that raises is no right; the reason comes back under "error".
create function _local.realtime_rights(
  topic text, role_name text, claims text, headers text, wanted text[]
) returns jsonb
language plpgsql set search_path = public, auth, extensions as $$
declare
  want text;
  extension_ text;
  probe uuid;
  allowed boolean;
  rights jsonb := '{}';
begin
  perform set_config('realtime.topic', topic, true),
    set_config('request.jwt.claims', claims, true),
    set_config('request.headers', headers, true);
  foreach want in array wanted loop
    extension_ := split_part(want, '.', 1);
    perform set_config('role', 'none', true);
    allowed := false;
    begin
      if want like '%.read' then
        insert into realtime.messages (topic, extension) values (realtime_rights.topic, extension_)
          returning id into probe;
        perform set_config('role', role_name, true);
        allowed := exists (
          select from realtime.messages as message
          where message.id = probe and message.topic = realtime_rights.topic
            and message.extension = extension_);
      else
        perform set_config('role', role_name, true);
        insert into realtime.messages (topic, extension) values (realtime_rights.topic, extension_);
        allowed := true;
      end if;
    exception
      when insufficient_privilege then null;
      when others then rights := rights || jsonb_build_object('error', sqlerrm);
    end;
    rights := rights || jsonb_build_object(want, allowed);
  end loop;
  perform set_config('role', 'none', true);
  return rights;
end $$;

-- Makes the partitions of today and the next days, and drops those that ended before `keep` ago. What the
-- default partition took for a day is moved into the day's own.
create function _local.realtime_partitions(days_ahead integer, keep interval) returns void
language plpgsql set search_path = '' as $$
declare
  day date;
  name text;
begin
  perform pg_advisory_xact_lock(hashtext('realtime.messages'));
  for day in select generate_series(current_date, current_date + days_ahead, interval '1 day') loop
    name := 'messages_' || to_char(day, 'YYYY_MM_DD');
    continue when to_regclass('realtime.' || name) is not null;
    execute format('create table realtime.%I (like realtime.messages including defaults including constraints)', name);
    execute format('alter table realtime.%I owner to supabase_realtime_admin', name);
    execute format('alter table realtime.%I enable row level security', name);
    execute format(
      'with moved as (delete from realtime.messages_default where inserted_at >= %L and inserted_at < %L returning *)
       insert into realtime.%I select * from moved', day, day + 1, name);
    execute format(
      'alter table realtime.messages attach partition realtime.%I for values from (%L) to (%L)',
      name, day, day + 1);
  end loop;
  for name in
    select child.relname
    from pg_catalog.pg_inherits
    join pg_catalog.pg_class child on child.oid = inhrelid
    where inhparent = 'realtime.messages'::regclass
      and child.relname ~ '^messages_\d{4}_\d\d_\d\d$'
      and to_date(substr(child.relname, 10), 'YYYY_MM_DD') + 1 < (now() - keep)::date
  loop
    execute format('drop table realtime.%I', name);
  end loop;
  delete from realtime.messages_default where inserted_at < now() - keep;
end $$;

revoke all on all functions in schema _local from public;
