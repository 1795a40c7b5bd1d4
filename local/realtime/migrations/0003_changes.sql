-- What decides who hears of a change that was read from the write-ahead log. Columns come as
-- [{"name", "type": oid, "value": text or null}], filters as [{"column", "op", "value", "negate"}]. The functions
-- are the service's own; they run as the superuser and become a subscriber's role where its rights are asked.

-- The log shows a transaction a moment before other sessions see what it did. Waits until they do, so that who
-- hears of a row can select it. The log's transaction ids lack their epoch: it is the one that brings them nearest
-- to the newest.
create function _local.realtime_await(transactions bigint[]) returns void
language plpgsql set search_path = '' as $$
declare
  newest bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
  transaction_id bigint;
begin
  foreach transaction_id in array transactions loop
    transaction_id := (newest & ~4294967295::bigint) | transaction_id;
    transaction_id := transaction_id + case
      when transaction_id - newest > 2147483648 then -4294967296
      when newest - transaction_id > 2147483648 then 4294967296
      else 0 end;
    for attempt in 1..5000 loop
      exit when pg_visible_in_snapshot(transaction_id::text::xid8, pg_current_snapshot());
      perform pg_sleep(0.001);
    end loop;
  end loop;
end $$;

-- Types are named with typmod -1: a bare `character` or `bit` would cut values to their first place.
create function _local.realtime_values(columns jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  rows_ text;
  result jsonb;
begin
  select string_agg(
    format('(%L, to_jsonb(%L::%s))', c ->> 'name', c ->> 'value', format_type((c ->> 'type')::oid, -1)), ', ')
  into rows_
  from jsonb_array_elements(columns) as c;
  if rows_ is null then
    return '{}';
  end if;
  execute format('select jsonb_object_agg(name, value) from (values %s) as v (name, value)', rows_) into result;
  return result;
end $$;

-- The SQL of one filter on one column, with every name and value quoted.
create function _local.realtime_condition(col jsonb, filter jsonb) returns text
language plpgsql stable set search_path = '' as $$
declare
  type_name text := format_type((col ->> 'type')::oid, -1);
  op text := filter ->> 'op';
  negated text := case when (filter ->> 'negate')::boolean then 'not ' else '' end;
  symbol text := case op
    when 'eq' then '=' when 'neq' then '<>' when 'lt' then '<' when 'lte' then '<=' when 'gt' then '>'
    when 'gte' then '>=' when 'like' then 'like' when 'ilike' then 'ilike' when 'match' then '~'
    when 'imatch' then '~*' when 'isdistinct' then 'is distinct from' end;
begin
  if op = 'is' then
    if filter ->> 'value' not in ('null', 'true', 'false', 'unknown') then
      raise exception 'invalid value for is filter: must be null, true, false, or unknown';
    end if;
    return format('%s(%L::%s is %s)', negated, col ->> 'value', type_name, filter ->> 'value');
  end if;
  if op = 'in' then
    return format('%s(%L::%s = any (%L::%s[]))',
      negated, col ->> 'value', type_name, filter ->> 'value', type_name);
  end if;
  if symbol is null then
    raise exception 'unsupported equality operator: %', op;
  end if;
  return format('%s(%L::%s %s %L::%s)',
    negated, col ->> 'value', type_name, symbol, filter ->> 'value', type_name);
end $$;

-- Whether a row passes all filters. A filter on a column that the log does not carry lets nothing pass.
create function _local.realtime_passes(columns jsonb, filters jsonb) returns boolean
language plpgsql stable set search_path = '' as $$
declare
  condition text;
  passes boolean;
begin
  if jsonb_array_length(filters) = 0 then
    return true;
  end if;
  select string_agg(
    case when c is null then 'false' else format('coalesce(%s, false)', _local.realtime_condition(c, f)) end, ' and ')
  into condition
  from jsonb_array_elements(filters) as f
  left join jsonb_array_elements(columns) as c on c ->> 'name' = f ->> 'column';
  execute 'select ' || condition into passes;
  return passes;
end $$;

-- Refuses, with upstream's words, a filter that could only fail when a change comes.
create function _local.realtime_check_filter(entity regclass, role_name text, filter jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  column_type oid;
  op text := filter ->> 'op';
begin
  select atttypid into column_type
  from pg_attribute
  where attrelid = entity and attname = filter ->> 'column' and attnum > 0 and not attisdropped
    and has_column_privilege(role_name, entity, attnum, 'SELECT');
  if column_type is null then
    raise exception 'invalid column for filter %', filter ->> 'column';
  end if;
  if op = 'is' and filter ->> 'value' in ('true', 'false', 'unknown') and column_type <> 'boolean'::regtype then
    raise exception 'is % filter requires a boolean column, got %', filter ->> 'value', column_type::regtype;
  end if;
  if op in ('like', 'ilike', 'match', 'imatch')
    and (select typcategory from pg_type where oid = column_type) <> 'S'
  then
    raise exception 'operator % requires a text-compatible column type, got %', op, column_type::regtype;
  end if;
  if op in ('match', 'imatch') then
    begin
      perform '' ~ (filter ->> 'value');
    exception
      when others then raise exception 'invalid regular expression for % filter: %', op, sqlerrm;
    end;
  end if;
  if op = 'in' and cardinality((filter ->> 'value')::text[]) > 100 then
    raise exception 'too many values for `in` filter. Maximum 100';
  end if;
  perform _local.realtime_passes(
    jsonb_build_array(jsonb_build_object('name', filter ->> 'column', 'type', column_type, 'value', null)),
    jsonb_build_array(filter));
end $$;

-- How many published tables a subscription means; '*' stands for every schema or table.
create function _local.realtime_check_subscription(
  schema_name text, table_name text, role_name text, filters jsonb, selected text[]
) returns integer
language plpgsql stable set search_path = '' as $$
declare
  entity regclass;
  filter jsonb;
  selected_column text;
  found_tables integer := 0;
begin
  for entity in
    select format('%I.%I', schemaname, tablename)::regclass
    from pg_publication_tables
    where pubname = 'supabase_realtime'
      and schema_name in ('*', schemaname) and table_name in ('*', tablename)
  loop
    found_tables := found_tables + 1;
    for filter in select * from jsonb_array_elements(filters) loop
      perform _local.realtime_check_filter(entity, role_name, filter);
    end loop;
    foreach selected_column in array coalesce(selected, '{}') loop
      perform from pg_attribute
      where attrelid = entity and attname = selected_column and attnum > 0 and not attisdropped
        and has_column_privilege(role_name, entity, attnum, 'SELECT');
      if not found then
        raise exception 'invalid column for select %', selected_column;
      end if;
    end loop;
  end loop;
  return found_tables;
end $$;

-- Whether the bearer of the claims can select the row with this primary key, as it is now.
create function _local.realtime_sees(entity regclass, key_condition text, role_name text, claims text)
returns boolean
language plpgsql set search_path = public, auth, extensions as $$
declare
  sees boolean;
begin
  perform set_config('request.jwt.claims', claims, true), set_config('role', role_name, true);
  execute format('select exists (select from %s where %s)', entity, key_condition) into sees;
  perform set_config('role', 'none', true);
  return sees;
end $$;

-- What one group of subscribers, who have the same role and ask for the same columns, is sent of a change.
-- With row-level security nothing but the key of a deleted row can be shown: nobody knows any more who saw it.
create function _local.realtime_payload(
  change jsonb, entity regclass, shown text[], key_columns text[], secured boolean, too_large boolean,
  new_values jsonb, old_values jsonb
) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'schema', change ->> 'schema', 'table', change ->> 'table', 'type', change ->> 'action',
    'commit_timestamp', change ->> 'committed_at',
    'errors', case when too_large then jsonb_build_array('Error 413: Payload Too Large') end,
    'columns', (
      select coalesce(jsonb_agg(jsonb_build_object('name', attname, 'type', typname) order by attnum), '[]')
      from pg_attribute join pg_type on pg_type.oid = atttypid
      where attrelid = entity and attname = any (shown)))
  || case when change ->> 'action' = 'DELETE' then '{}' else jsonb_build_object('record', (
      select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(new_values)
      where key = any (shown) and (not too_large or octet_length(value::text) <= 64))) end
  || case when change ->> 'action' = 'INSERT' then '{}' else jsonb_build_object('old_record', (
      select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(old_values)
      where key = any (shown) and (not too_large or octet_length(value::text) <= 64)
        and (change ->> 'action' = 'UPDATE' or not secured or key = any (key_columns)))) end
$$;

-- Who of one role's subscribers is told of a change: [{"key", "claims", "filters"}] in, the keys out. Those for
-- whom a policy raised an error are kept apart.
create function _local.realtime_audience(
  change jsonb, subscribers jsonb, role_name text, entity regclass, key_condition text,
  out visible integer[], out failed integer[]
)
language plpgsql set search_path = '' as $$
declare
  subscriber jsonb;
begin
  visible := '{}';
  failed := '{}';
  for subscriber in select * from jsonb_array_elements(subscribers) loop
    continue when not _local.realtime_passes(
      case when change ->> 'action' = 'DELETE' then change -> 'old' else change -> 'columns' end,
      subscriber -> 'filters');
    begin
      if key_condition is null
        or _local.realtime_sees(entity, key_condition, role_name, subscriber ->> 'claims')
      then
        visible := visible || (subscriber ->> 'key')::integer;
      end if;
    exception
      when others then
        failed := failed || (subscriber ->> 'key')::integer;
        raise warning 'WarnApplyingRlsToSubscription: %', sqlerrm;
    end;
  end loop;
end $$;

-- A change that is announced without its content, because of an error.
create function _local.realtime_error(change jsonb, message text) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object(
    'schema', change ->> 'schema', 'table', change ->> 'table', 'type', change ->> 'action',
    'commit_timestamp', null, 'columns', '[]'::jsonb, 'errors', jsonb_build_array(message))
  || case when change ->> 'action' = 'DELETE' then '{}' else '{"record": {}}'::jsonb end
  || case when change ->> 'action' = 'INSERT' then '{}' else '{"old_record": {}}'::jsonb end
$$;

-- The SQL that finds a changed row again by its key; null where nobody's rights on the row are asked.
create function _local.realtime_key_condition(change jsonb, key_columns text[], secured boolean) returns text
language sql stable set search_path = '' as $$
  select string_agg(
    format('%I = %L::%s', c ->> 'name', c ->> 'value', format_type((c ->> 'type')::oid, -1)), ' and ')
  from jsonb_array_elements(change -> 'columns') as c
  where secured and c ->> 'name' = any (key_columns)
$$;

-- What makes a change unfit to be shown to a role at all; null if nothing does.
create function _local.realtime_refusal(change jsonb, key_columns text[], selectable text[]) returns text
language sql immutable set search_path = '' as $$
  select case
    when change ->> 'action' = 'DELETE' then null
    when key_columns = '{}' then 'Error 400: Bad Request, no primary key'
    when not key_columns <@ selectable then 'Error 401: Unauthorized' end
$$;

-- What is sent to whom of one role's subscribers: [{"key", "claims", "filters", "select"}].
create function _local.realtime_view_of_role(
  change jsonb, entity regclass, role_name text, subscribers jsonb, key_columns text[], secured boolean,
  too_large boolean, new_values jsonb, old_values jsonb
) returns table (data text, keys integer[])
language plpgsql set search_path = '' as $$
declare
  selectable text[] := array(
    select attname::text from pg_attribute
    where attrelid = entity and attnum > 0 and not attisdropped
      and has_column_privilege(role_name, entity, attnum, 'SELECT'));
  refusal text := _local.realtime_refusal(change, key_columns, selectable);
  audience record;
begin
  if refusal is not null then
    return query select _local.realtime_error(change, refusal)::text, array_agg((s ->> 'key')::integer)
      from jsonb_array_elements(subscribers) as s;
    return;
  end if;
  audience := _local.realtime_audience(
    change, subscribers, role_name, entity, _local.realtime_key_condition(change, key_columns, secured));
  if audience.failed <> '{}' then
    return query select _local.realtime_error(
      change, 'Error 500: Internal Server Error, RLS policy evaluation failed')::text, audience.failed;
  end if;
  return query
    select _local.realtime_payload(
      change, entity,
      array(select c from unnest(selectable) as c
        where jsonb_typeof(selection) is distinct from 'array' or selection ? c or c = any (key_columns)),
      key_columns, secured, too_large, new_values, old_values)::text, members
    from (
      select s -> 'select' as selection, array_agg((s ->> 'key')::integer) as members
      from jsonb_array_elements(subscribers) as s
      where (s ->> 'key')::integer = any (audience.visible) group by 1) as groups;
end $$;

-- What is sent to whom of one change. Subscribers are [{"key", "role", "claims", "filters", "select"}].
create function _local.realtime_view(change jsonb, subscribers jsonb, record_bytes integer)
returns table (data text, keys integer[])
language plpgsql set search_path = '' as $$
declare
  entity regclass := to_regclass(format('%I.%I', change ->> 'schema', change ->> 'table'));
  too_large boolean := octet_length(change::text) > record_bytes;
  secured boolean := (select relrowsecurity from pg_class where oid = entity);
  key_columns text[] := array(
    select attname::text from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
    where indrelid = entity and indisprimary);
  new_values jsonb := _local.realtime_values(change -> 'columns');
  old_values jsonb := _local.realtime_values(change -> 'old');
  role_name text;
  of_role jsonb;
begin
  if entity is null then
    return;
  end if;
  for role_name, of_role in
    select s ->> 'role', jsonb_agg(s) from jsonb_array_elements(subscribers) as s
    where to_regrole(quote_ident(s ->> 'role')) is not null group by 1
  loop
    return query select * from _local.realtime_view_of_role(
      change, entity, role_name, of_role, key_columns, secured, too_large, new_values, old_values);
  end loop;
end $$;

-- The same for many changes, each with the "keys" of those whom it may concern. `change` counts from 0.
create function _local.realtime_views(changes jsonb, subscribers jsonb, record_bytes integer)
returns table (change integer, data text, keys integer[])
language sql set search_path = '' as $$
  with subscriber as materialized (
    select (s ->> 'key')::integer as key, s from jsonb_array_elements(subscribers) as s)
  select (position - 1)::integer, view.data, view.keys
  from jsonb_array_elements(changes) with ordinality as c (one, position)
  cross join lateral _local.realtime_view(
    one - 'keys',
    (select jsonb_agg(s) from subscriber
      where key in (select k::integer from jsonb_array_elements_text(one -> 'keys') as k)),
    record_bytes) as view
  order by position
$$;

revoke all on all functions in schema _local from public;
