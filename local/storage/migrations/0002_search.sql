-- The listings of Storage, callable from SQL as on a hosted project. All run as the caller, so that policies
-- decide what is seen; a folder is whatever the names of visible objects have in common.
set local role supabase_storage_admin;

-- One level below a prefix, files and folders together, without regard to case; `levels` is the depth of the
-- names to return, counted from 1. By another column than the name, folders come first.
create function storage.search(
  prefix text,
  bucketname text,
  limits int default 100,
  levels int default 1,
  offsets int default 0,
  search text default '',
  sortcolumn text default 'name',
  sortorder text default 'asc'
) returns table (
  name text, id uuid, updated_at timestamptz, created_at timestamptz, last_accessed_at timestamptz, metadata jsonb
) language plpgsql stable set search_path = '' as $$
declare
  wanted constant text := lower(coalesce(prefix, '') || coalesce(search, ''));
  direction constant text := case when lower(sortorder) = 'desc' then 'desc' else 'asc' end;
  sort_by constant text := case
    when lower(sortcolumn) in ('updated_at', 'created_at', 'last_accessed_at')
      then format('entries.id is not null, entries.%I %s, lower(entries.name) collate "C" %s',
        lower(sortcolumn), direction, direction)
    else format('lower(entries.name) collate "C" %s, entries.name collate "C" %s', direction, direction)
  end;
begin
  return query execute format($query$
    with found as (
      select o.path_tokens[$1] as token, cardinality(o.path_tokens) = $1 as is_file, o.*
      from storage.objects o
      where o.bucket_id = $2
        and lower(o.name) collate "C" >= $3
        and starts_with(lower(o.name), $3)
        and cardinality(o.path_tokens) >= $1
    ), entries as (
      select f.token as name, f.id, f.updated_at, f.created_at, f.last_accessed_at, f.metadata
      from found f where f.is_file
      union all
      select distinct f.token, null::uuid, null::timestamptz, null::timestamptz, null::timestamptz, null::jsonb
      from found f where not f.is_file
    )
    select entries.* from entries order by %s limit $4 offset $5
  $query$, sort_by)
  using levels, bucketname, wanted, least(coalesce(limits, 100), 1500), coalesce(offsets, 0);
end $$;

-- One level below a prefix, continued after `start_after` (a full name, a folder's with its slash). `key` is
-- the last part of the name. By a time, `sort_column_after` is the last seen one.
create function storage.search_v2(
  prefix text,
  bucket_name text,
  limits int default 100,
  levels int default 1,
  start_after text default '',
  sort_order text default 'asc',
  sort_column text default 'name',
  sort_column_after text default ''
) returns table (
  key text, name text, id uuid, updated_at timestamptz, created_at timestamptz, last_accessed_at timestamptz,
  metadata jsonb
) language plpgsql stable set search_path = '' as $$
declare
  descending constant boolean := lower(coalesce(sort_order, 'asc')) = 'desc';
  direction constant text := case when descending then 'desc' else 'asc' end;
  beyond constant text := case when descending then '<' else '>' end;
  by_time constant text := case
    when lower(sort_column) in ('updated_at', 'created_at') then lower(sort_column) end;
  -- Times are compared in milliseconds, which is what a client's cursor carries; folders have none.
  at_time constant text := format($at$coalesce(date_trunc('milliseconds', entries.%I), 'epoch')$at$, by_time);
  condition text := 'true';
begin
  if coalesce(start_after, '') <> '' then
    condition := case
      when by_time is null then format('entries.name collate "C" %s $4', beyond)
      else format('(%s, entries.name collate "C") %s (coalesce(nullif($5, '''')::timestamptz, ''epoch''), $4)',
        at_time, beyond)
    end;
  end if;
  return query execute format($query$
    with found as (
      select cardinality(o.path_tokens) = $1 as is_file, o.*
      from storage.objects o
      where o.bucket_id = $2
        and o.name collate "C" >= $3
        and starts_with(o.name, $3)
        and cardinality(o.path_tokens) >= $1
    ), entries as (
      select f.path_tokens[$1] as key, f.name, f.id, f.updated_at, f.created_at, f.last_accessed_at, f.metadata
      from found f where f.is_file
      union all
      select distinct f.path_tokens[$1], array_to_string(f.path_tokens[1:$1], '/') || '/',
        null::uuid, null::timestamptz, null::timestamptz, null::timestamptz, null::jsonb
      from found f where not f.is_file
    )
    select entries.* from entries where %s order by %s entries.name collate "C" %s limit $6
  $query$, condition, coalesce(at_time || ' ' || direction || ',', ''), direction)
  using levels, bucket_name, coalesce(prefix, ''), coalesce(start_after, ''), coalesce(sort_column_after, ''),
    coalesce(limits, 100);
end $$;

-- Names under a prefix in byte order, those that share a part up to the next delimiter as one folder.
create function storage.list_objects_with_delimiter(
  bucket_id text,
  prefix_param text,
  delimiter_param text,
  max_keys int default 100,
  start_after text default '',
  next_token text default ''
) returns table (
  name text, id uuid, metadata jsonb, updated_at timestamptz, created_at timestamptz, last_accessed_at timestamptz
) language plpgsql stable set search_path = '' as $$
declare
  wanted constant text := coalesce(prefix_param, '');
  after constant text := coalesce(nullif(next_token, ''), start_after, '');
begin
  return query
    with found as (
      select o.*, strpos(substr(o.name, length(wanted) + 1), delimiter_param) as cut
      from storage.objects o
      where o.bucket_id = list_objects_with_delimiter.bucket_id and starts_with(o.name, wanted)
    ), entries as (
      select f.name, f.id, f.metadata, f.updated_at, f.created_at, f.last_accessed_at
      from found f where f.cut = 0
      union all
      select distinct left(f.name, length(wanted) + f.cut - 1), null::uuid, null::jsonb, null::timestamptz,
        null::timestamptz, null::timestamptz
      from found f where f.cut > 0
    )
    select e.name, e.id, e.metadata, e.updated_at, e.created_at, e.last_accessed_at
    from entries e
    where after = '' or e.name collate "C" > after
    order by e.name collate "C"
    limit max_keys;
end $$;
