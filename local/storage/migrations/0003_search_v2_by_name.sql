-- Makes storage.search_v2 work by name too: its expression for times was also built when there is no time to
-- sort by, which is an error.
set local role supabase_storage_admin;

-- One level below a prefix, continued after `start_after` (a full name, a folder's with its slash). `key` is
-- the last part of the name. By a time, `sort_column_after` is the last seen one.
create or replace function storage.search_v2(
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
  at_time constant text := case
    when by_time is not null
      then format($at$coalesce(date_trunc('milliseconds', entries.%I), 'epoch')$at$, by_time) end;
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
